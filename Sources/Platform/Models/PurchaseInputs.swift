import Compiler
import Domain
import Fitting
import Foundation
import ProjectFile
import SQL
import Warehouse

/// The purchases of all customers as the columns that a model of purchases is fitted to.
struct PurchaseInputs {
    var connection: Connection
    var fit: PlannedFit
    var orders: Located<String>
    /// Events after it are not known yet.
    var now: Instant
    var zone: TimeZone
    /// Events and their properties.
    var events: [String: [String: ValueType]]

    /// One row for each purchase, in the order of customers and times. Times are those of the wall clock, told as if it
    /// were UTC's, so that a model's days are the workspace's.
    ///
    /// - Throws: `WorkspaceError.definition` for an event or a property that does not exist.
    func table() async throws -> DataTable {
        guard let properties = events[orders.value] else {
            throw unknown(orders, among: Array(events.keys), Bilingual(en: "event", zh: "事件"))
        }
        let amount = try property(fit.setting.amount, of: properties, asNumber: true)
        let item = try property(fit.setting.item, of: properties, asNumber: false)
        let result = try await connection.query(select(amount, item))
        let times = try result.integers(PlannedFit.time)
        var columns = [
            DataColumn(PlannedFit.customer, texts: try result.texts(PlannedFit.customer)),
            DataColumn(PlannedFit.time, .instants(times.map { Instant(microseconds: $0) })),
        ]
        if amount != nil {
            columns.append(DataColumn(PlannedFit.amount, numbers: try result.doubles(PlannedFit.amount, missing: .nan)))
        }
        if item != nil {
            let texts = try result.texts(PlannedFit.item, missing: "")
            columns.append(DataColumn(PlannedFit.item, texts: texts.map { $0.isEmpty ? nil : $0 }))
        }
        return DataTable(name: fit.name, columns)
    }

    private func select(_ amount: SQLExpression?, _ item: SQLExpression?) -> Select {
        let wall = SQLExpression.localTime(.column(EventColumn.time), in: .text(zone.identifier))
        let utc = SQLExpression.instant(ofLocalTime: wall, in: .text("UTC"))
        var columns: [(Identifier, SQLExpression)] = [
            (Identifier(PlannedFit.customer), .column(EventColumn.customer)),
            (Identifier(PlannedFit.time), .epochMicroseconds(utc)),
        ]
        if let amount { columns.append((Identifier(PlannedFit.amount), amount)) }
        if let item { columns.append((Identifier(PlannedFit.item), item)) }
        let event = SQLExpression.column(EventColumn.event).equals(.text(orders.value))
        let time = SQLExpression.column(EventColumn.time)
        return Select(
            Columns(columns),
            from: .table(WarehouseTables.events),
            where: .all([event, time <= .instant(now), SQLExpression.column(EventColumn.customer).isNotNull]),
            orderBy: [SQLExpression.column(EventColumn.customer).ascending(), time.ascending()]
        )
    }

    private func property(
        _ name: Located<String>?,
        of properties: [String: ValueType],
        asNumber: Bool
    ) throws -> SQLExpression? {
        guard let name else { return nil }
        guard let type = properties[name.value] else {
            throw unknown(name, among: Array(properties.keys), Bilingual(en: "property", zh: "属性"))
        }
        let isNumber = type == .money || type == .number || type == .integer
        guard !asNumber || isNumber else {
            throw WorkspaceError.definition(
                TableError.textInNumbers(column: name.value, row: 1, text: type.rawValue),
                in: fit.path,
                at: name.position
            )
        }
        return SQLExpression.column(Identifier(name.value)).cast(to: asNumber ? .double : .text)
    }

    private func unknown(_ name: Located<String>, among known: [String], _ what: Bilingual) -> WorkspaceError {
        .definition(
            path: fit.path,
            position: name.position,
            reason: Bilingual(
                en: "There is no \(what.english) “\(name.value)”.",
                zh: "没有名为“\(name.value)”的\(what.chinese)。"
            ),
            advice: NearestName.of(name.value, among: known.sorted()).map {
                Bilingual(en: "Did you mean “\($0)”?", zh: "您是否要写“\($0)”？")
            }
        )
    }
}
