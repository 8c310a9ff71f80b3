import Domain

/// One figure of the summary row, written in one language.
struct KeyFigureCard: Sendable {
    let label: String
    let figure: String
    let note: String?
    /// The points of a small line, `x,y` in a box of 100 by 24; `nil` where there are too few months.
    let spark: String?

    static func all(of data: ReportData, in notation: Notation) -> [KeyFigureCard] {
        guard let key = data.keyFigures else { return BaseCards(data: data, notation: notation).cards }
        let trade = Trade(months: data.customersOverTime, meta: data.meta, notation: notation)
        let months = Array(trade.completeToDate.suffix(12))
        return [
            KeyFigureCard(
                label: notation.text("Customers", "客户"),
                figure: notation.compact(Double(key.customers)),
                note: newCustomers(months, notation),
                spark: spark(months.map { Double($0.active) })
            ),
            KeyFigureCard(
                label: notation.text("Orders", "订单"),
                figure: notation.compact(Double(key.orders)),
                note: ordersPerCustomer(key, notation),
                spark: spark(months.map { Double($0.orders) })
            ),
            KeyFigureCard(
                label: notation.text("Net revenue", "净收入"),
                figure: notation.compactMoney(key.revenue),
                note: revenuePerCustomer(key, notation),
                spark: spark(months.map(\.revenue.doubleValue))
            ),
            KeyFigureCard(
                label: notation.text("Repeat rate", "复购率"),
                figure: notation.share(key.repeatRate),
                note: notation.text("bought twice or more", "买过两次及以上"),
                spark: nil
            ),
            KeyFigureCard(
                label: notation.text("Average order", "客单价"),
                figure: key.averageOrder.map { averageOrder($0, notation) } ?? Notation.missing,
                note: notation.text("revenue per order", "每笔订单收入"),
                spark: spark(months.compactMap { $0.orders > 0 ? $0.revenue.doubleValue / Double($0.orders) : nil })
            ),
            KeyFigureCard(
                label: notation.text("Median recency", "上次购买距今"),
                figure: notation.days(key.medianRecencyDays),
                note: notation.text("since the last order", "中位数"),
                spark: nil
            ),
        ]
    }

    /// As a table of its own, for the CSV files.
    static func table(of data: ReportData, in notation: Notation) -> ReportTable? {
        guard let key = data.keyFigures else { return BaseCards(data: data, notation: notation).table }
        return ReportTable(
            name: "key-figures",
            title: notation.text("Key figures", "关键数字"),
            columns: [notation.text("Figure", "指标"), notation.text("Value", "数值")],
            rows: [
                [.text(notation.text("Customers", "客户")), .integer(key.customers)],
                [.text(notation.text("Orders", "订单")), .integer(key.orders)],
                [.text(notation.text("Net revenue", "净收入")), .money(key.revenue)],
                [.text(notation.text("Customers who bought again", "复购客户")), .integer(key.repeatCustomers)],
                [.text(notation.text("Repeat rate", "复购率")), .share(orMissing: key.repeatRate)],
                [.text(notation.text("Average order", "客单价")), .price(orMissing: key.averageOrder)],
                [
                    .text(notation.text("Median days since the last order", "上次购买距今天数（中位）")),
                    .number(orMissing: key.medianRecencyDays),
                ],
                [.text(notation.text("First order", "首笔订单")), key.firstOrder.map { .date($0) } ?? .missing],
                [.text(notation.text("Last order", "末笔订单")), key.lastOrder.map { .date($0) } ?? .missing],
            ]
        )
    }

    private static func newCustomers(_ months: [MonthFigures], _ notation: Notation) -> String? {
        guard !months.isEmpty else { return nil }
        let new = notation.integer(months.reduce(0) { $0 + $1.new })
        return notation.text(
            months.count == 1 ? "\(new) new in the last month" : "\(new) new in \(months.count) months",
            "近 \(months.count) 个月新增 \(new)"
        )
    }

    private static func ordersPerCustomer(_ key: KeyFigures, _ notation: Notation) -> String? {
        guard key.customers > 0 else { return nil }
        let mean = notation.decimal(Double(key.orders) / Double(key.customers))
        return notation.text("\(mean) per customer", "人均 \(mean) 笔")
    }

    private static func revenuePerCustomer(_ key: KeyFigures, _ notation: Notation) -> String? {
        guard key.customers > 0 else { return nil }
        let mean = notation.compactMoney(key.revenue.doubleValue / Double(key.customers))
        return notation.text("\(mean) per customer", "人均 \(mean)")
    }

    /// With its places while they matter.
    private static func averageOrder(_ amount: Amount, _ notation: Notation) -> String {
        abs(amount.doubleValue) < 1_000 ? notation.price(amount) : notation.compactMoney(amount)
    }

    /// From the foot of the box up to its top; a level line in the middle where nothing changes.
    private static func spark(_ values: [Double]) -> String? {
        guard values.count > 2, let low = values.min(), let high = values.max() else { return nil }
        return values.enumerated().map { index, value in
            let x = 100 * Double(index) / Double(values.count - 1)
            let y = high > low ? 22 - 20 * (value - low) / (high - low) : 12
            return "\(tenths(x)),\(tenths(y))"
        }.joined(separator: " ")
    }

    private static func tenths(_ number: Double) -> String {
        let rounded = Int((number * 10).rounded())
        return "\(rounded / 10).\(rounded % 10)"
    }
}
