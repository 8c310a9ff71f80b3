import Compiler
import Domain
import Foundation
import ProjectFile
import Reports
import SQL
import Warehouse

/// The report's account of what files of customers say of them.
struct ReportAttributes {
    var workspace: Workspace
    var summary: RunSummary

    private var connection: Connection { workspace.connection }
    private var zone: String { workspace.zone.identifier }

    /// How many values of an attribute are shown.
    private static let shownValues = 10
    /// A value of fewer customers is theirs alone, and nobody else's to read.
    private static let fewestCustomers: Int64 = 2
    /// More months than that are shown by years.
    private static let mostMonths = 36

    func base(_ segments: [SegmentSummary]) async throws -> CustomerBase {
        guard !segments.isEmpty else { return CustomerBase(customers: Int(summary.customers)) }
        let result = try await connection.query(
            Select(
                ["members": .countDistinct(.column(EventColumn.customer))],
                from: .table(WarehouseTables.memberships)
            )
        )
        return CustomerBase(customers: Int(summary.customers), inSegments: Int(try result.integers("members")[0]))
    }

    func summaries() async throws -> [AttributeSummary] {
        var summaries: [AttributeSummary] = []
        let vocabulary = Vocabulary(workspace.project)
        for attribute in attributes {
            let column = SQLExpression.column(Identifier(attribute.name))
            let counts = try await connection.query(
                Select(
                    ["known": .countRows(where: column.isNotNull), "distinct": .countDistinct(column)],
                    from: .table(WarehouseTables.traits)
                )
            )
            let (known, distinct) = (try counts.integers("known")[0], try counts.integers("distinct")[0])
            summaries.append(
                AttributeSummary(
                    name: attribute.name,
                    title: vocabulary.title(of: attribute.name),
                    known: Int(known),
                    distinct: Int(distinct),
                    spread: try await spread(column, attribute.type, known: known, distinct: distinct)
                )
            )
        }
        return summaries
    }

    /// Traits that neither the project nor a model computes, and that neither lists nor priority lists make.
    private var attributes: [(name: String, type: ValueType)] {
        let lists = (summary.priorities ?? []).map(\.name) + [Project.listTrait]
        let declared = Set(workspace.project.traits.map(\.name.value) + lists)
        let models = workspace.project.models.map { $0.name.value + "." }
        return summary.traits.compactMap { trait in
            guard !declared.contains(trait.name), !models.contains(where: trait.name.hasPrefix) else { return nil }
            return ValueType(rawValue: trait.type).map { (trait.name, $0) }
        }
    }

    private func spread(
        _ column: SQLExpression,
        _ type: ValueType,
        known: Int64,
        distinct: Int64
    ) async throws -> AttributeSummary.Spread {
        switch type {
        case .text, .boolean: try await values(column, type, known: known, distinct: distinct)
        case .integer: .ranges(ValueBins(try await numbers(column), .whole).histogram, of: .whole)
        case .number: .ranges(ValueBins(try await numbers(column), .number).histogram, of: .number)
        case .money: .ranges(ValueBins(try await numbers(column), .number).histogram, of: .money)
        case .date: try await times(.dateTrunc(.month, column))
        case .instant: try await times(.dateTrunc(.month, .localTime(column, in: .text(zone))))
        case .list: try await items(column)
        }
    }

    // MARK: Values

    private func values(
        _ column: SQLExpression,
        _ type: ValueType,
        known: Int64,
        distinct: Int64
    ) async throws -> AttributeSummary.Spread {
        guard distinct <= 20 || Double(distinct) < 0.5 * Double(known) else { return .names }
        let result = try await connection.query(
            Select(
                ["value": column.cast(to: .text), "count": .countRows()],
                from: .table(WarehouseTables.traits),
                where: column.isNotNull,
                groupBy: .by([column]),
                orderBy: [SQLExpression.column("count").descending(), SQLExpression.column("value").ascending()],
                limit: Self.shownValues
            )
        )
        let (texts, counts) = (try result.texts("value"), try result.integers("count"))
        let shown = texts.indices.filter { type == .boolean || counts[$0] >= Self.fewestCustomers }
        guard !shown.isEmpty else { return .names }
        let rest = known - shown.reduce(0) { $0 + counts[$1] }
        return .values(
            shown.map { .init(title: Self.title(texts[$0], type), customers: Int(counts[$0])) },
            others: Int(rest)
        )
    }

    private static func title(_ text: String, _ type: ValueType) -> Bilingual {
        guard type == .boolean else { return Bilingual(verbatim: text) }
        return text == "true" ? Bilingual(en: "yes", zh: "是") : Bilingual(en: "no", zh: "否")
    }

    /// What stands in lists, each counted once a customer.
    private func items(_ column: SQLExpression) async throws -> AttributeSummary.Spread {
        var counts: [String: Int] = [:]
        try await connection.stream(
            Select(["items": column], from: .table(WarehouseTables.traits), where: column.isNotNull)
        ) { stream in
            while let batch = try await stream.next() {
                let lists = try TextListColumn(batch.column(named: "items"))
                for row in 0..<lists.rowCount {
                    for item in Set(lists[row] ?? []) { counts[item, default: 0] += 1 }
                }
            }
        }
        let shown = counts.filter { $0.value >= Self.fewestCustomers }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.shownValues)
        guard !shown.isEmpty else { return .names }
        return .values(shown.map { .init(title: Bilingual(verbatim: $0.key), customers: $0.value) }, others: nil)
    }

    // MARK: Numbers and times

    private func numbers(_ column: SQLExpression) async throws -> [Double] {
        try await connection.query(
            Select(
                ["value": column.cast(to: .double)],
                from: .table(WarehouseTables.traits),
                where: column.isNotNull
            )
        ).doubles("value").filter(\.isFinite)
    }

    private func times(_ month: SQLExpression) async throws -> AttributeSummary.Spread {
        let result = try await connection.query(
            Select(
                ["month": month.cast(to: .date), "count": .countRows()],
                from: .table(WarehouseTables.traits),
                where: month.isNotNull,
                groupBy: .by([month]),
                orderBy: [SQLExpression.column("month").ascending()]
            )
        )
        let months = try result.dates("month").map { CalendarDate(daysSinceEpoch: Int($0)) }
        let counts = try result.integers("count").map(Int.init)
        return Self.spread(Array(zip(months, counts)))
    }

    /// - Parameter counts: months in order, each with its customers.
    private static func spread(_ counts: [(month: CalendarDate, customers: Int)]) -> AttributeSummary.Spread {
        let (inner, before, after) = withoutOutliers(counts)
        guard let first = inner.first?.month, let last = inner.last?.month else {
            return .times([], areYears: false, before: 0, after: 0)
        }
        let areYears = months(from: first, to: last) >= mostMonths
        var known: [CalendarDate: Int] = [:]
        for (month, count) in inner { known[areYears ? month.startOf(.year) : month, default: 0] += count }
        let all = sequence(first: areYears ? first.startOf(.year) : first) { date in
            let next = date.adding(months: areYears ? 12 : 1)
            return next <= last ? next : nil
        }
        let times = all.map { AttributeSummary.TimeCount(start: $0, customers: known[$0, default: 0]) }
        return .times(times, areYears: areYears, before: before, after: after)
    }

    /// Dates that stand for none, such as 0001-01-01 and 9999-12-31, would leave no room for the others: where months
    /// reach over more than a lifetime, the outermost hundredth at each end is only counted.
    private static func withoutOutliers(
        _ counts: [(month: CalendarDate, customers: Int)]
    ) -> (inner: [(month: CalendarDate, customers: Int)], before: Int, after: Int) {
        guard let first = counts.first?.month, let last = counts.last?.month, months(from: first, to: last) > lifetime
        else { return (counts, 0, 0) }
        let total = counts.reduce(0) { $0 + $1.customers }
        var passed = 0
        let inner = counts.filter { count in
            defer { passed += count.customers }
            return passed + count.customers > total / 100 && passed < total - total / 100
        }
        guard let last = inner.last?.month else { return (counts, 0, 0) }
        let near = inner.filter { months(from: $0.month, to: last) <= lifetime }
        let start = near.first?.month ?? last
        return (
            near, counts.filter { $0.month < start }.reduce(0) { $0 + $1.customers },
            counts.filter { $0.month > last }.reduce(0) { $0 + $1.customers }
        )
    }

    private static let lifetime = 12 * 100

    private static func months(from first: CalendarDate, to last: CalendarDate) -> Int {
        (last.year - first.year) * 12 + last.month - first.month
    }
}
