import Domain
import Foundation
import Models
import Statistics

/// Customers' histories of purchases from a table: from a log of orders, or from a row for each customer.
///
/// In a log, a day is the UTC day of the instant; whoever reads a file gives local midnight in UTC. Orders of one
/// customer on one day are one purchase. What becomes of orders of zero and below is said by `OrderAmounts`.
struct PurchaseReading {
    /// Of a log of orders.
    var customers: CustomerHistories?
    /// The customers' names in the log, in the order of the histories.
    var names: [String] = []
    /// The rows of the table that the histories are of, where there is one for each customer.
    var rows: [Int] = []
    var histories: PurchaseHistories
    /// Repeat purchases with an amount, and their mean; `nil` without amounts.
    var spendFrequency: [Int]?
    var meanSpend: [Double]?
    var unit: PurchaseTimeUnit
    var rowsLeftOut = 0
    var notes: [Bilingual] = []

    static let options: [FitOption] = [.customer, .time, .amount, .until, .unit, .holdout, .frequency, .recency, .age]

    /// - Parameters:
    ///   - occasions: whether time is counted in whole days, weeks, months or years of the calendar, in each of which
    ///     a customer buys or does not.
    ///   - unit: that of a fitted model; otherwise the option's, or the week, in which the papers count.
    init(_ table: DataTable, _ options: FitOptions, occasions: Bool = false, unit: PurchaseTimeUnit? = nil) throws {
        let unit = try unit ?? options.choice(.unit, default: occasions ? .month : .week)
        if options.text(.frequency) != nil {
            self = try Self(summaries: table, options, unit, occasions: occasions)
        } else {
            self = try Self(orders: OrderLog(table, options), options, unit, occasions: occasions)
        }
    }

    private init(orders log: OrderLog, _ options: FitOptions, _ unit: PurchaseTimeUnit, occasions: Bool) throws {
        let last = try log.observedUntil(options)
        let end = try options.day(.holdout) ?? max(last, log.lastDay)
        guard end >= last else {
            throw TableError.optionInvalid(
                .holdout,
                value: options.text(.holdout) ?? "",
                expected: Bilingual(en: "it is a day after --until", zh: "应晚于 --until")
            )
        }
        if let text = options.text(.holdout), log.lastDay <= last {
            let day = CalendarDate(daysSinceEpoch: log.lastDay).description
            throw TableError.optionInvalid(
                .holdout,
                value: text,
                expected: Bilingual(
                    en: "the last order is on \(day), so that none is left to check by; state an earlier --until",
                    zh: "最后一笔订单在 \(day)，没有可用于检验的订单；请指定更早的 --until"
                )
            )
        }
        let calendar = occasions ? CalendarPeriods(unit) : nil
        let found = CustomerHistories(
            customer: log.customer,
            day: calendar.map { periods in log.day.map { periods.number(of: $0) } } ?? log.day,
            amount: log.amount,
            until: calendar?.lastComplete(by: last) ?? last,
            holdoutEnd: calendar?.lastComplete(by: end) ?? end,
            unit: occasions ? .day : unit
        )
        self.unit = unit
        customers = found
        histories = try found.histories()
        names = found.customers.map { log.names[$0] }
        if occasions {
            let names = names
            try Self.checkOccasions(histories.age) { Bilingual(en: "Customer \(names[$0])", zh: "客户 \(names[$0])") }
        }
        if log.amount != nil { (spendFrequency, meanSpend) = (found.spendFrequency, found.meanSpend) }
        rowsLeftOut = log.incomplete + log.amounts.returns
        notes = log.notes(.size)
        if options.text(.unit) == nil { notes.append(Self.unitByDefault(unit)) }
        if end > log.lastDay, options.text(.holdout) != nil { notes.append(Self.emptyDays(after: log.lastDay)) }
        let later = log.customerCount - found.customers.count
        if later > 0 {
            notes.append(
                Bilingual(
                    en: "\(later) customers bought for the first time after the last day and are not in the fit.",
                    zh: "有 \(later) 位客户在截止日之后才首次购买，未参与拟合。"
                )
            )
        }
    }

    private init(summaries table: DataTable, _ options: FitOptions, _ unit: PurchaseTimeUnit, occasions: Bool) throws {
        let names = (
            frequency: try options.required(.frequency), recency: try options.required(.recency),
            age: try options.required(.age)
        )
        let found = try table.completeNumbers([names.frequency, names.recency, names.age])
        let (matrix, rows) = found
        let frequency = try rows.indices.map { try Self.count(matrix[$0, 0], names.frequency, rows[$0]) }
        if occasions {
            for index in rows.indices {
                let last = try Self.count(matrix[index, 1], names.recency, rows[index])
                _ = try Self.count(matrix[index, 2], names.age, rows[index])
                guard frequency[index] <= last else {
                    throw Self.moreThanOccasions(frequency[index], last, rows[index])
                }
            }
        }
        self.unit = unit
        self.rows = rows
        histories = try PurchaseHistories(
            frequency: frequency,
            recency: matrix.column(1),
            age: matrix.column(2),
            rowNumbers: rows.map { $0 + 1 }
        )
        if occasions {
            try Self.checkOccasions(histories.age) { Bilingual(en: "Row \(rows[$0] + 1)", zh: "第 \(rows[$0] + 1) 行") }
        }
        if let amount = options.text(.amount) {
            let amounts = try table.numbers(amount)
            let spend = SummarisedSpend(frequency: frequency, mean: rows.map { amounts[$0] })
            (spendFrequency, meanSpend) = (spend.frequency, spend.mean)
            notes = spend.notes
        }
        rowsLeftOut = table.rowCount - rows.count
        if rowsLeftOut > 0 { notes.append(OrderLog.incomplete(rowsLeftOut)) }
        if options.text(.unit) == nil { notes.append(Self.unitByDefault(unit)) }
    }

    static func count(_ value: Double, _ column: String, _ row: Int) throws -> Int {
        guard value >= 0 else { throw ModelError.negative(column: column, row: row + 1, value: value) }
        // A billion purchases of one customer are a mistake, and whole numbers are exact up to there.
        guard value == value.rounded(), value < 1e9 else {
            throw ModelError.unusable(
                Bilingual(
                    en:
                        "Column \"\(column)\", row \(row + 1): \(value) is not a whole number below a thousand million.",
                    zh: "列“\(column)”第 \(row + 1) 行：\(value) 不是十亿以内的整数。"
                ),
                advice: Bilingual(
                    en: "Frequency counts repeat purchases; for bgbb, times count occasions.",
                    zh: "frequency 是复购次数；bgbb 的时间按期数计。"
                )
            )
        }
        return Int(value)
    }

    /// The likelihood is a sum over the occasions since each customer's last purchase, again for each step of the search.
    private static let mostOccasions = 10_000.0

    private static func checkOccasions(_ ages: [Double], place: (Int) -> Bilingual) throws {
        guard let index = ages.firstIndex(where: { $0 > mostOccasions }) else { return }
        let place = place(index)
        throw ModelError.unusable(
            Bilingual(
                en: "\(place.english): \(Int(ages[index])) occasions are more than 10,000.",
                zh: "\(place.chinese)：共 \(Int(ages[index])) 期，超过 10,000 期。"
            ),
            advice: Bilingual(
                en: "Count longer occasions, such as months or years, or use bgnbd or paretonbd.",
                zh: "请改用更长的期（如月或年），或使用 bgnbd 或 paretonbd。"
            )
        )
    }

    private static func moreThanOccasions(_ frequency: Int, _ last: Int, _ row: Int) -> ModelError {
        .unusable(
            Bilingual(
                en: "Row \(row + 1): \(frequency) purchases by occasion \(last) are more than one at each.",
                zh: "第 \(row + 1) 行：到第 \(last) 期共 \(frequency) 次购买，超过每期一次。"
            ),
            advice: Bilingual(
                en: "bgbb counts occasions with a purchase; use bgnbd or paretonbd for numbers of purchases.",
                zh: "bgbb 统计有购买的期数；若要统计购买次数，请用 bgnbd 或 paretonbd。"
            )
        )
    }

    private static func emptyDays(after last: Int) -> Bilingual {
        let day = CalendarDate(daysSinceEpoch: last).description
        return Bilingual(
            en: "The last order is on \(day); the days from then to the end of --holdout count as days without orders.",
            zh: "最后一笔订单在 \(day)；从那天到 --holdout 之间按没有订单计。"
        )
    }

    private static func unitByDefault(_ unit: PurchaseTimeUnit) -> Bilingual {
        Bilingual(
            en: "Time is counted in \(unit.plural.english); --unit changes that.",
            zh: "时间以\(unit.plural.chinese)计；可用 --unit 更改。"
        )
    }
}

extension FitOptions {
    /// A date such as 1997-09-30, as a day since 1970.
    func day(_ option: FitOption) throws(TableError) -> Int? {
        guard let text = text(option) else { return nil }
        guard let date = CalendarDate(text) else {
            throw .optionInvalid(
                option,
                value: text,
                expected: Bilingual(en: "a date such as 1997-09-30 is expected", zh: "应为 1997-09-30 这样的日期")
            )
        }
        return date.daysSinceEpoch
    }
}
