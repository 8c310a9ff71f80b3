import Domain

extension ReportSection {
    /// Who comes back, by month of first purchase.
    static func retentionSection(_ data: ReportData, _ notation: Notation) -> ReportSection {
        var section = ReportSection(id: "retention", title: notation.text("Retention", "留存"))
        let retention = Retention(
            cohorts: data.retention.filter { $0.customers > 0 },
            meta: data.meta,
            notation: notation
        )
        guard !retention.cohorts.isEmpty else {
            section.absence = notation.text("There are no customers to follow.", "没有可以跟踪的客户。")
            return section
        }
        guard retention.span > 0 else {
            section.absence = notation.text(
                "Nobody’s first order is a month old yet, so there is nothing to follow.",
                "所有客户首次购买尚未满一个月，暂无留存可看。"
            )
            section.figures = []
            return section
        }
        section.lead = notation.text(
            "Of those who first bought in one month, the share who bought in each month after it.",
            "同月首次购买的客户，在此后各月再次购买的比例。"
        )
        section.figures = [
            ReportFigure(
                id: "retention-triangle",
                title: notation.text("Retention by month of first order, in %", "按首购月份的留存率（%）"),
                reading: retention.triangleReading(),
                chart: retention.triangle(),
                remark: retention.partialRemark,
                tables: [retention.table()]
            )
        ]
        if let curve = retention.curveFigure() { section.figures.append(curve) }
        return section
    }
}

/// The cohorts of a report and what can be said of them.
struct Retention {
    let cohorts: [RetentionCohort]
    let meta: ReportMeta
    let notation: Notation

    /// The most months that any cohort has been followed.
    var span: Int { max(0, (cohorts.map(\.active.count).max() ?? 0) - 1) }

    /// The share of all customers followed for `months` whole months who bought in the last of them.
    ///
    /// Months that are not over are left out: they would make the newest cohorts look worse than they are.
    func meanShare(after months: Int) -> Double? {
        let followed = cohorts.filter {
            $0.active.indices.contains(months) && !meta.isPartial($0.month.adding(months: months))
        }
        let customers = followed.reduce(0) { $0 + $1.customers }
        guard customers > 0 else { return nil }
        return Double(followed.reduce(0) { $0 + $1.active[months] }) / Double(customers)
    }

    var partialRemark: String? {
        let now = meta.asOfDate.startOf(.month)
        guard meta.isPartial(now) else { return nil }
        let month = notation.month(now)
        return notation.text(
            "The last, faint cell of each row is \(month), which is not over.",
            "每行最后颜色较淡的一格是\(month)，该月尚未结束。"
        )
    }

    func triangleReading() -> String {
        let shares = [1, 3, 6, 12].compactMap { months in meanShare(after: months).map { (months, $0) } }
        guard let first = shares.first else {
            return notation.text("No whole month has passed since the first orders.", "首次购买后还没有经过一个完整的月份。")
        }
        let opening = notation.text(
            "\(notation.share(first.1)) bought again in the month after their first",
            "首购次月有 \(notation.share(first.1)) 再次购买"
        )
        guard shares.count > 1, let last = shares.last else { return opening + notation.text(".", "。") }
        return opening
            + notation.text(
                ", \(notation.share(last.1)) in the \(ordinal(last.0)) month after it.",
                "，第 \(last.0) 个月有 \(notation.share(last.1))。"
            )
    }

    private func ordinal(_ number: Int) -> String {
        switch number {
        case 3: "third"
        case 6: "sixth"
        default: "\(number)th"
        }
    }

    /// Without the month of the first order, in which everyone bought.
    func triangle() -> Chart {
        let followed = cohorts.filter { $0.active.count > 1 }
        let cells = followed.enumerated().flatMap { y, cohort in
            cohort.active.indices.dropFirst().map { months in
                cell(cohort, months, y: y)
            }
        }
        return .heat(
            HeatChart(
                columns: (1...span).map(String.init),
                rows: followed.map { notation.shortMonth($0.month) },
                rowNotes: followed.map { notation.count($0.customers, .customer) },
                columnName: notation.text("months after the first order", "首购后第几个月"),
                rowName: "",
                cells: cells
            )
        )
    }

    private func cell(_ cohort: RetentionCohort, _ months: Int, y: Int) -> HeatChart.Cell {
        let share = cohort.share(after: months) ?? 0
        let (month, active) = (cohort.month.adding(months: months), cohort.active[months])
        let (percent, size) = (notation.share(share), notation.integer(cohort.customers))
        var detail = [
            notation.text(
                "First bought in \(notation.month(cohort.month)): \(size)",
                "\(notation.month(cohort.month))首购：\(size) 位"
            ),
            notation.text(
                "Bought in \(notation.month(month)): \(notation.integer(active)) (\(percent))",
                "\(notation.month(month))购买：\(notation.integer(active)) 位（\(percent)）"
            ),
        ]
        if meta.isPartial(month) { detail.append(notation.text("This month is not over.", "当月未结束。")) }
        return HeatChart.Cell(
            x: months - 1,
            y: y,
            value: share,
            label: notation.shareInCell(share),
            detail: detail,
            isPartial: meta.isPartial(month)
        )
    }

    func curveFigure() -> ReportFigure? {
        let shares = (1...span).compactMap { months in meanShare(after: months).map { (months, $0) } }
        guard shares.count > 1, let last = shares.last else { return nil }
        return ReportFigure(
            id: "retention-curve",
            title: notation.text("Retention by months after the first order", "首购后各月的留存率"),
            reading: notation.text(
                "Of all customers together, \(notation.share(last.1)) bought in month \(last.0), the latest that is counted in full.",
                "合计所有客户，第 \(last.0) 个月（最后一个完整统计的月份）有 \(notation.share(last.1)) 购买。"
            ),
            chart: .lines(
                LineChart(
                    categories: shares.map { String($0.0) },
                    titles: shares.map { months, _ in
                        notation.text("Month \(months) after the first order", "首购后第 \(months) 个月")
                    },
                    name: notation.text("Bought again", "再次购买"),
                    values: shares.map(\.1)
                )
            )
        )
    }

    func table() -> ReportTable {
        ReportTable(
            name: "retention",
            title: notation.text("Customers who bought, by months since the first order", "各月再次购买的人数"),
            columns: [notation.text("First order", "首购月份"), notation.text("Customers", "客户")]
                + (1...span).map { notation.text("Month \($0)", "第\($0)月") },
            rows: cohorts.map { cohort in
                [.month(cohort.month), .integer(cohort.customers)]
                    + (1...span).map { months in
                        cohort.active.indices.contains(months) ? .integer(cohort.active[months]) : .missing
                    }
            }
        )
    }
}
