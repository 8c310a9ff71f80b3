import Compiler
import Domain
import Fitting
import Foundation
import ProjectFile
import SQL
import Warehouse

/// Traits of all customers as the columns that a model is fitted to.
struct TraitInputs {
    var connection: Connection
    /// The traits that there are so far, with the table that each is in.
    var known: [(trait: ComputeTraits.Column, table: TableName)]
    var fit: PlannedFit

    /// - Returns: the customers, in their order, and a row for each.
    /// - Throws: `WorkspaceError.definition` for a trait that does not exist or that no model can take.
    func table() async throws -> (customers: [String], table: DataTable) {
        var wanted: [(name: String, type: ValueType, table: TableName)] = []
        for trait in fit.traits where !wanted.contains(where: { $0.name == trait.value }) {
            wanted.append(try column(of: trait))
        }
        let result = try await connection.query(select(wanted))
        let customers = try result.texts(EventColumn.customer.name)
        let columns = try wanted.enumerated().map { index, trait in
            try column(trait.name, trait.type, "v\(index)", result)
        }
        return (customers, DataTable(name: fit.name, columns))
    }

    private func column(of trait: Located<String>) throws -> (name: String, type: ValueType, table: TableName) {
        guard let found = known.first(where: { $0.trait.name == trait.value }) else {
            let nearest = NearestName.of(trait.value, among: known.map(\.trait.name))
            throw WorkspaceError.definition(
                path: fit.path,
                position: trait.position,
                reason: Bilingual(
                    en: "There is no trait “\(trait.value)” before this model.",
                    zh: "在此模型之前没有名为“\(trait.value)”的特征。"
                ),
                advice: nearest.map { Bilingual(en: "Did you mean “\($0)”?", zh: "您是否要写“\($0)”？") }
            )
        }
        switch found.trait.type {
        case .integer, .number, .money, .boolean, .text: return (trait.value, found.trait.type, found.table)
        case .date, .instant, .list:
            throw WorkspaceError.definition(
                path: fit.path,
                position: trait.position,
                reason: Bilingual(
                    en: "“\(trait.value)” is a time or a list, and a model needs numbers, texts or yes and no.",
                    zh: "“\(trait.value)”是时间或列表，模型需要数字、文本或是与否。"
                ),
                advice: Bilingual(
                    en: "Declare a trait such as `days since the last …` and use that.",
                    zh: "请声明“距上次……的天数”之类的特征并使用它。"
                )
            )
        }
    }

    private func select(_ wanted: [(name: String, type: ValueType, table: TableName)]) -> Select {
        var aliases: [(table: TableName, alias: Identifier)] = []
        for trait in wanted where !aliases.contains(where: { $0.table == trait.table }) {
            aliases.append((trait.table, Identifier("t\(aliases.count)")))
        }
        let customer = SQLExpression.column("c", EventColumn.customer)
        let columns = wanted.enumerated().map { index, trait -> (Identifier, SQLExpression) in
            let alias = aliases.first { $0.table == trait.table }?.alias ?? "c"
            let value = SQLExpression.column(alias, Identifier(trait.name))
            return (Identifier("v\(index)"), trait.type.isModelled ? value.cast(to: .double) : value.cast(to: .text))
        }
        return Select(
            Columns([(EventColumn.customer, customer)] + columns),
            from: .table(WarehouseTables.customers, as: "c"),
            joins: aliases.map { table, alias in
                .left(.table(table, as: alias), .on(customer.equals(.column(alias, EventColumn.customer))))
            },
            orderBy: [customer.ascending()]
        )
    }

    private func column(_ name: String, _ type: ValueType, _ source: String, _ result: QueryResult) throws -> DataColumn {
        guard !type.isModelled else {
            return DataColumn(name, numbers: try result.doubles(source, missing: .nan))
        }
        let texts = try result.texts(source, missing: "")
        return DataColumn(name, texts: texts.map { $0.isEmpty ? nil : $0 })
    }
}

extension ValueType {
    /// Whether a model takes the values as numbers.
    fileprivate var isModelled: Bool {
        switch self {
        case .integer, .number, .money: true
        case .boolean, .text, .date, .instant, .list: false
        }
    }
}
