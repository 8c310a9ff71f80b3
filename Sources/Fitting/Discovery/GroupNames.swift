import Domain
import Foundation
import Models

/// Names groups by what sets them apart, in both languages: "High net revenue, recent", "高净消费额、近期".
///
/// A name has the largest difference from the other customers and the one that adds most to it, its effect less what it
/// has in common with the first (1 − |r|), and a third one where two groups would have the same name otherwise.
struct GroupNames {
    let profiles: [GroupProfile]
    let correlations: ColumnCorrelations
    /// What people call a column.
    let title: (String) -> Bilingual

    /// Smaller effects are not what a group is called by: a medium one, after Cohen (1988).
    static let leastEffect = 0.5
    /// A group that has none of them may be called by a small one.
    static let smallEffect = 0.2
    static let usualParts = 2
    static let mostParts = 3

    /// By group; all different.
    func names() -> [Bilingual] {
        var names = profiles.map { name($0, parts: Self.usualParts) }
        for index in repeated(names) { names[index] = name(profiles[index], parts: Self.mostParts) }
        for index in repeated(names) {
            names[index] = names[index] + Bilingual(en: " (\(index + 1))", zh: "（\(index + 1)）")
        }
        return names
    }

    /// The positions of names that occur more than once in either language.
    private func repeated(_ names: [Bilingual]) -> [Int] {
        names.indices.filter { index in
            names.indices.contains {
                $0 != index
                    && (names[$0].english == names[index].english || names[$0].chinese == names[index].chinese)
            }
        }
    }

    private func name(_ profile: GroupProfile, parts: Int) -> Bilingual {
        var chosen = profile.differences.filter { $0.effect.magnitude >= Self.leastEffect }
        if chosen.isEmpty { chosen = profile.differences.filter { $0.effect.magnitude >= Self.smallEffect } }
        var words: [Bilingual] = []
        for difference in telling(chosen).prefix(parts) {
            let part = phrase(difference, canBeRecency: true)
            // "Recent" can be said of one column only; another one is called by its name.
            words.append(words.contains(part) ? phrase(difference, canBeRecency: false) : part)
        }
        guard !words.isEmpty else { return Bilingual(en: "Average in everything", zh: "各项居中") }
        return Bilingual(
            en: Self.capitalised(words.map(\.english).joined(separator: ", ")),
            zh: words.map(\.chinese).joined(separator: "、")
        )
    }

    /// The largest first, then by what each adds to those before it.
    private func telling(_ differences: [FeatureDifference]) -> [FeatureDifference] {
        var left = differences
        var told: [FeatureDifference] = []
        while !left.isEmpty {
            let gains = left.map { difference in
                let common = told.map { abs(correlations.between($0.column, difference.column)) }.max() ?? 0
                return difference.effect.magnitude * (1 - common)
            }
            let best = gains.indices.max { gains[$0] < gains[$1] || (gains[$0] == gains[$1] && $0 > $1) }!
            told.append(left.remove(at: best))
        }
        return told
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    // MARK: Parts

    private func phrase(_ difference: FeatureDifference, canBeRecency: Bool) -> Bilingual {
        let title = title(difference.column)
        if let level = difference.level { return category(title, level, difference) }
        if canBeRecency, RecencyWords.areIn(difference.column, title) {
            return difference.effect < 0
                ? Bilingual(en: "recent", zh: "近期活跃") : Bilingual(en: "long inactive", zh: "久未活跃")
        }
        let degree = Self.degree(difference)
        return Bilingual(
            en: "\(degree.english) \(Self.inside(title.english))",
            zh: Self.isChinese(title.chinese)
                ? degree.chinese + title.chinese : "\(Self.spaced(title.chinese)) \(degree.chinese)"
        )
    }

    /// By where the middle of the group stands among all customers.
    private static func degree(_ difference: FeatureDifference) -> Bilingual {
        let quantile = difference.quantile ?? 0.5
        if difference.effect > 0 {
            if quantile >= 0.9 { return Bilingual(en: "very high", zh: "极高") }
            return quantile >= 0.6 ? Bilingual(en: "high", zh: "高") : Bilingual(en: "higher", zh: "较高")
        }
        if quantile <= 0.1 { return Bilingual(en: "very low", zh: "极低") }
        return quantile <= 0.4 ? Bilingual(en: "low", zh: "低") : Bilingual(en: "lower", zh: "较低")
    }

    private func category(_ title: Bilingual, _ level: FeatureDifference.Level, _ difference: FeatureDifference)
        -> Bilingual
    {
        let value = LevelWords.of(level)
        let name = Bilingual(en: Self.inside(title.english), zh: Self.spaced(title.chinese))
        return difference.effect > 0
            ? Bilingual(en: "\(name.english): \(value.english)", zh: "\(name.chinese)：\(value.chinese)")
            : Bilingual(en: "\(name.english): not \(value.english)", zh: "\(name.chinese)：非\(value.chinese)")
    }

    /// `Net revenue` as `net revenue` and `net_revenue` as `net revenue`; `RFM group` as it is.
    private static func inside(_ title: String) -> String {
        let spaced = spaced(title)
        guard spaced.dropFirst().first?.isLowercase == true else { return spaced }
        return spaced.prefix(1).lowercased() + spaced.dropFirst()
    }

    private static func spaced(_ title: String) -> String {
        title.replacing("_", with: " ").trimmingCharacters(in: .whitespaces)
    }

    private static func isChinese(_ title: String) -> Bool {
        title.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
    }
}

/// A level of a category as it is said.
enum LevelWords {
    static func of(_ level: FeatureDifference.Level) -> Bilingual {
        switch level {
        case .named("true"): Bilingual(en: "yes", zh: "是")
        case .named("false"): Bilingual(en: "no", zh: "否")
        case .named(let name): Bilingual(verbatim: name)
        case .rest: Bilingual(en: "others", zh: "其他")
        case .missing: Bilingual(en: "unknown", zh: "未知")
        }
    }
}

/// Whether a column says how long ago somebody did something: then low means recent.
enum RecencyWords {
    private static let english = [
        "days since", "recency", "since last", "since the last", "days_since", "inactive days",
    ]
    private static let chinese = ["距最近", "距上次", "距离上次", "距末次", "未活跃天数", "未购天数", "最近一次"]

    static func areIn(_ name: String, _ title: Bilingual) -> Bool {
        let texts = [name, title.english, title.chinese].map { $0.lowercased() }
        return texts.contains { text in english.contains { text.contains($0) } || chinese.contains { text.contains($0) }
        }
    }
}
