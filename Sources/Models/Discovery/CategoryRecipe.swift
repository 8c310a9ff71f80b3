import Foundation

/// How a category becomes numbers: a column for each frequent level, all others together, and missing ones.
///
/// Each is 0 or `weight`. Two customers drawn at random are as far apart in the category as half a standardised number
/// would put them: E‖x − y‖² = 1, where a number has 2. Hennig and Liao, "How to find an appropriate clustering for
/// mixed-type variables", Journal of the Royal Statistical Society C 62, 2013, section 6.2: with the full weight the
/// gaps between levels would make the groups, whatever the numbers say.
package struct CategoryRecipe: Sendable, Hashable, Codable {
    package var name: String
    /// Frequent levels, the most frequent first.
    package var levels: [String]
    /// Whether rare levels were joined into one.
    package var hasRest: Bool
    /// Whether missing values are a level of their own.
    package var hasMissing: Bool
    package var weight: Double
    package var missingShare: Double
    /// The levels that were joined.
    package var joined: Int

    /// Levels beyond it, by frequency, are joined: a segment is not described by the thirteenth country.
    package static let mostLevels = 12
    /// Levels with a smaller share are joined, as they could not make a group.
    package static let rareShare = 0.02

    /// - Parameter weighted: false for a method that takes categories as they are.
    init?(_ name: String, _ codes: [Int32], _ names: [String]) {
        var counts = [Int](repeating: 0, count: names.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        let missing = codes.count { $0 < 0 }
        let total = Double(codes.count)
        let present = names.indices.filter { counts[$0] > 0 }.sorted {
            counts[$0] != counts[$1] ? counts[$0] > counts[$1] : Self.precedes(names[$0], names[$1])
        }
        let frequent = present.filter { Double(counts[$0]) >= Self.rareShare * total }
        // One rare level alone is not worth hiding behind "others".
        let fitting = present.count <= Self.mostLevels && present.count - frequent.count <= 1
        let kept = fitting ? present : Array(frequent.prefix(Self.mostLevels - 1))
        guard !kept.isEmpty else { return nil }
        self.name = name
        levels = kept.map { names[$0] }
        joined = present.count - kept.count
        let isMissingFrequent = Double(missing) >= Self.rareShare * total
        hasMissing = isMissingFrequent
        hasRest = joined > 0 || (missing > 0 && !isMissingFrequent)
        missingShare = Double(missing) / total
        let keptCount = kept.reduce(0) { $0 + counts[$1] }
        let rest = codes.count - keptCount - (isMissingFrequent ? missing : 0)
        let shares = (kept.map { counts[$0] } + [rest, isMissingFrequent ? missing : 0]).map { Double($0) / total }
        let variance = 1 - shares.reduce(0) { $0 + $1 * $1 }
        guard variance > 0 else { return nil }
        // E‖x − y‖² = 2 · weight² · Σ p (1 − p). A level of one in twenty weighs no more than one of one in ten.
        weight = (1 / (2 * max(variance, Self.leastVariance))).squareRoot()
    }

    /// Σ p (1 − p) of a 90 : 10 division.
    private static let leastVariance = 0.18

    /// Columns that it becomes.
    package var width: Int { levels.count + (hasRest ? 1 : 0) + (hasMissing ? 1 : 0) }

    /// The column of each code, by the levels of another table; −1 for what none of the columns stands for.
    package func places(_ names: [String]) -> (levels: [Int], missing: Int) {
        let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
        let rest = hasRest ? levels.count : -1
        return (names.map { places[$0] ?? rest }, hasMissing ? width - 1 : rest)
    }

    /// By Unicode scalars, so that it is the same in every language setting.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
    }
}
