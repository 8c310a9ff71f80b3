import Domain

extension ReportSection {
    /// Customers and revenue, month by month.
    static func timeSection(_ data: ReportData, _ notation: Notation) -> ReportSection {
        var section = ReportSection(id: "time", title: notation.text("Customers over time", "客户变化"))
        let months = data.customersOverTime
        guard !months.isEmpty else {
            section.absence = notation.text("There is no month with orders.", "没有任何月份有订单。")
            return section
        }
        section.lead = notation.text(
            "Who bought in each month, for the first time or again, and what it brought.",
            "每个月谁来购买、是首次还是回头，带来多少收入。"
        )
        let trade = Trade(months: months, meta: data.meta, notation: notation)
        section.figures = [
            ReportFigure(
                id: "time-customers",
                title: notation.text("New and returning customers", "新客户与回头客"),
                reading: trade.customersReading(),
                chart: trade.customersChart(),
                remark: trade.partialRemark,
                tables: [trade.table()]
            ),
            ReportFigure(
                id: "time-revenue",
                title: notation.text("Revenue and returns", "收入与退货"),
                reading: trade.revenueReading(),
                chart: trade.revenueChart(),
                remark: trade.partialRemark
            ),
        ]
        return section
    }
}

/// The months of a report and what can be said of them.
struct Trade {
    let months: [MonthFigures]
    let meta: ReportMeta
    let notation: Notation

    /// Whether the last month is not over at the as-of instant, so that it must not be compared with whole ones.
    var lastIsPartial: Bool {
        guard let last = months.last else { return false }
        return meta.isPartial(last.month)
    }

    var complete: ArraySlice<MonthFigures> {
        lastIsPartial ? months.dropLast() : months[...]
    }

    /// The whole months up to the as-of instant, those after the last order too.
    var completeToDate: [MonthFigures] {
        guard let last = complete.last else { return [] }
        let next = { (month: CalendarDate) in month.adding(months: 1) }
        let now = meta.asOfDate
        let later = sequence(first: next(last.month), next: next).prefix { $0 <= now && !meta.isPartial($0) }
        return complete + later.map { MonthFigures(month: $0, active: 0, new: 0, orders: 0, revenue: .zero) }
    }

    var partialRemark: String? {
        guard lastIsPartial, let last = months.last else { return nil }
        let month = notation.month(last.month)
        return notation.text("The last bar is faint: \(month) is not over.", "最后一根柱颜色较淡：\(month)尚未结束。")
    }

    func customersReading() -> String {
        guard let best = complete.max(by: { $0.active < $1.active }), let last = complete.last, best.active > 0 else {
            return onlyPartialReading()
        }
        let (bestMonth, bestCount) = (notation.month(best.month), notation.integer(best.active))
        let opening = notation.text(
            "Most customers bought in \(bestMonth) (\(bestCount))",
            "\(bestMonth)购买的客户最多（\(bestCount) 位）"
        )
        guard last.active > 0 else { return opening + notation.text(".", "。") }
        let (lastMonth, lastCount) = (notation.month(last.month), notation.integer(last.active))
        let new = notation.roundShare(Double(last.new) / Double(last.active))
        if last.month == best.month {
            return opening + notation.text("; \(new) of them for the first time.", "，其中 \(new) 为首次购买。")
        }
        return opening
            + notation.text(
                "; in \(lastMonth) \(lastCount) did, \(new) of them for the first time.",
                "；\(lastMonth)有 \(lastCount) 位，其中 \(new) 为首次购买。"
            )
    }

    func revenueReading() -> String {
        let revenue = complete.reduce(0) { $0 + $1.revenue.doubleValue }
        guard let best = complete.max(by: { $0.revenue < $1.revenue }), revenue > 0 else {
            return lastIsPartial && complete.isEmpty
                ? onlyPartialReading() : notation.text("No month brought revenue.", "各月均无收入。")
        }
        let returned = complete.reduce(0) { $0 + $1.returns.doubleValue } / revenue
        let share = notation.share(returned)
        let closing =
            returned > 0
            ? notation.text(
                "; returns come to \(share) of all revenue.",
                "；全期退货相当于收入的 \(share)。"
            ) : notation.text(".", "。")
        return (trendReading() ?? bestReading(best)) + closing
    }

    private func bestReading(_ best: MonthFigures) -> String {
        let (month, amount) = (notation.month(best.month), notation.compactMoney(best.revenue))
        return notation.text("\(month) brought the most, \(amount)", "\(month)收入最高，为 \(amount)")
    }

    /// The last three whole months against the three before; `nil` where there are not six, or nothing to compare with.
    private func trendReading() -> String? {
        guard complete.count >= 6 else { return nil }
        let recent = complete.suffix(3).reduce(0) { $0 + $1.revenue.doubleValue }
        let before = complete.suffix(6).prefix(3).reduce(0) { $0 + $1.revenue.doubleValue }
        guard before > 0, recent > 0 else { return nil }
        let (amount, change) = (notation.compactMoney(recent), recent / before - 1)
        let size = notation.roundShare(abs(change))
        let (english, chinese) =
            abs(change) < 0.005
            ? ("about as much as", "与前三个月基本持平")
            : change > 0 ? ("\(size) more than", "比前三个月多 \(size)") : ("\(size) less than", "比前三个月少 \(size)")
        return notation.text(
            "The last three whole months brought \(amount), \(english) the three before",
            "最近三个完整月收入 \(amount)，\(chinese)"
        )
    }

    private func onlyPartialReading() -> String {
        notation.text("No whole month with orders has passed yet.", "还没有一个完整且有订单的月份。")
    }

    func customersChart() -> Chart {
        chart(
            [
                .init(
                    name: notation.text("Returning", "回头客"),
                    values: months.map { Double($0.returning) },
                    tone: .main
                ),
                .init(name: notation.text("New", "新客户"), values: months.map { Double($0.new) }, tone: .soft),
            ],
            .integer
        )
    }

    func revenueChart() -> Chart {
        chart(
            [
                .init(
                    name: notation.text("Revenue", "收入"),
                    values: months.map(\.revenue.doubleValue),
                    tone: .main
                ),
                .init(
                    name: notation.text("Returns", "退货"),
                    values: months.map { $0.returns == .zero ? 0 : -$0.returns.doubleValue },
                    tone: .accent
                ),
            ],
            .money
        )
    }

    private func chart(_ series: [BarChart.Series], _ format: ChartFormat) -> Chart {
        .bars(
            BarChart(
                categories: notation.axisMonths(months.map(\.month)),
                titles: months.map { notation.month($0.month) },
                series: series,
                format: format,
                partial: lastIsPartial ? notation.text("month not over", "当月未结束") : nil
            )
        )
    }

    func table() -> ReportTable {
        ReportTable(
            name: "customers-over-time",
            title: notation.text("Month by month", "逐月数字"),
            columns: [
                notation.text("Month", "月份"), notation.text("Active", "活跃客户"), notation.text("New", "新客户"),
                notation.text("Returning", "回头客"), notation.text("Orders", "订单"), notation.text("Revenue", "收入"),
                notation.text("Returns", "退货"),
            ],
            rows: months.map {
                [
                    .month($0.month), .integer($0.active), .integer($0.new), .integer($0.returning),
                    .integer($0.orders), .money($0.revenue), .money($0.returns),
                ]
            }
        )
    }
}

extension ReportMeta {
    /// Whether the report's now lies in this month, before its last day.
    func isPartial(_ month: CalendarDate) -> Bool {
        let now = asOfDate
        return now.startOf(.month) == month.startOf(.month) && now.adding(days: 1).month == now.month
    }
}
