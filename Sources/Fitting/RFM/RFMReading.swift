import Domain
import Models
import Statistics

/// Customers' last days, numbers of orders and amounts, from a log of orders or from a row for each customer.
struct RFMReading {
    /// The customers' names, in the order of the summaries; `nil` where rows are customers.
    var names: [String]?
    /// For rows that are customers, the row of each.
    var rows: [Int] = []
    var summaries: RFMSummaries
    /// Days since the last purchase.
    var recency: [Double]
    /// The day from which recency counts, since 1970; `nil` where recency was given.
    var until: Int?
    /// Purchases, which returns are not.
    var orders: Int
    var rowsLeftOut = 0
    var notes: [Bilingual] = []

    init(_ table: DataTable, _ options: FitOptions) throws {
        self = try options.text(.frequency) != nil ? Self(customers: table, options) : Self(orders: table, options)
        guard !recency.isEmpty else { throw ModelError.tooFewRows(needed: 1, found: 0) }
    }

    /// A row for each order. A day is the UTC day of its instant. What becomes of orders of zero and below is said by
    /// `OrderAmounts`.
    private init(orders table: DataTable, _ options: FitOptions) throws {
        let log = try RFMLog(table, options)
        let monetary = try options.choice(.monetary, default: RFMAmount.total)
        let all = RFMSummaries(log.orders, amount: monetary)
        let buyers = all.counts.indices.filter { all.counts[$0] > 0 }
        var kinds = log.kinds
        if buyers.isEmpty, kinds.returns > 0 { throw kinds.noPurchase(try options.required(.amount)) }
        summaries = RFMSummaries(
            lastDays: buyers.map { all.lastDays[$0] },
            counts: buyers.map { all.counts[$0] },
            amounts: buyers.map { all.amounts[$0] }
        )
        names = buyers.map { log.names[$0] }
        let last = log.last
        recency = summaries.lastDays.map { Double(last - Int($0)) }
        until = last
        orders = log.orders.customers.count - kinds.returns
        if monetary == .total { kinds.orphans = log.returnCount { all.counts[$0] == 0 } }
        rowsLeftOut = log.unread + (monetary == .total ? kinds.orphans : kinds.returns)
        notes = Self.unreadNote(log.unread) + kinds.notes(monetary == .total ? .total : .average)
        if options.text(.until) == nil { notes.append(Self.lastNote(last)) }
    }

    private static func lastNote(_ day: Int) -> Bilingual {
        Bilingual(
            en: "Recency counts from the last day of the log, \(date(day)), a return's too; --until says another.",
            zh: "近度从明细的最后一天 \(date(day))（含退货日）起算；可用 --until 指定其他日期。"
        )
    }

    /// A row for each customer: the last day (`--time`) or the days since it (`--recency`), orders, and amount.
    private init(customers table: DataTable, _ options: FitOptions) throws {
        let frequency = try table.numbers(try options.required(.frequency))
        let amounts = try table.amounts(try options.required(.amount))
        let column = try options.required(.frequency)
        if let row = frequency.firstIndex(where: { $0 < 0 || $0 > 1e9 || $0 != $0.rounded() && !$0.isNaN }) {
            throw ModelError.unusable(
                Bilingual(
                    en: "Column \"\(column)\", row \(row + 1): \(frequency[row]) is not a number of orders.",
                    zh: "列“\(column)”第 \(row + 1) 行：\(frequency[row]) 不是订单数。"
                ),
                advice: nil
            )
        }
        let asked = try Self.until(options)
        var days: [Int?] = []
        var since: [Double] = []
        if let time = options.text(.time) {
            days = try table.instants(time).map { $0.map(Self.day) }
            let last = asked ?? days.compactMap { $0 }.max() ?? 0
            until = last
            since = days.map { $0.map { $0 <= last ? Double(last - $0) : .nan } ?? .nan }
        } else {
            since = try table.numbers(try options.required(.recency))
        }
        let known = since.indices.filter { !since[$0].isNaN && !frequency[$0].isNaN && !amounts[$0].isNaN }
        rows = Self.ordered(known, [since, frequency, amounts])
        recency = rows.map { since[$0] }
        summaries = RFMSummaries(
            lastDays: rows.map { days.isEmpty ? 0 : Int32(clamping: days[$0] ?? 0) },
            counts: rows.map { Int32(frequency[$0]) },
            amounts: rows.map { amounts[$0] }
        )
        orders = summaries.counts.reduce(0) { $0 + Int($1) }
        rowsLeftOut = table.rowCount - rows.count
        notes = Self.unreadNote(rowsLeftOut)
    }

    /// Rows in an order of what they hold: ties that are broken at random are broken by it, and not by where rows stand.
    private static func ordered(_ rows: [Int], _ columns: [[Double]]) -> [Int] {
        let matrix = Matrix(columns: columns.map { column in rows.map { column[$0] } })
        let names = ["recency", "frequency", "amount"]
        let keys = ContentOrder.keys(matrix, names: names, target: rows.map { _ in 0 }, seed: 1)
        return ContentOrder.order(keys).map { rows[$0] }
    }

    private static func unreadNote(_ count: Int) -> [Bilingual] {
        guard count > 0 else { return [] }
        return [
            Bilingual(
                en: "\(count) rows with a missing value, or after the day from which recency counts, were left out.",
                zh: "有 \(count) 行存在缺失值，或晚于计算近度的日期，未计入。"
            )
        ]
    }

    /// A day since 1970 as it is written.
    static func date(_ day: Int) -> String { CalendarDate(daysSinceEpoch: day).description }

    static func day(_ instant: Instant) -> Int { Int(instant.seconds.floorDivided(by: 86_400).quotient) }

    static func until(_ options: FitOptions) throws -> Int? {
        guard let text = options.text(.until) else { return nil }
        guard let date = CalendarDate(text) else {
            throw TableError.optionInvalid(
                .until,
                value: text,
                expected: Bilingual(en: "it is a date such as 2026-01-05", zh: "应为 2026-01-05 这样的日期")
            )
        }
        return date.daysSinceEpoch
    }
}
