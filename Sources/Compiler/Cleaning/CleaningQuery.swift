package import Domain
package import SQL

/// The cleaning policy of one source as queries: which rows each check finds, and which rows go where.
///
/// Checks run in their order and a row is removed by the first that applies, so the numbers removed add up. What a check
/// finds is counted over all rows, whatever the others do.
package struct CleaningQuery {
    /// One thing to look for in every row.
    package struct Check {
        /// Stable name for machines: `repeated_row`, `missing_customer`, `cancelled`, or `rule_1`.
        package var key: String
        package var name: Bilingual
        package var condition: SQLExpression
        package var action: Action

        package init(key: String, name: Bilingual, condition: SQLExpression, action: Action) {
            self.key = key
            self.name = name
            self.condition = condition
            self.action = action
        }
    }

    package enum Action: String, Sendable, Hashable {
        case remove
        /// The row stays and counts as a return.
        case asReturn = "return"
        case keep
    }

    package var source: String
    /// The columns of the raw table that rows are compared and kept by.
    package var columns: [String]
    package var checks: [Check]
    /// What a row is worth, where rows are orders.
    package var amount: SQLExpression?
    /// The column of the raw table that tells its rows apart and in which order they came.
    package var rowPosition: Identifier

    package init(
        source: String,
        columns: [String],
        checks: [Check],
        amount: SQLExpression?,
        rowPosition: Identifier = RawColumn.position
    ) {
        self.source = source
        self.rowPosition = rowPosition
        self.columns = columns
        self.checks = checks
        self.amount = amount
    }

    /// The position of a row in its raw table.
    package static let position: Identifier = "_position"
    /// The index of the check that removed a row; null where the row is kept.
    package static let rule: Identifier = "_rule"
    package static let isReturn: Identifier = "_is_return"
    package static let amountColumn: Identifier = "_amount"

    /// Whether a row equals an earlier one in every column of its file.
    ///
    /// - Parameter position: the column that says which of two rows is the earlier one.
    package static func isRepeat(
        of columns: [String],
        hasOtherColumns: Bool,
        position: Identifier = RawColumn.position
    ) -> SQLExpression {
        let keys = columns.map { SQLExpression.column(Identifier($0)) }
        let all = hasOtherColumns ? keys + [.column(RawColumn.otherColumns)] : keys
        let window = WindowSpecification(
            partitionBy: all,
            orderBy: [SQLExpression.column(position).ascending()]
        )
        return SQLExpression.rowNumber(over: window) > 1
    }

    private func found(_ index: Int) -> Identifier { Identifier("_found_\(index)") }
    private var flags: TableName { TableName(Identifier("_flags_\(source)")) }

    /// Fills a temporary table with a row of findings for each raw row.
    package var createFlags: Statement {
        let findings = Select(
            [Self.position: .column(rowPosition), Self.amountColumn: amountValue]
                + Columns(checks.indices.map { (found($0), checks[$0].condition.definite) }),
            from: .table(WarehouseTables.raw(source))
        )
        let removing = checks.indices.filter { checks[$0].action == .remove }
        let returning = checks.indices.filter { checks[$0].action == .asReturn }
        let rule = SQLExpression.cases(
            removing.map { .when(.column(found($0)), then: .integer(Int64($0))) } + [.when(false, then: 0)]
        )
        return .createTable(
            flags,
            as: Select(
                Columns.all + [Self.rule: rule, Self.isReturn: .any(returning.map { .column(found($0)) })],
                from: .subquery(findings, as: "findings")
            ),
            mode: .orReplace,
            temporary: true
        )
    }

    /// Missing where it is more than money can be; whoever uses the kept rows looks for that.
    private var amountValue: SQLExpression {
        amount?.tryCast(to: ValueType.money.sqlType) ?? SQLExpression.null.cast(to: ValueType.money.sqlType)
    }

    /// Whether a check did something with a row.
    private func acts(_ index: Int) -> SQLExpression {
        switch checks[index].action {
        case .remove: SQLExpression.column(Self.rule).equals(.integer(Int64(index)))
        // A row that another check removed is no return of the kept rows.
        case .asReturn: .column(found(index)) && SQLExpression.column(Self.rule).isNull
        case .keep: false
        }
    }

    /// One row: `rows`, and for each check *i* `found_i`, `acted_i`, `amount_i` (what the rows it acted on are worth).
    package var counts: Select {
        var columns: [(Identifier, SQLExpression)] = [("rows", .countRows())]
        for index in checks.indices {
            let acts = acts(index)
            columns.append((Identifier("found_\(index)"), .countRows(where: .column(found(index)))))
            columns.append((Identifier("acted_\(index)"), .countRows(where: acts)))
            columns.append((Identifier("amount_\(index)"), .sum(.column(Self.amountColumn), where: acts)))
        }
        return Select(Columns(columns), from: .table(flags))
    }

    /// Creates the table of the kept rows.
    package var createClean: Statement {
        let kept =
            [
                Self.position: SQLExpression.column("f", Self.position),
                Self.isReturn: .column("f", Self.isReturn),
                Self.amountColumn: .column("f", Self.amountColumn),
            ] as Columns
        return .createTable(
            WarehouseTables.clean(source),
            as: rows(kept, where: SQLExpression.column("f", Self.rule).isNull),
            mode: .orReplace
        )
    }

    /// Creates the table of the removed rows, each with the key of the check that removed it.
    package var createRemoved: Statement {
        let keys = checks.indices.map { index in
            SQLExpression.Branch.when(
                SQLExpression.column("f", Self.rule).equals(.integer(Int64(index))),
                then: .text(checks[index].key)
            )
        }
        let reason: Columns = ["removed_by": .cases(keys + [.when(false, then: "")])]
        return .createTable(
            WarehouseTables.removed(source),
            as: rows(reason, where: SQLExpression.column("f", Self.rule).isNotNull),
            mode: .orReplace
        )
    }

    private func rows(_ extra: Columns, where condition: SQLExpression) -> Select {
        Select(
            Columns(columns.map { (Identifier($0), .column("r", Identifier($0))) }) + extra,
            from: .table(WarehouseTables.raw(source), as: "r"),
            joins: [withFlags],
            where: condition
        )
    }

    /// Beside a raw row `r`, what the checks found in it: `f`.
    private var withFlags: Join {
        .inner(
            .table(flags, as: "f"),
            .on(SQLExpression.column("r", rowPosition).equals(.column("f", Self.position)))
        )
    }

    package var dropFlags: Statement { .dropTable(flags) }

    /// Rows, customers, orders and revenue of the rows that meet a condition on raw columns and findings.
    package func scope(_ condition: SQLExpression, orderColumn: SQLExpression?) -> Select {
        let amount = SQLExpression.column("f", Self.amountColumn)
        return Select(
            [
                "rows": .countRows(),
                "customers": .countDistinct(.column("r", "customer")),
                "orders": orderColumn.map { .countDistinct($0) } ?? .countRows(),
                "revenue": .coalesce([.sum(amount), 0]).cast(to: .decimal(precision: 38, scale: 4)),
            ],
            from: .table(WarehouseTables.raw(source), as: "r"),
            joins: [withFlags],
            where: condition
        )
    }

    /// Whether a check found the row, for `scope`.
    package func wasFound(_ key: String) -> SQLExpression? {
        checks.firstIndex { $0.key == key }.map { .column("f", found($0)) }
    }

    /// Whether the row was kept, for `scope`.
    package var wasKept: SQLExpression { SQLExpression.column("f", Self.rule).isNull }
}
