/// Finds the known name that a mistyped one most likely meant.
package enum NearestName {
    /// The candidate with the smallest edit distance, if it is close enough to be a slip: at most a third of the
    /// longer name's characters. Ties go to the first in alphabetical order, so the answer does not depend on input order.
    ///
    /// - Complexity: O(*candidates* × *length*²).
    package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased())
        var best: (distance: Int, name: String)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased())
            let limit = max(1, max(wanted.count, letters.count) / 3)
            let distance = editDistance(wanted, letters)
            guard distance <= limit else { continue }
            if let current = best, (current.distance, current.name) <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.name
    }

    /// Damerau–Levenshtein distance, optimal string alignment form: insertions, deletions, substitutions and swaps of
    /// neighbours each cost one.
    static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for i in left.indices {
            var current = [i + 1] + [Int](repeating: 0, count: right.count)
            for j in right.indices {
                let substitution = last[j] + (left[i] == right[j] ? 0 : 1)
                current[j + 1] = min(last[j + 1] + 1, current[j] + 1, substitution)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    current[j + 1] = min(current[j + 1], beforeLast[j - 1] + 1)
                }
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}

extension Bilingual {
    /// Asks whether the nearest name was meant.
    package static func didYouMean(_ name: String) -> Bilingual {
        Bilingual(en: "Did you mean “\(name)”?", zh: "您是否要写“\(name)”？")
    }
}
