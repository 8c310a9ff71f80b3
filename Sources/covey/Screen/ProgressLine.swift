import Domain
import Platform

/// One line that says how far a piece of work has come.
struct ProgressLine {
    var progress: Progress
    /// Seconds since the activity began.
    var elapsed: Double
    var language: Language

    private static let barWidth = 20

    /// The line, at most `width` columns wide: what there is no room for is left out, the least important first.
    func text(width: Int) -> String {
        let activity = PlainText.of(progress.activity[language])
        guard let (done, total) = progress.bytes ?? progress.share, total > 0 else {
            return DisplayWidth.truncated(activity + "…", to: width)
        }
        let share = min(1, max(0, Double(done) / Double(total)))
        let percent = DisplayWidth.padded("\(Int(share * 100))%", to: 4, alignRight: true)
        var parts = [activity, bar(share), percent] + details(done, total)
        while DisplayWidth.of(parts.joined(separator: "  ")) > width, parts.count > 3 {
            // The bytes tell least beside the percentage, then the rate, then the rows.
            parts.remove(at: parts.count > 5 ? 4 : parts.count - 1)
        }
        if DisplayWidth.of(parts.joined(separator: "  ")) > width { parts = [activity, percent] }
        return DisplayWidth.truncated(parts.joined(separator: "  "), to: width)
    }

    private func bar(_ share: Double) -> String {
        let filled = Int((share * Double(Self.barWidth)).rounded(.down))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: Self.barWidth - filled)
    }

    /// Rows, bytes, rate, time left. Of work that is measured in rows, only the rows and the time left.
    private func details(_ done: Int64, _ total: Int64) -> [String] {
        let rows = progress.rows.map { count in
            let digits = Figures.grouped(count)
            return Bilingual(en: digits + (count == 1 ? " row" : " rows"), zh: digits + " 行")[language]
        }
        let bytes = progress.bytes == nil ? "" : Figures.bytes(done) + "/" + Figures.bytes(total)
        guard elapsed >= 0.5, done > 0 else { return [rows ?? "", bytes].filter { !$0.isEmpty } }
        let rate = Double(done) / elapsed
        let perSecond = Bilingual(en: Figures.bytes(Int64(rate)) + "/s", zh: Figures.bytes(Int64(rate)) + "/秒")[
            language
        ]
        let left = Figures.duration(seconds: Double(total - done) / rate)
        return [
            rows ?? "", bytes, bytes.isEmpty ? "" : perSecond,
            Bilingual(en: left + " left", zh: "剩余 " + left)[language],
        ].filter { !$0.isEmpty }
    }
}
