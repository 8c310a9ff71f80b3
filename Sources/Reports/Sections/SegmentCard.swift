import Domain

/// One segment at a glance, written in one language.
struct SegmentCard: Sendable {
    struct Fact: Sendable {
        let label: String
        let figure: String
    }

    /// An index as a bar that starts at the middle, which is 100.
    struct IndexBar: Sendable {
        let measure: String
        let figure: String
        /// Where the bar begins and how long it is, in hundredths of the track.
        let start: Double
        let length: Double
        let isAbove: Bool
    }

    let title: String
    let sentence: String
    let size: String
    let facts: [Fact]
    let bars: [IndexBar]
    /// Why, and since when, the members are not current.
    let stale: String?
    let note: String?

    /// - Parameter hasOrders: whether there is anything to say of value.
    init(_ segment: SegmentSummary, hasOrders: Bool, _ notation: Notation) {
        title = segment.title[notation.language]
        sentence = segment.sentence[notation.language]
        size = notation.integer(segment.size)
        facts = segment.size > 0 ? Self.facts(segment, hasOrders, notation) : []
        bars = segment.size > 0 && hasOrders ? segment.indexes.compactMap { Self.bar($0, notation) } : []
        stale = segment.stale.map { Self.staleness($0, notation) }
        note =
            segment.note?[notation.language]
            ?? (segment.size == 0 ? notation.text("No customer meets the rule now.", "目前没有客户符合规则。") : nil)
    }

    private static func facts(_ segment: SegmentSummary, _ hasOrders: Bool, _ notation: Notation) -> [Fact] {
        let share = Fact(
            label: notation.text("of customers", "客户占比"),
            figure: notation.share(segment.shareOfCustomers)
        )
        guard hasOrders else { return [share] }
        return [
            share,
            Fact(label: notation.text("of value", "价值占比"), figure: notation.share(segment.shareOfValue)),
            Fact(label: notation.text("value", "价值"), figure: notation.compactMoney(segment.value)),
            Fact(
                label: notation.text("median recency", "距上次购买"),
                figure: notation.days(segment.medianRecencyDays)
            ),
            Fact(label: notation.text("average order", "客单价"), figure: notation.price(segment.averageOrder)),
        ]
    }

    /// The track covers 0 to 200; what lies beyond is drawn to its end and told by its number.
    private static func bar(_ index: SegmentSummary.IndexAgainstBase, _ notation: Notation) -> IndexBar? {
        guard let value = index.index, value.isFinite else { return nil }
        let end = min(max(value, 0), 200) / 2
        return IndexBar(
            measure: index.measure[notation.language],
            figure: notation.decimal(value, places: 0),
            start: min(end, 50),
            length: max(abs(end - 50), 0.6),
            isAbove: value >= 100
        )
    }

    private static func staleness(_ stale: SegmentSummary.Staleness, _ notation: Notation) -> String {
        let reason = stale.reason[notation.language]
        guard let instant = stale.currentAt else {
            return notation.text("Never computed. \(reason)", "从未计算。\(reason)")
        }
        let moment = notation.instant(instant)
        return notation.text("As of \(moment), not later. \(reason)", "仅更新至 \(moment)。\(reason)")
    }
}
