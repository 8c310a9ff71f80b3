import Domain

/// The summary row of a report without orders.
struct BaseCards {
    let data: ReportData
    let notation: Notation

    var cards: [KeyFigureCard] {
        guard let base = data.base else { return [] }
        return [
            card(notation.text("Customers", "客户"), notation.compact(Double(base.customers)), rows),
            card(notation.text("Attributes", "属性"), notation.integer(data.attributes.count), known),
            card(notation.text("Segments", "人群"), notation.integer(data.segments.count), nil),
            card(
                notation.text("In a segment", "属于人群"),
                notation.share(share(base)),
                notation.text("of all customers", "占全部客户")
            ),
        ]
    }

    private func card(_ label: String, _ figure: String, _ note: String?) -> KeyFigureCard {
        KeyFigureCard(label: label, figure: figure, note: note, spark: nil)
    }

    private func share(_ base: CustomerBase) -> Double? {
        guard let inSegments = base.inSegments, base.customers > 0 else { return nil }
        return Double(inSegments) / Double(base.customers)
    }

    private var rows: String? {
        data.dataQuality.funnel.map {
            let used = notation.integer($0.used)
            return notation.text("from \(used) rows", "来自 \(used) 行")
        }
    }

    /// How many of all values are there.
    private var known: String? {
        guard let base = data.base, base.customers > 0, !data.attributes.isEmpty else { return nil }
        let all = Double(base.customers) * Double(data.attributes.count)
        let share = notation.share(data.attributes.reduce(0) { $0 + Double($1.known) } / all)
        return notation.text("\(share) of the values known", "\(share) 的值已知")
    }

    var table: ReportTable? {
        guard let base = data.base else { return nil }
        return ReportTable(
            name: "key-figures",
            title: notation.text("Key figures", "关键数字"),
            columns: [notation.text("Figure", "指标"), notation.text("Value", "数值")],
            rows: [
                [.text(notation.text("Customers", "客户")), .integer(base.customers)],
                [.text(notation.text("Attributes", "属性")), .integer(data.attributes.count)],
                [.text(notation.text("Segments", "人群")), .integer(data.segments.count)],
                [
                    .text(notation.text("Customers in a segment", "属于人群的客户")),
                    base.inSegments.map { .integer($0) } ?? .missing,
                ],
            ]
        )
    }
}
