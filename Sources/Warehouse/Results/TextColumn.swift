import CADBC

/// Texts, in any of Arrow's layouts, and enumerations of texts.
///
/// Unchecked: the memory behind the pointers is only read, and the column keeps it alive.
package struct TextColumn: TypedColumn, @unchecked Sendable {
    package static let placeholder = ""
    package let column: Column
    private let storage: Storage

    private enum Storage {
        case plain(ByteRows)
        /// A number for each row, into texts that exist once.
        case enumerated(IntegerColumn, texts: [String])
        case missing
    }

    package init(_ column: Column) throws {
        self.column = column
        switch column.field.type {
        case .text(let layout): storage = .plain(try ByteRows(column, layout))
        case .dictionary(let index, let values):
            let texts = try TextColumn(column.dictionary(values)).values(missing: Self.placeholder)
            let numbers = try IntegerColumn(column.viewed(as: index))
            storage = .enumerated(try Self.checked(numbers, count: texts.count), texts: texts)
        case .null: storage = .missing
        default: throw column.wrongType("texts")
        }
    }

    /// A number outside the dictionary would read foreign memory later; refuse it here.
    private static func checked(_ numbers: IntegerColumn, count: Int) throws -> IntegerColumn {
        for row in 0..<numbers.rowCount {
            if let number = numbers[row], !(0..<Int64(count)).contains(number) {
                throw WarehouseError.result(.malformed("column “\(numbers.column.field.name)”: no entry \(number)"))
            }
        }
        return numbers
    }

    package subscript(row: Int) -> String? {
        guard column.isPresent(row) else { return nil }
        return switch storage {
        case .plain(let rows): String(decoding: rows[row], as: UTF8.self)
        case .enumerated(let numbers, let texts): numbers[row].map { texts[Int($0)] }
        case .missing: nil
        }
    }

    /// Lends the UTF-8 bytes of a row without making a `String`; `nil` where the value is missing.
    package func withUTF8<Success>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Success) rethrows
        -> Success?
    {
        guard column.isPresent(row) else { return nil }
        switch storage {
        case .plain(let rows): return try body(rows[row])
        case .enumerated(let numbers, let texts):
            guard let number = numbers[row] else { return nil }
            var text = texts[Int(number)]
            return try text.withUTF8(body)
        case .missing: return nil
        }
    }
}

/// Byte strings of any length.
///
/// Unchecked: the memory behind the pointers is only read, and the column keeps it alive.
package struct BytesColumn: TypedColumn, @unchecked Sendable {
    package static let placeholder: [UInt8] = []
    package let column: Column
    private let rows: ByteRows

    package init(_ column: Column) throws {
        self.column = column
        guard case .bytes(let layout) = column.field.type else { throw column.wrongType("bytes") }
        rows = try ByteRows(column, layout)
    }

    package subscript(row: Int) -> [UInt8]? {
        column.isPresent(row) ? Array(rows[row]) : nil
    }
}

/// Where the bytes of each row are. The caller keeps the column alive.
private struct ByteRows {
    private enum Layout {
        case offsets32(UnsafePointer<Int32>, UnsafePointer<UInt8>)
        case offsets64(UnsafePointer<Int64>, UnsafePointer<UInt8>)
        /// Sixteen bytes a row: a length, then up to twelve bytes; or four of them, a buffer's number and an offset.
        case views(UnsafeRawPointer, buffers: [UnsafePointer<UInt8>])
    }

    private let layout: Layout

    init(_ column: Column, _ text: TextLayout) throws {
        switch text {
        case .offsets32: layout = .offsets32(try column.values(as: Int32.self), try Self.bytes(column))
        case .offsets64: layout = .offsets64(try column.values(as: Int64.self), try Self.bytes(column))
        case .views:
            // Two buffers come before the bytes, and one with the buffers' lengths after them.
            let count = max(0, Int(column.array.pointee.n_buffers) - 3)
            let buffers = try (0..<count).map { try Self.bytes(column, buffer: $0 + 2) }
            let first = try column.values(as: UInt8.self) - column.start
            layout = .views(UnsafeRawPointer(first + column.start * 16), buffers: buffers)
        }
    }

    /// Texts that are all empty may come without memory for their bytes.
    private static func bytes(_ column: Column, buffer: Int = 2) throws -> UnsafePointer<UInt8> {
        guard buffer < Int(column.array.pointee.n_buffers) else {
            throw WarehouseError.result(.malformed("column “\(column.field.name)” has no bytes"))
        }
        let bytes = column.array.pointee.buffers?[buffer] ?? UnsafeRawPointer(column.array)
        return bytes.assumingMemoryBound(to: UInt8.self)
    }

    subscript(row: Int) -> UnsafeBufferPointer<UInt8> {
        switch layout {
        case .offsets32(let offsets, let bytes):
            return UnsafeBufferPointer(start: bytes + Int(offsets[row]), count: Int(offsets[row + 1] - offsets[row]))
        case .offsets64(let offsets, let bytes):
            return UnsafeBufferPointer(start: bytes + Int(offsets[row]), count: Int(offsets[row + 1] - offsets[row]))
        case .views(let views, let buffers):
            let view = views + row * 16
            let length = Int(view.load(as: Int32.self))
            guard length > 12 else {
                return UnsafeBufferPointer(start: (view + 4).assumingMemoryBound(to: UInt8.self), count: length)
            }
            let buffer = Int(view.load(fromByteOffset: 8, as: Int32.self))
            let offset = Int(view.load(fromByteOffset: 12, as: Int32.self))
            return UnsafeBufferPointer(start: buffers[buffer] + offset, count: length)
        }
    }
}
