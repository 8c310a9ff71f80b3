import Domain
import Foundation
import SQL
import Segments

/// What a query of segments is put together from: it grows with every statement that is compiled.
///
/// The tables, in order: `counted` aggregates the events, `recorded` the changes of membership, `followed` says which
/// sequences hold; `facts` joins them to the customers, one row each; `members_1` and on add who is in the segments that
/// others name.
struct SegmentPlan {
    let compiler: SegmentCompiler
    /// Aggregates over the events `e` of a customer.
    var counted = ColumnSet("value")
    /// Aggregates over the changes `h` of a customer.
    var recorded = ColumnSet("record")
    /// Most frequent values: one table each.
    var frequent: [Select: Identifier] = [:]
    var sequences: SequenceTables
    /// What conditions ask of a customer: expressions over the joined tables.
    var facts = ColumnSet("fact")
    var named = NamedSegments()

    init(compiler: SegmentCompiler) {
        self.compiler = compiler
        sequences = SequenceTables(now: compiler.now)
    }

    static let traits: Identifier = "t"
    static let countedTable: Identifier = "counted"
    static let recordedTable: Identifier = "recorded"
    static let factTable: Identifier = "facts"

    /// Whether a customer is in, as an expression over the rows of `source`.
    mutating func condition(of definition: SegmentDefinition) throws(CompileError) -> SQLExpression {
        guard !definition.condition.isTooDeep else { throw .undefined(.tooDeep) }
        let context = try context(of: definition)
        return try condition(definition.condition, in: context)
    }

    private func context(of definition: SegmentDefinition) throws(CompileError) -> EvaluationContext {
        var zone = compiler.zone
        if let name = definition.timeZone {
            guard let own = TimeZone(identifier: name) else { throw .undefined(.unknownTimeZone(name)) }
            zone = own
        }
        return EvaluationContext(now: compiler.now, zone: zone, currency: compiler.schema.currency)
    }

    private mutating func condition(
        _ condition: Condition,
        in context: EvaluationContext
    ) throws(CompileError) -> SQLExpression {
        switch condition {
        case .all(let members): return .all(try compiled(members, in: context))
        case .any(let members): return .any(try compiled(members, in: context))
        case .not(let member): return !(try self.condition(member, in: context))
        case .atom(let clause): return try statement(clause, in: context)
        }
    }

    private mutating func compiled(
        _ members: [Condition],
        in context: EvaluationContext
    ) throws(CompileError) -> [SQLExpression] {
        var compiled: [SQLExpression] = []
        for member in members { compiled.append(try condition(member, in: context)) }
        return compiled
    }

    /// Whether a customer is in the segment of this name, as a column of `source`.
    mutating func membership(in name: String) throws(CompileError) -> SQLExpression {
        if let column = named.column(of: name) { return .column(column) }
        guard let definition = compiler.segments[name] else {
            throw .unknownName(name, nearest: NearestName.of(name, among: compiler.segments.keys.sorted()))
        }
        try named.begin(name)
        let condition = try condition(of: definition)
        return .column(named.end(condition))
    }

    // MARK: The query

    /// The rows on which conditions are asked: one for each customer.
    var source: Source { .table(TableName(named.lastTable ?? Self.factTable)) }

    /// A query over `source`, with the tables that it is made of.
    func query(of body: Query) -> Query {
        var query = body
        if !counted.isEmpty { query = query.with(Self.countedTable, as: countedEvents) }
        for (select, name) in frequentTables { query = query.with(name, as: select) }
        if !recorded.isEmpty { query = query.with(Self.recordedTable, as: recordedChanges) }
        for (name, table) in sequences.tables { query = query.with(name, as: table) }
        query = query.with(Self.factTable, as: joinedFacts)
        for (name, table) in named.tables(over: Self.factTable) { query = query.with(name, as: table) }
        return query
    }

    private var frequentTables: [(Select, Identifier)] {
        frequent.map { ($0.key, $0.value) }.sorted { $0.1.name < $1.1.name }
    }

    private var countedEvents: Select {
        Select(
            Columns([(SegmentCompiler.customer, SelectedEvents.customer)] + counted.columns),
            from: .table(WarehouseTables.events, as: "e"),
            groupBy: .by([SelectedEvents.customer])
        )
    }

    private var recordedChanges: Select {
        Select(
            Columns([(SegmentCompiler.customer, RecordedChanges.customer)] + recorded.columns),
            from: .table(WarehouseTables.membershipChanges, as: RecordedChanges.alias),
            groupBy: .by([RecordedChanges.customer])
        )
    }

    private var joinedFacts: Select {
        var tables = frequentTables.map(\.1)
        if !counted.isEmpty { tables.append(Self.countedTable) }
        if !recorded.isEmpty { tables.append(Self.recordedTable) }
        if !sequences.isEmpty { tables.append(SequenceTables.followed) }
        let customer = SQLExpression.column(Self.traits, SegmentCompiler.customer)
        return Select(
            Columns([(SegmentCompiler.customer, customer)] + facts.columns),
            from: .table(WarehouseTables.traits, as: Self.traits),
            joins: tables.map { table in
                .left(
                    .table(TableName(table)),
                    .on(SQLExpression.column(table, SegmentCompiler.customer).equals(customer))
                )
            }
        )
    }
}
