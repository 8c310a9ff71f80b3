import Domain
import Foundation
import Platform

/// One segment on a screen.
struct SegmentScreen {
    var portrait: ShowSegment.Portrait
    var zone: TimeZone
    var session: Session

    var lines: [String] {
        var lines = [head] + wrapped(portrait.description?[session.language]) + wrapped(sentence) + [""]
        lines.append(size)
        lines += trend
        lines += ahead
        lines += names(session.text("Uses: ", "引用："), portrait.uses)
        lines += names(session.text("Used by: ", "被引用于："), portrait.usedBy)
        return lines + ["", session.output.style.dim("\(portrait.path):\(portrait.line)")]
            + portrait.definition.split(separator: "\n").map { PlainText.of(String($0)) }
    }

    private var style: Style { session.output.style }

    private var head: String {
        let title = PlainText.of(portrait.status.title[session.language])
        return style.bold(title) + (title == portrait.status.name ? "" : "  " + PlainText.of(portrait.status.name))
    }

    private var sentence: String { portrait.status.sentence[session.language] }

    private func wrapped(_ text: String?) -> [String] {
        text.map { TextWrapping.lines(PlainText.of($0), width: session.output.textWidth) } ?? []
    }

    private var size: String {
        guard let size = portrait.status.size else { return session.text("Not evaluated yet", "尚未计算") }
        let count = Figures.grouped(Int64(size))
        let asOf = portrait.status.asOf.map { CellText.instant($0, zone) } ?? "–"
        let share = Shares.text(portrait.status.share)
        return style.bold(session.text("\(count) customers (\(share))", "\(count) 位客户（\(share)）"))
            + "  " + style.dim(session.text("as of \(asOf)", "截至 \(asOf)"))
    }

    private var trend: [String] {
        guard let asOf = portrait.status.asOf, let begun = portrait.begun else { return [] }
        let known = portrait.trend.filter { asOf.stepped(by: -$0.days, .day, in: zone) >= begun }
        guard !known.isEmpty else {
            let day = String(CellText.instant(begun, zone).prefix(10))
            return [session.text("On record since \(day).", "记录始于 \(day)。")]
        }
        let table = TextTable(
            [
                .init(""), .init(session.text("Size before", "期初人数"), isNumeric: true),
                .init(session.text("Entered", "进入"), isNumeric: true),
                .init(session.text("Left", "离开"), isNumeric: true),
            ],
            known.map { period in
                [session.text("Last \(period.days) days", "最近 \(period.days) 天")]
                    + [period.size, period.entered, period.left].map { Figures.grouped(Int64($0)) }
            }
        )
        return table.drawn(width: session.output.width, style: style).lines
    }

    /// What will happen although nothing happens.
    private var ahead: [String] {
        guard let ahead = portrait.ahead else { return [] }
        guard let first = ahead.first else {
            return [
                session.text(
                    "Without new data nobody enters or leaves within \(ahead.days) days.",
                    "没有新数据时，\(ahead.days) 天内无人进出。"
                )
            ]
        }
        let (entering, leaving) = (Figures.grouped(Int64(ahead.entering)), Figures.grouped(Int64(ahead.leaving)))
        let when = CellText.instant(first, zone)
        return wrapped(
            session.text(
                "Without new data \(leaving) leave and \(entering) enter within \(ahead.days) days, the first at \(when).",
                "没有新数据时，\(ahead.days) 天内将有 \(leaving) 位离开、\(entering) 位进入，最早于 \(when)。"
            )
        )
    }

    private func names(_ heading: String, _ names: [String]) -> [String] {
        names.isEmpty ? [] : wrapped(heading + names.joined(separator: session.text(", ", "、")))
    }
}
