import Domain

extension ReportSection {
    /// Data quality: what came in, what was removed and why.
    static func qualitySection(_ data: ReportData, _ notation: Notation) -> ReportSection {
        let quality = data.dataQuality
        var section = ReportSection(id: "quality", title: notation.text("Data quality", "数据质量"))
        section.lead = notation.text(
            "What came in, what was removed, and why.",
            "读入了什么，去掉了什么，为什么去掉。"
        )
        section.figures = [
            funnelFigure(quality, notation), checksFigure(quality, notation), scopesFigure(quality, notation),
            cleanersFigure(quality, notation),
        ].compactMap(\.self)
        if section.figures.isEmpty {
            section.absence = notation.text(
                "Nothing is known of the data's way into the report.",
                "没有数据读入过程的记录。"
            )
        }
        return section
    }

    private static func funnelFigure(_ quality: DataQuality, _ notation: Notation) -> ReportFigure? {
        guard quality.funnel != nil || !quality.sources.isEmpty else { return nil }
        return ReportFigure(
            id: "quality-funnel",
            title: notation.text("From rows read to rows used", "从读入的行到使用的行"),
            reading: quality.funnel.map { funnelReading($0, notation) } ?? sourcesReading(quality, notation),
            chart: quality.funnel.flatMap { funnelChart($0, notation) },
            tables: [sourcesTable(quality, notation), rejectionsTable(quality, notation)]
        )
    }

    private static func funnelReading(_ funnel: RowFunnel, _ notation: Notation) -> String {
        guard funnel.read > 0 else { return notation.text("No rows were read.", "没有读入任何行。") }
        let (read, used) = (notation.count(funnel.read, .row), notation.integer(funnel.used))
        let share = notation.share(Double(funnel.used) / Double(funnel.read))
        let opening = notation.text(
            "Of \(read) read, \(used) (\(share)) are used",
            "读入 \(read)，使用其中 \(used) 行（\(share)）"
        )
        guard let largest = funnel.steps.max(by: { $0.removed < $1.removed }), largest.removed > 0 else {
            return opening + notation.text("; nothing was taken out.", "；没有去掉任何行。")
        }
        let (title, removed) = (largest.title[notation.language], notation.integer(largest.removed))
        return opening
            + notation.text(
                "; the largest part taken out is “\(title)” with \(removed).",
                "；去掉最多的是“\(title)”，共 \(removed) 行。"
            )
    }

    private static func sourcesReading(_ quality: DataQuality, _ notation: Notation) -> String {
        let read = notation.count(quality.sources.reduce(0) { $0 + $1.rowsRead }, .row)
        let rejected = notation.integer(quality.sources.reduce(0) { $0 + $1.rowsRejected })
        return notation.text("\(read) were read and \(rejected) rejected.", "读入 \(read)，拒收 \(rejected) 行。")
    }

    private static func funnelChart(_ funnel: RowFunnel, _ notation: Notation) -> Chart? {
        guard funnel.read > 0 else { return nil }
        var left = funnel.read
        var steps = [
            WaterfallChart.Step(
                title: notation.text("Rows read", "读入的行"),
                isTotal: true,
                rows: left,
                left: left,
                label: notation.integer(left)
            )
        ]
        for step in funnel.steps {
            left -= step.removed
            steps.append(
                WaterfallChart.Step(
                    title: step.title[notation.language],
                    isTotal: false,
                    rows: step.removed,
                    left: left,
                    label: (step.removed > 0 ? Notation.minus : "") + notation.integer(step.removed)
                )
            )
        }
        steps.append(
            WaterfallChart.Step(
                title: notation.text("Rows used", "使用的行"),
                isTotal: true,
                rows: left,
                left: left,
                label: notation.integer(left)
            )
        )
        return .waterfall(WaterfallChart(steps: steps))
    }
}
