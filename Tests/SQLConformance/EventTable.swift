package import Domain
import EngineConformance
import Foundation
package import Warehouse

/// The `events` table of a world, as the platform builds it.
package enum EventTable {
    package static func write(_ customers: [Customer], to connection: Connection) async throws {
        let rows = customers.flatMap { customer in customer.events.map { (customer.id, $0) } }
        var columns = [
            IngestColumn("customer", .texts(rows.map(\.0))),
            IngestColumn("time", .instants(rows.map(\.1.time.microseconds))),
            IngestColumn("arrival", .integers(rows.map(\.1.arrival))),
            IngestColumn("event", .texts(rows.map(\.1.name))),
        ]
        for (name, type) in World.properties.sorted(by: { $0.key < $1.key }) {
            columns.append(column(name, type, rows.map { $0.1.properties[name] }))
        }
        try await connection.ingest(into: TablePath("events"), columns: columns, mode: .replace)
    }

    /// A column of values of one type.
    package static func column(_ name: String, _ type: ValueType, _ values: [Value?]) -> IngestColumn {
        func unwrapped<Plain>(_ plain: (Value) -> Plain?) -> [Plain?] { values.map { $0.flatMap(plain) } }
        return switch type {
        case .text:
            IngestColumn(name, unwrapped { if case .text(let text) = $0 { text } else { nil } }, placeholder: "") {
                .texts($0)
            }
        case .integer:
            IngestColumn(name, unwrapped { if case .integer(let whole) = $0 { whole } else { nil } }, placeholder: 0) {
                .integers($0)
            }
        case .number:
            IngestColumn(name, unwrapped { if case .number(let number) = $0 { number } else { nil } }, placeholder: 0) {
                .doubles($0)
            }
        case .money:
            IngestColumn(
                name,
                unwrapped { if case .money(let amount) = $0 { amount.tenThousandths } else { nil } },
                placeholder: 0
            ) { .decimals($0, scale: 4) }
        case .boolean:
            IngestColumn(
                name,
                unwrapped { if case .boolean(let boolean) = $0 { boolean } else { nil } },
                placeholder: false
            ) { .booleans($0) }
        case .date:
            IngestColumn(
                name,
                unwrapped { if case .date(let date) = $0 { Int32(date.daysSinceEpoch) } else { nil } },
                placeholder: 0
            ) { .dates($0) }
        case .instant:
            IngestColumn(
                name,
                unwrapped { if case .instant(let instant) = $0 { instant.microseconds } else { nil } },
                placeholder: 0
            ) { .instants($0) }
        case .list:
            IngestColumn(name, unwrapped { if case .list(let items) = $0 { items } else { nil } }, placeholder: []) {
                .textLists($0)
            }
        }
    }
}

extension Cell {
    /// The cell as a value of `type`; `nil` where it is null.
    ///
    /// - Throws: `UnexpectedCell` where the engine answered in another type.
    package func value(_ type: ValueType) throws -> Value? {
        switch (self, type) {
        case (.null, _): nil
        case (.text(let text), .text): .text(text)
        case (.integer(let whole), .integer): .integer(whole)
        case (.double(let number), .number): .number(number)
        case (.decimal(let unscaled, 4), .money): .money(Amount(tenThousandths: Int64(unscaled)))
        case (.boolean(let boolean), .boolean): .boolean(boolean)
        case (.date(let days), .date): .date(CalendarDate(daysSinceEpoch: Int(days)))
        case (.instant(let microseconds), .instant): .instant(Instant(microseconds: microseconds))
        case (.list(let items), .list):
            .list(
                try items.map { item in
                    guard case .text(let text) = item else { throw UnexpectedCell(cell: item, type: .text) }
                    return text
                }
            )
        default: throw UnexpectedCell(cell: self, type: type)
        }
    }
}

package struct UnexpectedCell: Error {
    package var cell: Cell
    package var type: ValueType

    package init(cell: Cell, type: ValueType) {
        self.cell = cell
        self.type = type
    }
}
