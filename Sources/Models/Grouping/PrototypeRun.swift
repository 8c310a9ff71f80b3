import Statistics

/// The iterations of k-prototypes over rows in the canonical order.
struct PrototypeRun: Sendable {
    let data: MixedRows
    let gamma: Double
    let groups: Int
    let maximumIterations: Int

    /// Means group by group, and codes group by group.
    struct Prototypes: Sendable {
        var means: [Double]
        var modes: [Int32]
    }

    struct Outcome: Sendable {
        var prototypes: Prototypes
        var labels: [Int32]
        var costs: [Double]
        var iterations: Int
        var hasConverged: Bool
        var cost: Double
    }

    /// Rows drawn with a chance in proportion to their dissimilarity from the nearest one before, as k-means++.
    func start(rows: Int, using random: inout SplittableRandom) -> Prototypes {
        var chosen = [random.index(below: rows)]
        var nearest = [Double](repeating: .infinity, count: rows)
        while chosen.count < groups {
            let last = prototype(chosen[chosen.count - 1])
            let costs = assign(last, rows: rows, labels: nil).costs
            var cumulative = 0.0
            var sums = [Double](repeating: 0, count: rows)
            for row in 0..<rows {
                nearest[row] = min(nearest[row], costs[row])
                cumulative += nearest[row]
                sums[row] = cumulative
            }
            let target = random.uniform() * cumulative
            // Where γ is 0, rows that differ in categories only are at no distance from each other.
            chosen.append(sums.firstIndex { $0 > target } ?? random.index(below: rows))
        }
        return Prototypes(
            means: chosen.flatMap { data.numbers.row($0) },
            modes: chosen.flatMap { data.codes[$0 * data.categories..<($0 + 1) * data.categories] }
        )
    }

    private func prototype(_ row: Int) -> Prototypes {
        Prototypes(
            means: Array(data.numbers.row(row)),
            modes: Array(data.codes[row * data.categories..<(row + 1) * data.categories])
        )
    }

    func iterate(from start: Prototypes, rows: Int) -> Outcome {
        var prototypes = start
        var (labels, costs) = assign(prototypes, rows: rows, labels: nil)
        var iterations = 0
        var hasConverged = false
        while iterations < maximumIterations, !hasConverged {
            iterations += 1
            fillEmptyGroups(&labels, &costs)
            prototypes = update(labels, before: prototypes)
            let next = assign(prototypes, rows: rows, labels: labels)
            hasConverged = next.labels == labels
            (labels, costs) = next
        }
        return Outcome(
            prototypes: prototypes,
            labels: labels,
            costs: costs,
            iterations: iterations,
            hasConverged: hasConverged,
            cost: costs.reduce(0, +)
        )
    }

    /// The nearest prototype of each row; a tie leaves a row where it is, and otherwise goes to the first.
    private func assign(_ prototypes: Prototypes, rows: Int, labels: [Int32]?) -> (labels: [Int32], costs: [Double]) {
        let nearest = NearestPrototype(prototypes, width: data.width, categories: data.categories, gamma: gamma)
        let parts = ParallelChunks.map(rows) { range in
            var found: (labels: [Int32], costs: [Double]) = ([], [])
            found.labels.reserveCapacity(range.count)
            found.costs.reserveCapacity(range.count)
            nearest.withTables(data) { tables in
                for row in range {
                    let guess = labels.map { Int($0[row]) } ?? 0
                    var (best, least) = (guess, tables.dissimilarity(row, guess))
                    for group in 0..<tables.groups where group != guess {
                        let other = tables.dissimilarity(row, group)
                        if other < least { (best, least) = (group, other) }
                    }
                    found.labels.append(Int32(truncatingIfNeeded: best))
                    found.costs.append(least)
                }
            }
            return found
        }
        return (parts.flatMap(\.labels), parts.flatMap(\.costs))
    }

    /// Each empty group takes the row that is farthest from its own prototype.
    private func fillEmptyGroups(_ labels: inout [Int32], _ costs: inout [Double]) {
        var sizes = [Int](repeating: 0, count: groups)
        for label in labels { sizes[Int(label)] += 1 }
        for empty in 0..<groups where sizes[empty] == 0 {
            var farthest: Int?
            for row in labels.indices where sizes[Int(labels[row])] > 1 {
                if farthest.map({ costs[row] > costs[$0] }) ?? true { farthest = row }
            }
            guard let farthest, costs[farthest] > 0 else { return }
            sizes[Int(labels[farthest])] -= 1
            sizes[empty] = 1
            labels[farthest] = Int32(empty)
            costs[farthest] = 0
        }
    }

    /// Means and most frequent categories; of equally frequent ones, the first. An empty group stays where it was.
    private func update(_ labels: [Int32], before: Prototypes) -> Prototypes {
        let (width, categories) = (data.width, data.categories)
        var counts = [Double](repeating: 0, count: groups)
        var sums = [Double](repeating: 0, count: groups * width)
        var frequencies = data.levels.map { [Int](repeating: 0, count: groups * $0.count) }
        for (row, label) in labels.enumerated() {
            let group = Int(label)
            counts[group] += 1
            for column in 0..<width { sums[group * width + column] += data.numbers[row, column] }
            for column in 0..<categories {
                let code = Int(data.codes[row * categories + column])
                if code >= 0 { frequencies[column][group * data.levels[column].count + code] += 1 }
            }
        }
        var result = before
        for group in 0..<groups where counts[group] > 0 {
            for column in 0..<width {
                result.means[group * width + column] = sums[group * width + column] / counts[group]
            }
            for column in 0..<categories {
                let first = group * data.levels[column].count
                let own = frequencies[column][first..<first + data.levels[column].count]
                var best = first
                for index in own.indices where own[index] > own[best] { best = index }
                result.modes[group * categories + column] = Int32(best - first)
            }
        }
        return result
    }
}
