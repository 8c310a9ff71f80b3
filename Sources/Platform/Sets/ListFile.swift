import Domain
import Exchange
import Foundation
import ProjectFile

/// What a file of customers says, line by line, before anything is known of who they are.
struct ListFile {
    /// What stands in the column of customers, as it is written, in the order of the file; blank ones left out.
    var values: [String]
    /// Lines without anything in that column.
    var blankLines: Int
    /// The text that was taken for the column's heading.
    var heading: String?
    var encoding: String

    private static let marks: [UInt8] = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]

    /// Reads a text file of any encoding that imports read, plain or compressed.
    ///
    /// Without `column`, it is the one whose heading says so, or the only one.
    ///
    /// - Parameters:
    ///   - shown: the path as messages name it.
    ///   - column: a heading, or a number from 1 in a file without headings.
    ///   - copy: where a copy may be put for as long as this takes.
    /// - Throws: `FileError`, `ImportError.notATable`, `SetError.columnNotStated`, `.unknownColumn`.
    static func read(
        _ path: String,
        shown: String,
        column: String? = nil,
        of project: Project,
        copy: String
    ) throws -> ListFile {
        let inspection = try TextInspection.inspect(path: path)
        let format = try FileShape.format(path: path, stated: nil)
        guard format.isDelimitedText else {
            throw ImportError.unreadable(path: shown, reason: "a list is a CSV or text file")
        }
        try FileShape.refuseOtherFormats(path, shown: shown, format, inspection)
        defer { unlink(copy) }
        _ = try WorkingCopy.write(of: path, inspection: inspection, to: copy)
        let bytes = Array(try Data(contentsOf: URL(filePath: copy)))
        let isPlainText = path.lowercased().hasSuffix(".txt")
        var lines = LineFields(bytes, delimiter: delimiter(of: bytes, onlyTab: isPlainText))
        var file = ListFile(values: [], blankLines: 0, heading: nil, encoding: inspection.encoding.name)
        try file.fill(from: &lines, shown, column, project)
        return file
    }

    /// The mark that stands most often in the first line with anything in it; `nil` where none does.
    private static func delimiter(of bytes: [UInt8], onlyTab: Bool) -> UInt8? {
        let blank: Set<UInt8> = [9, 10, 13, 32]
        guard let start = bytes.firstIndex(where: { !blank.contains($0) }) else { return nil }
        let begin = bytes[..<start].lastIndex(of: 10).map { $0 + 1 } ?? 0
        let line = bytes[begin..<(bytes[start...].firstIndex(of: 10) ?? bytes.count)]
        let allowed = onlyTab ? Array(marks.prefix(1)) : marks
        let counts = allowed.map { mark in (mark, line.count { $0 == mark }) }
        guard let best = counts.max(by: { $0.1 < $1.1 }), best.1 > 0 else {
            // One column, whose values may be quoted all the same.
            return onlyTab ? nil : UInt8(ascii: ",")
        }
        return best.0
    }

    private mutating func fill(
        from lines: inout LineFields,
        _ shown: String,
        _ column: String?,
        _ project: Project
    ) throws {
        var place: Int?
        while let fields = lines.line() {
            guard let known = place else {
                guard !fields.allSatisfy({ Self.trimmed($0).isEmpty }) else {
                    blankLines += 1
                    continue
                }
                let found = try Self.column(fields.map(Self.trimmed), shown, column, project)
                place = found.place
                if found.isHeading { heading = Self.trimmed(fields[found.place]) } else { add(fields, found.place) }
                continue
            }
            add(fields, known)
        }
    }

    private mutating func add(_ fields: [String], _ place: Int) {
        guard place < fields.count, !Self.isBlank(fields[place]) else {
            blankLines += 1
            return
        }
        values.append(fields[place])
    }

    /// Where customers stand, by the first line that says anything.
    private static func column(
        _ first: [String],
        _ shown: String,
        _ column: String?,
        _ project: Project
    ) throws -> (place: Int, isHeading: Bool) {
        if let column {
            if let place = first.firstIndex(of: column) { return (place, true) }
            if let number = Int(column), first.indices.contains(number - 1) {
                return (number - 1, CustomerColumn.place(in: first, of: project) != nil)
            }
            let nearest = NearestName.of(column, among: first)
            throw SetError.unknownColumn(column, path: shown, columns: first, nearest: nearest)
        }
        if let place = CustomerColumn.place(in: first, of: project) { return (place, true) }
        guard first.count == 1 else { throw SetError.columnNotStated(path: shown, columns: first) }
        return (0, false)
    }

    private static func isBlank(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 <= 32 } || trimmed(text).isEmpty
    }

    private static func trimmed(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{FEFF}")))
    }
}
