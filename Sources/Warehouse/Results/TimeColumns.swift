package import Domain

/// Days of the calendar, as days since 1970-01-01.
///
/// Unchecked: the memory behind the pointers is only read, and the column keeps it alive.
package struct DateColumn: TypedColumn, @unchecked Sendable {
    package static let placeholder: Int32 = 0
    package let column: Column
    private let storage: Storage

    private enum Storage {
        case days(UnsafePointer<Int32>), milliseconds(UnsafePointer<Int64>), missing
    }

    package init(_ column: Column) throws {
        self.column = column
        switch column.field.type {
        case .date(32): storage = .days(try column.values(as: Int32.self))
        case .date(64): storage = .milliseconds(try column.values(as: Int64.self))
        case .null: storage = .missing
        default: throw column.wrongType("dates")
        }
    }

    package subscript(row: Int) -> Int32? {
        guard column.isPresent(row) else { return nil }
        return switch storage {
        case .days(let values): values[row]
        case .milliseconds(let values): Int32(clamping: values[row].floorDivided(by: 86_400_000).quotient)
        case .missing: nil
        }
    }

    package func date(_ row: Int) -> CalendarDate? {
        self[row].map { CalendarDate(daysSinceEpoch: Int($0)) }
    }

    package func append(to target: inout [Int32], missing: Int32) {
        guard case .days(let values) = storage else {
            return target.append(contentsOf: (0..<rowCount).map { self[$0] ?? missing })
        }
        let before = target.count
        target.append(contentsOf: UnsafeBufferPointer(start: values, count: rowCount))
        target.clearGaps(of: column, from: before, to: missing)
    }
}

/// Microseconds: of instants since 1970-01-01T00:00:00Z where ``zone`` is set; of wall-clock times since the same hour
/// of no zone where not. Nanoseconds are rounded down.
///
/// Unchecked: the memory behind the pointer is only read, and the column keeps it alive.
package struct TimestampColumn: TypedColumn, @unchecked Sendable {
    package static let placeholder: Int64 = 0
    package let column: Column
    /// The zone in which the engine shows the values. The values themselves are in UTC.
    package let zone: String?
    private let values: UnsafePointer<Int64>
    private let resolution: TimeResolution

    package init(_ column: Column) throws {
        self.column = column
        switch column.field.type {
        case .timestamp(let resolution, let zone):
            (self.resolution, self.zone) = (resolution, zone)
            values = try column.values(as: Int64.self)
        case .null:
            (resolution, zone) = (.microseconds, nil)
            values = UnsafeRawPointer(column.array).assumingMemoryBound(to: Int64.self)
        default: throw column.wrongType("timestamps")
        }
    }

    package subscript(row: Int) -> Int64? {
        column.isPresent(row) ? resolution.microseconds(values[row]) : nil
    }

    /// The value as an instant; a wall-clock time is taken for one of UTC.
    package func instant(_ row: Int) -> Instant? {
        self[row].map { Instant(microseconds: $0) }
    }

    package func append(to target: inout [Int64], missing: Int64) {
        guard resolution == .microseconds, column.field.type != .null else {
            return target.append(contentsOf: (0..<rowCount).map { self[$0] ?? missing })
        }
        let before = target.count
        target.append(contentsOf: UnsafeBufferPointer(start: values, count: rowCount))
        target.clearGaps(of: column, from: before, to: missing)
    }
}

extension TimeResolution {
    /// Saturates: what lies outside 64 bits is an infinity to the engines as well.
    func microseconds(_ value: Int64) -> Int64 {
        switch self {
        case .seconds: Self.saturating(value, times: 1_000_000)
        case .milliseconds: Self.saturating(value, times: 1_000)
        case .microseconds: value
        case .nanoseconds: value.floorDivided(by: 1_000).quotient
        }
    }

    private static func saturating(_ value: Int64, times factor: Int64) -> Int64 {
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        return overflow ? (value < 0 ? .min : .max) : product
    }
}
