import Compiler
package import Domain
package import Foundation
import ProjectFile
import SQL
import Segments
import Warehouse

/// What the cleaning policy of one source did.
package struct CleaningOutcome: Sendable {
    package struct Check: Sendable {
        package var key: String
        package var name: Bilingual
        package var action: String
        /// Rows to which it applies, whatever other checks did with them.
        package var found: Int64
        /// Rows that it removed, or made returns of.
        package var acted: Int64
        /// What those rows are worth.
        package var amount: Decimal
    }

    /// A set of rows and what they add up to.
    package struct Scope: Sendable {
        package var key: String
        package var name: Bilingual
        package var rows: Int64
        package var customers: Int64
        package var orders: Int64
        package var revenue: Decimal
    }

    package var source: String
    package var rows: Int64
    package var kept: Int64
    package var checks: [Check]
    /// Only for sources of orders.
    package var scopes: [Scope]
}

/// Splits the raw rows of each source into clean and removed ones, by the policy that the project states.
struct CleanSources {
    var workspace: Workspace
    var now: Instant

    func run(_ layouts: [SourceLayout]) async throws -> [CleaningOutcome] {
        var outcomes: [CleaningOutcome] = []
        for layout in layouts { outcomes.append(try await clean(layout)) }
        return outcomes
    }

    private func clean(_ layout: SourceLayout) async throws -> CleaningOutcome {
        let query = CleaningQuery(
            source: layout.name,
            columns: layout.types.keys.sorted(),
            checks: try checks(layout),
            amount: layout.amount,
            rowPosition: workspace.rowPosition
        )
        let connection = workspace.connection
        try await connection.execute(query.createFlags)
        let counts = try await connection.query(query.counts)
        let checks = try query.checks.indices.map { index in
            CleaningOutcome.Check(
                key: query.checks[index].key,
                name: query.checks[index].name,
                action: query.checks[index].action.rawValue,
                found: try counts.integers("found_\(index)")[0],
                acted: try counts.integers("acted_\(index)")[0],
                amount: try counts.decimals("amount_\(index)")[0]
            )
        }
        let rows = try counts.integers("rows")[0]
        let removed = checks.filter { $0.action == CleaningQuery.Action.remove.rawValue }.reduce(0) { $0 + $1.acted }
        let scopes = try await scopes(layout, query)
        try await connection.execute(query.createClean)
        try await connection.execute(query.createRemoved)
        try await connection.execute(query.dropFlags)
        try await CheckSums(connection: connection).check(layout)
        return CleaningOutcome(source: layout.name, rows: rows, kept: rows - removed, checks: checks, scopes: scopes)
    }

    // MARK: Checks

    private func checks(_ layout: SourceLayout) throws -> [CleaningQuery.Check] {
        let policy = layout.source.cleaning
        var checks = [
            CleaningQuery.Check(
                key: "repeated_row",
                name: Bilingual(en: "Repeats an earlier row", zh: "与前面的行重复"),
                condition: CleaningQuery.isRepeat(
                    of: layout.types.keys.sorted(),
                    hasOtherColumns: layout.hasOtherColumns,
                    position: workspace.rowPosition
                ),
                action: policy.repeatedRows == .remove ? .remove : .keep
            ),
            CleaningQuery.Check(
                key: "missing_customer",
                name: Bilingual(en: "No customer", zh: "没有客户标识"),
                condition: SQLExpression.column(EventColumn.customer).isNull,
                action: .remove
            ),
        ]
        if layout.roles.contains("currency") { checks.append(otherCurrency) }
        // What is taken out altogether is taken out before a cancellation is made a return of.
        checks += try policy.rules.enumerated().map { index, rule in
            CleaningQuery.Check(
                key: "rule_\(index + 1)",
                name: rule.name,
                condition: try condition(rule.condition, layout),
                action: .remove
            )
        }
        if policy.cancelled == nil, let amount = layout.amount {
            checks.append(
                CleaningQuery.Check(
                    key: "negative_amount",
                    name: Bilingual(en: "Amount below zero", zh: "金额小于零"),
                    condition: amount < 0,
                    action: .asReturn
                )
            )
        }
        if let cancelled = policy.cancelled {
            let position = checks.firstIndex { $0.key.hasPrefix("rule_") } ?? checks.endIndex
            checks.insert(
                CleaningQuery.Check(
                    key: "cancelled",
                    name: Bilingual(en: "Cancelled order", zh: "已取消的订单"),
                    condition: try condition(cancelled.condition, layout),
                    action: action(cancelled.treatment)
                ),
                at: position
            )
        }
        return checks
    }

    private var otherCurrency: CleaningQuery.Check {
        let own = workspace.project.currency.value.code
        return CleaningQuery.Check(
            key: "other_currency",
            name: Bilingual(en: "In another currency than \(own)", zh: "货币不是 \(own)"),
            condition: SQLExpression.upper(.column("currency")).notEquals(.text(own)),
            action: .remove
        )
    }

    private func action(_ treatment: CancellationRule.Treatment) -> CleaningQuery.Action {
        switch treatment {
        case .asReturn: .asReturn
        case .remove: .remove
        case .keep: .keep
        }
    }

    private func condition(_ text: Located<String>, _ layout: SourceLayout) throws -> SQLExpression {
        let path = workspace.project.path
        let parsed: EventCondition
        do throws(ParseError) {
            parsed = try SegmentParser.parseEventCondition(text.value)
        } catch {
            throw WorkspaceError.parse(error, text, in: path)
        }
        let compiler = ConditionCompiler(
            scope: layout.scope,
            now: now,
            zone: workspace.zone,
            currency: workspace.project.currency.value
        )
        do throws(CompileError) {
            return try compiler.compile(parsed)
        } catch {
            throw WorkspaceError.definition(error, in: path, at: text.position)
        }
    }

    // MARK: Scopes

    /// The sets of rows that people reckon with, over all rows of the file, repeats included.
    private func scopes(_ layout: SourceLayout, _ query: CleaningQuery) async throws -> [CleaningOutcome.Scope] {
        guard layout.source.kind.value == .orders else { return [] }
        let hasCustomer = SQLExpression.column("r", EventColumn.customer).isNotNull
        let isCancelled = query.wasFound("cancelled") ?? false
        let notCancelled = hasCustomer && !isCancelled
        var scopes: [(String, Bilingual, SQLExpression)] = [
            ("all", Bilingual(en: "All rows", zh: "全部行"), true),
            (
                "not_cancelled_with_customer",
                Bilingual(en: "Not cancelled, with a customer", zh: "未取消且有客户标识"), notCancelled
            ),
        ]
        if layout.roles.isSuperset(of: ["quantity", "price"]) {
            let positive: SQLExpression =
                SQLExpression.column("r", "quantity") > 0 && SQLExpression.column("r", "price") > 0
            scopes.append(
                (
                    "positive_quantity_and_price",
                    Bilingual(en: "… and quantity and price above zero", zh: "……且数量和单价大于零"),
                    notCancelled && positive.definite
                )
            )
        }
        scopes.append(("kept", Bilingual(en: "Kept by the policy", zh: "清洗后保留"), query.wasKept))
        let order = layout.roles.contains("order") ? SQLExpression.column("r", "order") : nil
        var outcomes: [CleaningOutcome.Scope] = []
        for (key, name, condition) in scopes {
            let result = try await workspace.connection.query(query.scope(condition, orderColumn: order))
            outcomes.append(
                CleaningOutcome.Scope(
                    key: key,
                    name: name,
                    rows: try result.integers("rows")[0],
                    customers: try result.integers("customers")[0],
                    orders: try result.integers("orders")[0],
                    revenue: try result.decimals("revenue")[0]
                )
            )
        }
        return outcomes
    }
}
