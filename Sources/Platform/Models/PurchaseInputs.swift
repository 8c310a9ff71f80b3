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

    /// One row for each purchase, in the order of customers and times, and of what was bought where those are equal: the
    /// order of rows in files decides nothing. Times are those of the wall clock, told as if it were UTC's, so that a
    /// model's days are the workspace's.
    ///
    /// - Throws: `WorkspaceError.definition` for an event or a property that does not exist.
    func table() async throws -> DataTable {
        guard let properties = events[orders.value] else {
            throw unknown(orders, among: Array(events.keys), Bilingual(en: "event", zh: "事件"))
        }
        let used = try used(properties)
        let result = try await connection.query(select(used))
        let times = try result.integers(PlannedFit.time)
        let customers = try result.texts(PlannedFit.customer)
        var columns = [
            DataColumn(PlannedFit.customer, texts: customers),
            DataColumn(PlannedFit.time, .instants(times.map { Instant(microseconds: $0) })),
        ]
        for property in used {
            guard !property.isNumber else {
                columns.append(DataColumn(property.column, numbers: try result.doubles(property.column, missing: .nan)))
                continue
            }
            var texts = try result.texts(property.column, missing: "").map { $0.isEmpty ? nil : $0 }
            if property.column == PlannedFit.basket { texts = Self.ofCustomers(texts, customers) }
            columns.append(DataColumn(property.column, texts: texts))
        }
        return DataTable(name: fit.name, columns)
    }

    /// A property that the model gets as a column.
    private struct Property {
        var column: String
        var isNumber: Bool
        var value: SQLExpression
    }

    private func used(_ properties: [String: ValueType]) throws -> [Property] {
        let named = [
            (PlannedFit.amount, fit.setting.amount), (PlannedFit.item, fit.setting.item),
            (PlannedFit.basket, fit.setting.basket), (PlannedFit.group, fit.groupProperty),
        ]
        return try named.compactMap { column, name in
            let isNumber = column == PlannedFit.amount
            return try property(name, of: properties, asNumber: isNumber).map {
                Property(column: column, isNumber: isNumber, value: $0)
            }
        }
    }

    /// Numbers of baskets may begin anew with each customer.
    private static func ofCustomers(_ baskets: [String?], _ customers: [String]) -> [String?] {
        zip(baskets, customers).map { basket, customer in basket.map { customer + "\u{1F}" + $0 } }
    }

    private func select(_ used: [Property]) -> Select {
        let wall = SQLExpression.localTime(.column(EventColumn.time), in: .text(zone.identifier))
        let utc = SQLExpression.instant(ofLocalTime: wall, in: .text("UTC"))
        var columns: [(Identifier, SQLExpression)] = [
            (Identifier(PlannedFit.customer), .column(EventColumn.customer)),
            (Identifier(PlannedFit.time), .epochMicroseconds(utc)),
        ]
        columns += used.map { (Identifier($0.column), $0.value) }
        let event = SQLExpression.column(EventColumn.event).equals(.text(orders.value))
        let time = SQLExpression.column(EventColumn.time)
        return Select(
            Columns(columns),
            from: .table(WarehouseTables.events),
            where: .all([event, time <= .instant(now), SQLExpression.column(EventColumn.customer).isNotNull]),
            orderBy: ([SQLExpression.column(EventColumn.customer), time] + used.map(\.value)).map { $0.ascending() }
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
            advice: NearestName.of(name.value, among: known.sorted()).map(Bilingual.didYouMean)
        )
    }
}
