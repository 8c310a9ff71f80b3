import Domain
import Foundation
import Models
import Platform

/// What sets a segment apart, and its rules.
struct ProfileScreen {
    var outcome: ProfileSegment.Outcome
    var zone: TimeZone
    var session: Session

    /// Differences on the screen; JSON has all of them.
    private static let shownTraits = 15
    /// Cohen (1988): smaller effects are not worth a line where there are larger ones.
    private static let smallEffect = 0.2

    struct Document: Encodable {
        struct Difference: Encodable {
            var trait: String
            var category: String?
            var members: Double
            var others: Double
            var difference: Double
            var low: Double
            var high: Double
            var effect: Double
            var effectLow: Double
            var effectHigh: Double
            var lift: Double?
            var pValue: Double
            var adjustedPValue: Double
        }

        struct Rule: Encodable {
            var rule: String
            var customers: Int
            var members: Int
        }

        var segment: String
        var size: Int
        var customers: Int
        var differences: [Difference]
        var rules: [Rule]
        /// All rules together: whom they find, and how many of those are members.
        var combined: Rule?
        var made: MadeSegmentScreen.Document?
        var asOf: String
        var stale: LocalText?
    }

    func document(_ name: String, _ notice: StaleNotice) -> Document {
        Document(
            segment: name,
            size: outcome.size,
            customers: outcome.customers,
            differences: outcome.profile.traits.map { trait in
                Document.Difference(
                    trait: trait.variable,
                    category: trait.category,
                    members: trait.memberValue,
                    others: trait.otherValue,
                    difference: trait.difference,
                    low: trait.low,
                    high: trait.high,
                    effect: trait.effect,
                    effectLow: trait.effectLow,
                    effectHigh: trait.effectHigh,
                    lift: trait.lift,
                    pValue: trait.pValue,
                    adjustedPValue: trait.adjustedPValue
                )
            },
            rules: outcome.rules.map { .init(rule: $0.text, customers: $0.customers, members: $0.members) },
            combined: outcome.combined.map { .init(rule: $0.rule, customers: $0.size, members: $0.members) },
            made: made?.document,
            asOf: CellText.instant(outcome.asOf, zone),
            stale: notice.document(outcome.stale)
        )
    }

    private var made: MadeSegmentScreen? {
        outcome.segment.map { MadeSegmentScreen(segment: $0, zone: zone, session: session) }
    }

    func show() throws {
        let (size, all) = (Figures.grouped(Int64(outcome.size)), Figures.grouped(Int64(outcome.customers)))
        let share = Shares.text(Double(outcome.size) / Double(max(1, outcome.customers)))
        let head = session.text("\(size) of \(all) customers (\(share))", "\(all) 位客户中的 \(size) 位（\(share)）")
        try session.show([session.output.style.bold(head), ""] + differences + [""] + rules + (made?.lines ?? []))
    }

    private var differences: [String] {
        let large = outcome.profile.traits.filter { $0.effect.magnitude >= Self.smallEffect }
        let shown = (large.isEmpty ? Array(outcome.profile.traits.prefix(3)) : large).prefix(Self.shownTraits)
        let table = TextTable(
            [
                .init(session.text("Trait", "特征")), .init(session.text("Members", "成员"), isNumeric: true),
                .init(session.text("Others", "其他客户"), isNumeric: true),
                .init(session.text("Difference (95 %)", "差值（95%）"), isNumeric: true),
                .init(session.text("Effect", "效应量"), isNumeric: true),
            ],
            shown.map(row)
        )
        let caption = session.text(
            "Effect: Hedges's g of means, Cohen's h of shares; 0.2 is small, 0.5 medium, 0.8 large.",
            "效应量：均值用 Hedges g，占比用 Cohen h；0.2 为小，0.5 为中，0.8 为大。"
        )
        let weak = session.text("Nothing sets them apart by more than a little.", "没有明显的差异。")
        return table.drawn(width: session.output.textWidth, style: session.output.style).lines
            + TextWrapping.lines(caption, width: session.output.textWidth) + (large.isEmpty ? [weak] : [])
    }

    private func row(_ trait: SegmentTrait) -> [String] {
        let title = outcome.titles[trait.variable].map { session.text($0) } ?? trait.variable
        let isShare = trait.category != nil
        func value(_ number: Double) -> String { isShare ? Shares.text(number) : SignificantDigits.text(number, 4) }
        func point(_ number: Double) -> String {
            isShare ? String(format: "%.1f", number * 100) : SignificantDigits.text(number, 3)
        }
        return [
            trait.category.map { title + ": " + $0 } ?? title, value(trait.memberValue), value(trait.otherValue),
            "\(point(trait.low)) … \(point(trait.high))", String(format: "%+.2f", trait.effect),
        ]
    }

    private var rules: [String] {
        guard let combined = outcome.combined else {
            return [session.text("No rule over the traits finds them.", "没有能找到他们的特征规则。")]
        }
        let title = session.output.style.bold(session.text("Rules", "规则"))
        let lines = outcome.rules.flatMap { rule -> [String] in
            let share = Shares.text(Double(rule.members) / Double(max(1, rule.customers)))
            let count = session.text(
                "  \(Figures.grouped(Int64(rule.customers))) customers, \(share) of them members",
                "  \(Figures.grouped(Int64(rule.customers))) 位客户，其中 \(share) 是成员"
            )
            return [PlainText.of(rule.text), session.output.style.dim(count)]
        }
        let (precision, recall) = (
            Shares.text(Double(combined.members) / Double(max(1, combined.size))),
            Shares.text(Double(combined.members) / Double(max(1, outcome.size)))
        )
        let sum = session.text(
            "Together they find \(Figures.grouped(Int64(combined.size))) customers; \(precision) of those are members, and "
                + "\(recall) of all members are among them.",
            "合计找到 \(Figures.grouped(Int64(combined.size))) 位客户，其中 \(precision) 是成员，覆盖全部成员的 \(recall)。"
        )
        return [title] + lines + TextWrapping.lines(sum, width: session.output.textWidth)
    }
}
