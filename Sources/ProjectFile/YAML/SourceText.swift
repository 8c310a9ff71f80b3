import Domain

/// The text of a project file, checked for what YAML cannot hold, and the places in it.
struct SourceText {
    /// The largest file that is read: 1 MB (2²⁰ bytes). A project file is some hundred lines.
    static let sizeLimit = 1 << 20

    /// The text without a byte order mark.
    let text: String
    let scalars: [Unicode.Scalar]
    /// Offsets into `scalars` at which lines begin.
    private let lineStarts: [Int]
    /// For each scalar, and for the end, the column of the character that it belongs to.
    private let columns: [Int]

    /// - Throws: `ProjectFileError` for bytes that are too many, not UTF-8, or not characters that YAML allows.
    init(bytes: [UInt8], path: String) throws(ProjectFileError) {
        func refuse(_ position: SourcePosition, _ statement: Bilingual) -> ProjectFileError {
            ProjectFileError(path: path, problems: [ProjectProblem(at: position, statement)])
        }
        let start = SourcePosition(line: 1, column: 1)
        guard bytes.count <= Self.sizeLimit else { throw refuse(start, SourceText.tooLarge) }
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            throw refuse(start, SourceText.notUTF8(named: "UTF-16"))
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: body, as: UTF8.self) else {
            throw refuse(SourceText.firstInvalidByte(in: body), SourceText.notUTF8(named: nil))
        }
        self.text = text
        scalars = Array(text.unicodeScalars)
        lineStarts = SourceText.lineStarts(of: scalars)
        columns = SourceText.columns(of: text)
        if let offset = scalars.firstIndex(where: { !SourceText.isAllowed($0) }) {
            throw refuse(position(ofOffset: offset), SourceText.notAllowed(scalars[offset]))
        }
    }

    /// The place that the YAML parser calls (`line`, `column`), both from one, columns in Unicode scalars.
    func position(line: Int, column: Int) -> SourcePosition {
        position(ofOffset: offset(line: line, column: column))
    }

    /// An offset into `scalars` as an editor counts: columns in characters as people see them.
    ///
    /// - Complexity: O(log of the number of lines).
    func position(ofOffset offset: Int) -> SourcePosition {
        SourcePosition(line: lineIndex(ofOffset: offset) + 1, column: columns[min(offset, scalars.count)])
    }

    /// The offset of a place as the parser counts it, at most the end of the text.
    func offset(line: Int, column: Int) -> Int {
        guard line <= lineStarts.count else { return scalars.count }
        return min(lineStarts[max(line, 1) - 1] + max(column, 1) - 1, scalars.count)
    }

    /// The scalars of line `line`, counted from one, with its line break; `nil` past the end.
    func scalars(ofLine line: Int) -> ArraySlice<Unicode.Scalar>? {
        guard lineStarts.indices.contains(line - 1) else { return nil }
        return scalars[lineStarts[line - 1]..<(line < lineStarts.count ? lineStarts[line] : scalars.count)]
    }

    private func lineIndex(ofOffset offset: Int) -> Int {
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private static func lineStarts(of scalars: [Unicode.Scalar]) -> [Int] {
        var starts = [0]
        for (index, scalar) in scalars.enumerated() {
            let isBreak =
                scalar == "\n" || (scalar == "\r" && (index + 1 == scalars.count || scalars[index + 1] != "\n"))
            if isBreak { starts.append(index + 1) }
        }
        return starts
    }

    private static func columns(of text: String) -> [Int] {
        var columns: [Int] = []
        columns.reserveCapacity(text.utf8.count + 1)
        var column = 1
        for character in text {
            for _ in character.unicodeScalars { columns.append(column) }
            column = character == "\n" || character == "\r" || character == "\r\n" ? 1 : column + 1
        }
        return columns + [column]
    }

    /// YAML 1.1's printable characters, less the three line breaks that editors do not count as such.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func firstInvalidByte(in bytes: ArraySlice<UInt8>) -> SourcePosition {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var before = String.UnicodeScalarView()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { before.append(scalar) }
        let scalars = Array(before)
        let lastLine = scalars[(lineStarts(of: scalars).last ?? 0)...]
        return SourcePosition(
            line: lineStarts(of: scalars).count,
            column: String(String.UnicodeScalarView(lastLine)).count + 1
        )
    }
}

extension SourceText {
    static let tooLarge = Bilingual(
        en: "the file is larger than 1 MB, more than a project file can be",
        zh: "文件超过 1 MB，不会是项目文件"
    )

    private static func notUTF8(named encoding: String?) -> Bilingual {
        guard let encoding else {
            return Bilingual(
                en: "the bytes from here on are not UTF-8; save the file as UTF-8 (it may be GBK or another encoding)",
                zh: "从这里起的字节不是 UTF-8；请把文件另存为 UTF-8（它可能是 GBK 或其他编码）"
            )
        }
        return Bilingual(
            en: "the file is encoded in \(encoding); save it as UTF-8",
            zh: "文件编码是 \(encoding)；请另存为 UTF-8"
        )
    }

    private static func notAllowed(_ scalar: Unicode.Scalar) -> Bilingual {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        return Bilingual(
            en: "the invisible character \(code) cannot stand in a project file; delete it",
            zh: "项目文件里不能有看不见的字符 \(code)；请删掉它"
        )
    }
}
