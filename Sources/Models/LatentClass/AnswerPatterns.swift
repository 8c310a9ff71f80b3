import Domain

/// Categorical answers of many people, equal rows put together: a latent class model sees a person only through them.
///
/// Patterns are in the order of their codes, so that nothing depends on the order of the rows.
package struct AnswerPatterns: Sendable {
    /// The questions, in the order given.
    package let items: [String]
    /// The answers that occur, for each question.
    package let levels: [[String]]
    /// For each pattern and question the index of the answer among the question's levels, −1 where it is missing.
    let codes: [Int32]
    /// How many people gave each pattern.
    let counts: [Double]
    /// The pattern of each row, −1 for a row without any answer.
    package let patternOfRow: [Int32]

    package var patternCount: Int { counts.count }
    /// People with at least one answer.
    package var people: Double { counts.reduce(0, +) }
    /// Of them, those who left a question out.
    package var peopleWithMissingAnswers: Double {
        counts.indices.reduce(0) { sum, pattern in
            let answers = codes[pattern * items.count..<(pattern + 1) * items.count]
            return answers.contains(-1) ? sum + counts[pattern] : sum
        }
    }

    /// One question: its answers by index into `levels`, −1 where missing.
    package struct Item: Sendable {
        package var name: String
        package var codes: [Int32]
        package var levels: [String]

        package init(_ name: String, codes: [Int32], levels: [String]) {
            self.name = name
            self.codes = codes
            self.levels = levels
        }
    }

    /// - Throws: `ModelError` where there is no question, a question without two different answers, or nobody at all.
    /// - Complexity: O(*rows* × *items*), by counting sort.
    package init(_ given: [Item]) throws(ModelError) {
        guard let rows = given.first?.codes.count else {
            throw .unusable(
                Bilingual(en: "There are no columns of answers.", zh: "没有可用的答案列。"),
                advice: Bilingual(en: "Name them with --columns.", zh: "请用 --columns 指定。")
            )
        }
        precondition(given.allSatisfy { $0.codes.count == rows })
        guard rows >= 2 else { throw .tooFewRows(needed: 2, found: rows) }
        var kept: [[Int32]] = []
        var levels: [[String]] = []
        for item in given {
            let (codes, names) = Self.occurring(item)
            guard names.count >= 2 else { throw .constantColumn(item.name) }
            kept.append(codes)
            levels.append(names)
        }
        items = given.map(\.name)
        self.levels = levels
        let order = Self.sorted(kept, levels: levels.map(\.count), rows: rows)
        var codes: [Int32] = []
        var counts: [Double] = []
        var patternOfRow = [Int32](repeating: -1, count: rows)
        var last: Int?
        for row in order where kept.contains(where: { $0[row] >= 0 }) {
            if let last, kept.allSatisfy({ $0[row] == $0[last] }) {
                counts[counts.count - 1] += 1
            } else {
                for column in kept { codes.append(column[row]) }
                counts.append(1)
            }
            last = row
            patternOfRow[row] = Int32(counts.count - 1)
        }
        self.codes = codes
        self.counts = counts
        self.patternOfRow = patternOfRow
    }

    /// The item without the levels that nobody chose: they would count as parameters and fit nothing.
    private static func occurring(_ item: Item) -> (codes: [Int32], levels: [String]) {
        var used = [Bool](repeating: false, count: item.levels.count)
        for code in item.codes where code >= 0 { used[Int(code)] = true }
        var new = [Int32](repeating: -1, count: item.levels.count)
        var names: [String] = []
        for (index, isUsed) in used.enumerated() where isUsed {
            new[index] = Int32(names.count)
            names.append(item.levels[index])
        }
        return (item.codes.map { $0 < 0 ? -1 : new[Int($0)] }, names)
    }

    /// The rows by their codes, the first question first: a stable counting sort from the last question to the first.
    private static func sorted(_ columns: [[Int32]], levels: [Int], rows: Int) -> [Int] {
        var order = Array(0..<rows)
        var next = order
        for (column, count) in zip(columns, levels).reversed() {
            var starts = [Int](repeating: 0, count: count + 2)
            for code in column { starts[Int(code) + 2] += 1 }
            for index in 1..<starts.count { starts[index] += starts[index - 1] }
            for row in order {
                let bin = Int(column[row]) + 1
                next[starts[bin]] = row
                starts[bin] += 1
            }
            swap(&order, &next)
        }
        return order
    }
}
