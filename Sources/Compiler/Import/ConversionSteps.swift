import Domain
package import Foundation
package import SQL

/// The values of a file's columns, converted step by step, each step a column of its own: an engine computes an
/// expression that occurs several times for every row, also for those that need only the first way of writing.
package struct ConversionSteps {
    /// What gives the file's rows, each column a text.
    package var source: Source
    package var columns: [ColumnPlan]
    /// How the text of a file's column is reached.
    package var text: (String) -> SQLExpression
    package var zone: TimeZone
    /// A condition for being a row at all; `nil` where the source gives nothing else.
    package var isRow: SQLExpression?

    package init(
        source: Source,
        columns: [ColumnPlan],
        text: @escaping (String) -> SQLExpression,
        zone: TimeZone,
        isRow: SQLExpression? = nil
    ) {
        self.source = source
        self.columns = columns
        self.text = text
        self.zone = zone
        self.isRow = isRow
    }

    /// The values under the plans' target names, null where a text is no such value.
    package var values: Select {
        let values = columns.indices.map { (Identifier(columns[$0].target), Self.column("value", $0)) }
        return Select(Columns(values), from: .subquery(select(beside: Columns([])), as: "converted"))
    }

    /// All steps of every column, with more columns of the source beside them.
    func select(beside others: Columns) -> Select {
        let raw = Select(
            Columns(named("raw") { self.text(self.columns[$0].column) }) + others,
            from: source,
            where: isRow
        )
        let local = LocalInstant(zone: zone)
        let steps: [(name: Identifier, columns: [(Identifier, SQLExpression)])] = [
            ("texts", named("text", text)), ("directs", named("direct", direct)), ("rests", named("rest", rest)),
            ("foldeds", named("folded", folded)), ("times", named("wall", wall) + named("instant", instant)),
            (
                "conversions",
                named("value") { self.columns[$0].value(Self.column("text", $0), self.steps($0), local: local) }
            ),
        ]
        return steps.reduce(raw) { rows, step in
            step.columns.isEmpty ? rows : Select(.all + Columns(step.columns), from: .subquery(rows, as: step.name))
        }
    }

    /// The column of one step for the file's column at `index`.
    static func column(_ step: String, _ index: Int) -> SQLExpression { .column(Identifier("_\(step)_\(index)")) }

    /// The columns of one step, for those columns of the file that it has something to do for.
    private func named(_ step: String, _ expression: (Int) -> SQLExpression?) -> [(Identifier, SQLExpression)] {
        columns.indices.compactMap { index in
            expression(index).map { (Identifier("_\(step)_\(index)"), $0) }
        }
    }

    private func steps(_ index: Int) -> ColumnPlan.Steps {
        ColumnPlan.Steps(
            direct: Self.column("direct", index),
            rest: Self.column("rest", index),
            folded: Self.column("folded", index),
            wall: Self.column("wall", index),
            instant: Self.column("instant", index)
        )
    }

    private func text(_ index: Int) -> SQLExpression? {
        let plan = columns[index]
        let raw = Self.column("raw", index)
        return plan.castsUncleaned ? raw : plan.cleaned(raw)
    }

    private func direct(_ index: Int) -> SQLExpression? {
        columns[index].direct(Self.column("text", index))
    }

    private func rest(_ index: Int) -> SQLExpression? {
        let plan = columns[index]
        guard plan.type != .text, plan.type != .list else { return nil }
        let text = Self.column("text", index)
        let cleaned = plan.castsUncleaned ? plan.cleaned(text) : text
        guard plan.direct(text) != nil else { return cleaned }
        return .cases([.when(Self.column("direct", index).isNull, then: cleaned)])
    }

    private func folded(_ index: Int) -> SQLExpression? {
        columns[index].hasWideForms ? ColumnPlan.foldWidth(Self.column("rest", index)) : nil
    }

    private func wall(_ index: Int) -> SQLExpression? { columns[index].wallTime(steps(index)) }
    private func instant(_ index: Int) -> SQLExpression? { columns[index].instantTime(steps(index)) }
}
