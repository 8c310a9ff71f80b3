import CADBC

/// A column on its way to the driver: it becomes Arrow arrays of any range of its rows.
struct OutgoingColumn: Sendable {
    var name: String
    var values: ColumnValues
    var presence: [Bool]?

    init(name: String, values: ColumnValues, presence: [Bool]? = nil) {
        self.name = name
        self.values = values
        self.presence = presence
    }

    init(_ column: IngestColumn) {
        self.init(name: column.name, values: column.values, presence: column.presence)
    }

    /// The type of rows that consist of these columns. The receiver releases it.
    static func schema(of columns: [OutgoingColumn]) -> ArrowSchema {
        .exported(format: "+s", name: "", children: columns.map(\.schema))
    }

    /// Some rows of these columns. The receiver releases them.
    static func array(of columns: [OutgoingColumn], rows: Range<Int>) -> ArrowArray {
        .exported(length: rows.count, gaps: 0, buffers: [nil], children: columns.map { $0.array(rows: rows) })
    }

    private var schema: ArrowSchema {
        if case .textLists = values {
            let item = ArrowSchema.exported(format: "U", name: "item", children: [])
            return .exported(format: "+L", name: name, children: [item])
        }
        return .exported(format: format, name: name, children: [])
    }

    private var format: String {
        switch values {
        case .booleans: "b"
        case .integers: "l"
        case .doubles: "g"
        case .texts: "U"
        case .dates: "tdD"
        case .instants: "tsu:UTC"
        case .localTimes: "tsu:"
        case .decimals(_, let scale): "d:18,\(scale)"
        case .textLists: "+L"
        case .wideDecimals(_, let precision, let scale): "d:\(precision),\(scale)"
        case .missing: "n"
        }
    }

    private func array(rows: Range<Int>) -> ArrowArray {
        let (validity, gaps) = validity(rows)
        func column(_ buffers: [UnsafeMutableRawPointer?], _ children: [ArrowArray] = []) -> ArrowArray {
            .exported(length: rows.count, gaps: gaps, buffers: [validity] + buffers, children: children)
        }
        switch values {
        case .booleans(let values): return column([.bitmap(values[rows])])
        case .integers(let values), .instants(let values), .localTimes(let values):
            return column([.copy(values[rows])])
        case .doubles(let values): return column([.copy(values[rows])])
        case .dates(let values): return column([.copy(values[rows])])
        case .decimals(let values, _): return column([.copy(values[rows].lazy.map { Int128($0) }, count: rows.count)])
        case .wideDecimals(let values, _, _): return column([.copy(values[rows])])
        case .texts(let values): return column(Self.textBuffers(values[rows]))
        case .textLists(let values):
            let lists = values[rows]
            let texts = lists.flatMap(\.self)
            let buffers: [UnsafeMutableRawPointer?] = [nil] + Self.textBuffers(texts[...])
            let item = ArrowArray.exported(length: texts.count, gaps: 0, buffers: buffers, children: [])
            return column([.offsets(lists.lazy.map(\.count), count: rows.count)], [item])
        case .missing: return .exported(length: rows.count, gaps: rows.count, buffers: [], children: [])
        }
    }

    private func validity(_ rows: Range<Int>) -> (bitmap: UnsafeMutableRawPointer?, gaps: Int) {
        guard let presence else { return (nil, 0) }
        let gaps = presence[rows].lazy.filter { !$0 }.count
        return gaps == 0 ? (nil, 0) : (.bitmap(presence[rows]), gaps)
    }

    /// Offsets of 64 bits, so that no batch can be too long for them, and the bytes one after the other.
    private static func textBuffers(_ texts: ArraySlice<String>) -> [UnsafeMutableRawPointer?] {
        let offsets = UnsafeMutableRawPointer.offsets(texts.lazy.map(\.utf8.count), count: texts.count)
        let total = Int(offsets.load(fromByteOffset: texts.count * 8, as: Int64.self))
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(1, total), alignment: 64)
        var end = bytes
        for var text in texts {
            text.withUTF8 { utf8 in
                guard let start = utf8.baseAddress else { return }
                end.copyMemory(from: start, byteCount: utf8.count)
                end += utf8.count
            }
        }
        return [offsets, bytes]
    }
}

extension UnsafeMutableRawPointer {
    /// One copy of memory.
    fileprivate static func copy<Element: BitwiseCopyable>(_ values: ArraySlice<Element>) -> UnsafeMutableRawPointer {
        let size = values.count * MemoryLayout<Element>.stride
        let buffer = allocate(byteCount: max(1, size), alignment: 64)
        values.withUnsafeBytes { source in
            if let start = source.baseAddress { buffer.copyMemory(from: start, byteCount: size) }
        }
        return buffer
    }

    fileprivate static func copy<Element: BitwiseCopyable>(
        _ values: some Sequence<Element>,
        count: Int
    ) -> UnsafeMutableRawPointer {
        let buffer = allocate(byteCount: max(1, count * MemoryLayout<Element>.stride), alignment: 64)
        let typed = buffer.bindMemory(to: Element.self, capacity: count)
        for (index, value) in values.enumerated() { typed[index] = value }
        return buffer
    }

    /// One bit a row, the first in the lowest bit.
    fileprivate static func bitmap(_ values: ArraySlice<Bool>) -> UnsafeMutableRawPointer {
        let size = (values.count + 7) / 8
        let buffer = allocate(byteCount: max(1, size), alignment: 64)
        let bytes = buffer.initializeMemory(as: UInt8.self, repeating: 0, count: max(1, size))
        for (index, value) in values.enumerated() where value { bytes[index >> 3] |= 1 << UInt8(index & 7) }
        return buffer
    }

    /// Zero, and the sum of the lengths up to each row.
    fileprivate static func offsets(_ lengths: some Sequence<Int>, count: Int) -> UnsafeMutableRawPointer {
        let buffer = allocate(byteCount: (count + 1) * 8, alignment: 64)
        let offsets = buffer.bindMemory(to: Int64.self, capacity: count + 1)
        var end: Int64 = 0
        offsets[0] = 0
        for (index, length) in lengths.enumerated() {
            end += Int64(length)
            offsets[index + 1] = end
        }
        return buffer
    }
}
