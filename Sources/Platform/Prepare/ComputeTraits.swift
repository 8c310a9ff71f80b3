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

    struct Outcome {
        /// The traits of the table, in its order.
        var columns: [Column]
        /// The models of the library, as they were fitted or applied.
        var models: [RunModel.Outcome]
    }

    func run(
        _ definitions: Definitions,
        _ built: BuildEvents.Outcome,
        models: PlannedModels
    ) async throws -> Outcome {
        let schema = Schema(traits: [:], events: built.events)
        let declared = try definitions.traits.map { trait in
            ComputedTrait(
                name: trait.name,
                expression: trait.expression,
                type: try type(trait, schema)
            )
        }
        let inputs = try models.computed.flatMap { model in
            try model.inputs(schema).map { (name: model.name, trait: $0) }
        }
        try await compute(declared + inputs.map(\.trait), schema)
        let named = declared.map { (name: $0.name, trait: $0) } + inputs
        try await CheckSums(connection: connection).check(named, in: Self.computed)
        var outputs: [Part] = []
        for model in models.computed {
            let columns = try await FitModels(workspace: workspace, now: now).run(model, from: Self.computed)
            let traits = model.outputs.map { Column(name: $0.name, type: $0.type) }
            outputs.append(try await keep(columns, traits, of: model.name))
        }
        let own = built.attributes.sorted { $0.key < $1.key }.map { Column(name: $0.key, type: $0.value) }
        var parts =
            [
                Part(table: WarehouseTables.customers, alias: "c", columns: own),
                Part(
                    table: Self.computed,
                    alias: "t",
                    columns: declared.map { Column(name: $0.name, type: $0.type) }
                ),
            ] + outputs
        let fitted = try await fit(models.fitted, over: &parts, built.events)
        return Outcome(columns: try await assemble(parts), models: fitted)
    }

    /// Some traits, and the table that holds them for now.
    struct Part {
        var table: TableName
        var alias: Identifier
        var columns: [Column]
    }

    private func keep(_ columns: [IngestColumn], _ traits: [Column], of model: String) async throws -> Part {
        let table = "_model_\(model)"
        try await connection.ingest(into: TablePath(table), columns: columns, mode: .replace)
        return Part(table: TableName(Identifier(table)), alias: Identifier(table), columns: traits)
    }

    /// Fits the models of the library one after another, for a later one may use the traits of an earlier.
    private func fit(
        _ models: [PlannedFit],
        over parts: inout [Part],
        _ events: [String: [String: ValueType]]
    ) async throws -> [RunModel.Outcome] {
        let store = ModelStore(connection: connection)
        try await store.prepare()
        let before = try await store.records()
        var outcomes: [RunModel.Outcome] = []
        for model in models {
            let known = parts.flatMap { part in part.columns.map { (trait: $0, table: part.table) } }
            let running = RunModel(workspace: workspace, now: now, known: known, events: events)
            let outcome = try await running.run(model, before: before[model.name])
            if !outcome.traits.isEmpty {
                parts.append(try await keep(outcome.columns, outcome.traits, of: model.name))
            }
            outcomes.append(outcome)
        }
        try await store.save(outcomes.map(\.record))
        return outcomes
    }

    private func type(_ trait: Definitions.Trait, _ schema: Schema) throws -> ValueType {
        do throws(Problem) {
            return try trait.expression.resultType(in: schema)
        } catch {
            throw WorkspaceError.definition(error, in: workspace.project.path, at: trait.position)
        }
    }

    private func compute(_ traits: [ComputedTrait], _ schema: Schema) async throws {
        let select = try query(traits, schema)
        try await connection.execute(.createTable(Self.computed, as: select, mode: .orReplace, temporary: true))
    }

    /// The customer and a column for each trait, in one pass over the events.
    func query(_ traits: [ComputedTrait], _ schema: Schema) throws -> Select {
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
        return Select(
            Columns(columns),
            from: .table(WarehouseTables.customers, as: "c"),
            joins: [
                .left(.subquery(computed, as: "t"), .on(customer.equals(.column("t", EventColumn.customer))))
            ]
        )
    }

    private func assemble(_ parts: [Part]) async throws -> [Column] {
        let customer = SQLExpression.column("c", EventColumn.customer)
        var columns: [(Identifier, SQLExpression)] = [(EventColumn.customer, customer)]
        var result: [Column] = []
        for part in parts {
            for column in part.columns {
                let name = column.name
                guard !result.contains(where: { $0.name == name }), name != EventColumn.customer.name else {
                    throw repeated(name)
                }
                columns.append((Identifier(name), .column(part.alias, Identifier(name))))
                result.append(column)
            }
        }
        let others = parts.dropFirst()
        let select = Select(
            Columns(columns),
            from: .table(WarehouseTables.customers, as: "c"),
            joins: others.map { part in
                .left(
                    .table(part.table, as: part.alias),
                    .on(customer.equals(.column(part.alias, EventColumn.customer)))
                )
            },
            orderBy: [customer.ascending()]
        )
        try await connection.execute(.createTable(WarehouseTables.traits, as: select, mode: .orReplace))
        for part in others { try await connection.execute(.dropTable(part.table)) }
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
