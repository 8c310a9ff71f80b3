import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Warehouse

/// Fills the table of traits: attributes, computed traits, and what the models found.
struct ComputeTraits {
    var workspace: Workspace
    var now: Instant

    private var connection: Connection { workspace.connection }
    private static let computed: TableName = "_computed"

    /// A trait that is in the table afterwards.
    struct Column {
        var name: String
        var type: ValueType
    }

    /// - Returns: the traits of the table, in its order.
    func run(
        _ definitions: Definitions,
        _ built: BuildEvents.Outcome,
        models: [PlannedModel]
    ) async throws -> [Column] {
        let schema = Schema(traits: [:], events: built.events)
        let declared = try definitions.traits.map { trait in
            ComputedTrait(
                name: trait.name,
                expression: trait.expression,
                type: try type(trait, schema)
            )
        }
        let inputs = try models.flatMap { model in try model.inputs(schema).map { (name: model.name, trait: $0) } }
        try await compute(declared + inputs.map(\.trait), schema)
        let named = declared.map { (name: $0.name, trait: $0) } + inputs
        try await CheckSums(connection: connection).check(named, in: Self.computed)
        var outputs: [(model: PlannedModel, table: String)] = []
        for model in models {
            let table = "_model_\(model.name)"
            let columns = try await FitModels(workspace: workspace, now: now).run(model, from: Self.computed)
            try await connection.ingest(into: TablePath(table), columns: columns, mode: .replace)
            outputs.append((model, table))
        }
        return try await assemble(declared, built.attributes, outputs)
    }

    private func type(_ trait: Definitions.Trait, _ schema: Schema) throws -> ValueType {
        do throws(Problem) {
            return try trait.expression.resultType(in: schema)
        } catch {
            throw WorkspaceError.definition(error, in: workspace.project.path, at: trait.position)
        }
    }

    /// One pass over the events for all expressions.
    private func compute(_ traits: [ComputedTrait], _ schema: Schema) async throws {
        let compiler = TraitCompiler(schema: schema, now: now, zone: workspace.zone) { .column("e", Identifier($0)) }
        let customer = SQLExpression.column("c", EventColumn.customer)
        var columns: [(Identifier, SQLExpression)] = [(EventColumn.customer, customer)]
        for trait in traits {
            let value = SQLExpression.column("t", Identifier(trait.name))
            let empty = TraitCompiler.valueWithoutEvents(trait.expression.measure)
            // A value may be missing for a customer with events too, such as a sum out of range: that is not zero.
            let hasNoEvents = SQLExpression.column("t", EventColumn.customer).isNull
            let filled = empty.map { .cases([.when(hasNoEvents, then: $0)], otherwise: value) } ?? value
            columns.append((Identifier(trait.name), filled.cast(to: trait.type.sqlType)))
        }
        let computed: Query
        do throws(CompileError) {
            computed = try compiler.query(traits.map { ($0.name, $0.expression) })
        } catch {
            throw WorkspaceError.definition(error, in: workspace.project.path)
        }
        let select = Select(
            Columns(columns),
            from: .table(WarehouseTables.customers, as: "c"),
            joins: [
                .left(.subquery(computed, as: "t"), .on(customer.equals(.column("t", EventColumn.customer))))
            ]
        )
        try await connection.execute(.createTable(Self.computed, as: select, mode: .orReplace, temporary: true))
    }

    private func assemble(
        _ declared: [ComputedTrait],
        _ attributes: [String: ValueType],
        _ models: [(model: PlannedModel, table: String)]
    ) async throws -> [Column] {
        let customer = SQLExpression.column("c", EventColumn.customer)
        var columns: [(Identifier, SQLExpression)] = [(EventColumn.customer, customer)]
        var result: [Column] = []
        func add(_ name: String, _ type: ValueType, of table: Identifier) throws {
            guard !result.contains(where: { $0.name == name }), name != EventColumn.customer.name else {
                throw repeated(name)
            }
            columns.append((Identifier(name), .column(table, Identifier(name))))
            result.append(Column(name: name, type: type))
        }
        for (name, type) in attributes.sorted(by: { $0.key < $1.key }) { try add(name, type, of: "c") }
        for trait in declared { try add(trait.name, trait.type, of: "t") }
        for (model, table) in models {
            for output in model.outputs { try add(output.name, output.type, of: Identifier(table)) }
        }
        let joined =
            [(Self.computed, "t" as Identifier)]
            + models.map { (TableName(Identifier($0.table)), Identifier($0.table)) }
        let select = Select(
            Columns(columns),
            from: .table(WarehouseTables.customers, as: "c"),
            joins: joined.map { table, alias in
                .left(.table(table, as: alias), .on(customer.equals(.column(alias, EventColumn.customer))))
            },
            orderBy: [customer.ascending()]
        )
        try await connection.execute(.createTable(WarehouseTables.traits, as: select, mode: .orReplace))
        try await connection.execute(.dropTable(Self.computed))
        for (_, table) in models { try await connection.execute(.dropTable(TableName(Identifier(table)))) }
        return result
    }

    private func repeated(_ name: String) -> WorkspaceError {
        .definition(
            path: workspace.project.path,
            position: nil,
            reason: Bilingual(en: "Two traits have the name “\(name)”.", zh: "有两个特征同名：“\(name)”。"),
            advice: Bilingual(en: "Give one of them another name.", zh: "请为其中一个改名。")
        )
    }
}

/// A trait to compute, with the type of its column.
struct ComputedTrait {
    var name: String
    var expression: TraitExpression
    var type: ValueType
}
