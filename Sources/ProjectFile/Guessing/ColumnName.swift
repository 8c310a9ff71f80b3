import Domain
import Foundation

/// A column's name in the form in which names are compared.
struct ColumnName {
    /// Half width, lower case, letters and digits only, without accents and what stands in parentheses.
    let normal: String

    init(_ name: String) {
        var depth = 0
        var kept = ""
        for character in Self.folded(name) {
            switch character {
            case "(", "[": depth += 1
            case ")", "]": depth = max(0, depth - 1)
            default: if depth == 0, character.isLetter || character.isNumber { kept.append(character) }
            }
        }
        normal = kept
    }

    /// Compatibility forms folded, so that `（元）` and `(元)` are one, and without the accents of Latin letters, which
    /// exports drop as they please. The marks of voiced kana make other letters and stay.
    private static func folded(_ name: String) -> String {
        let accents: ClosedRange<Unicode.Scalar> = "\u{300}"..."\u{36F}"
        var scalars = String.UnicodeScalarView()
        scalars.append(
            contentsOf: name.decomposedStringWithCompatibilityMapping.unicodeScalars.filter { !accents.contains($0) }
        )
        return String(scalars).precomposedStringWithCanonicalMapping.lowercased()
    }

    /// How sure this name makes the meaning `target`, from 0 to 1, among `entries`.
    ///
    /// A known name inside a longer one (`客户下单时间`) counts for seven tenths, if it is at least two Chinese or
    /// five Latin letters long.
    func weight(of target: ColumnTarget, among entries: [ColumnSynonyms.Entry]) -> Double {
        var best = 0.0
        for entry in entries where entry.target == target {
            for name in entry.names {
                if name == normal { best = max(best, entry.weight) }
                if isTelling(name), normal.hasSuffix(name) { best = max(best, 0.7 * entry.weight) }
            }
        }
        return best
    }

    private func isTelling(_ name: String) -> Bool {
        name.count >= (name.utf8.count == name.count ? 5 : 2)
    }
}
