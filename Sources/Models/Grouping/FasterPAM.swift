import Statistics

/// Swaps medoids for other rows as long as the sum of distances to the nearest medoid becomes smaller.
///
/// FasterPAM of Schubert and Rousseeuw, "Fast and eager k-medoids clustering", Information Systems 101, 2021,
/// algorithm 4: each candidate is weighed against all medoids at once in O(*m*), and a swap that helps is done at once.
struct FasterPAM: Sendable {
    /// *m*.
    let count: Int
    /// *m* × *m*, symmetric.
    let distances: [Double]
    /// Farther than any two rows are.
    private let farthest: Double

    struct Outcome: Sendable {
        var medoids: [Int]
        var cost: Double
        var swaps: Int
    }

    /// Rows of the sample to each other.
    init(_ matrix: Matrix, metric: Metric) {
        let count = matrix.rows
        self.count = count
        let rows = ParallelChunks.map(count, chunk: 64) { range in
            matrix.elements.withUnsafeBufferPointer { values in
                range.flatMap { row in
                    let own = values.baseAddress! + row * matrix.columns
                    return (0..<count).map {
                        metric.distance(own, values.baseAddress! + $0 * matrix.columns, matrix.columns)
                    }
                }
            }
        }
        distances = rows.flatMap { $0 }
        farthest = 2 * (distances.max() ?? 0) + 1
    }

    /// The medoids that BUILD chooses: the row nearest to all, then again and again the row that takes off most (Kaufman
    /// and Rousseeuw, Finding Groups in Data, 1990, chapter 2).
    ///
    /// - Complexity: O(*m*² *k*).
    func build(_ groups: Int) -> [Int] {
        var medoids: [Int] = []
        var nearest = [Double](repeating: .infinity, count: count)
        while medoids.count < groups {
            let known = nearest
            let isFirst = medoids.isEmpty
            let gains = ParallelChunks.map(count, chunk: 256) { range in
                distances.withUnsafeBufferPointer { distances in
                    range.map { candidate in
                        var gain = 0.0
                        let row = distances.baseAddress! + candidate &* count
                        for other in 0..<count {
                            gain += isFirst ? -row[other] : max(0, known[other] - row[other])
                        }
                        return gain
                    }
                }
            }.flatMap { $0 }
            var best: Int?
            for candidate in 0..<count where !medoids.contains(candidate) {
                if best.map({ gains[candidate] > gains[$0] }) ?? true { best = candidate }
            }
            guard let best else { return medoids }
            medoids.append(best)
            for other in 0..<count { nearest[other] = min(nearest[other], distances[best * count + other]) }
        }
        return medoids
    }

    /// - Complexity: O(*m*²) for each pass over the candidates; there are few.
    func improve(_ start: [Int]) -> Outcome {
        var medoids = start
        var state = State(medoids, self)
        var swaps = 0
        var isMedoid = [Bool](repeating: false, count: count)
        for medoid in medoids { isMedoid[medoid] = true }
        // Ends where a whole round of candidates since the last swap brought nothing.
        var (candidate, waited) = (0, 0)
        while waited < count {
            if !isMedoid[candidate] {
                let (position, change) = bestSwap(candidate, state)
                if change < 0 {
                    var tried = medoids
                    tried[position] = candidate
                    let next = State(tried, self)
                    // The change is a difference of sums that an extreme value may dwarf, so what counts is the new cost;
                    // what is less than rounding is no gain, or two medoids might be swapped for ever.
                    if next.cost < state.cost * (1 - 1e-12) {
                        isMedoid[medoids[position]] = false
                        isMedoid[candidate] = true
                        (medoids, state) = (tried, next)
                        swaps += 1
                        waited = 0
                    }
                }
            }
            waited += 1
            candidate = candidate + 1 < count ? candidate + 1 : 0
        }
        return Outcome(medoids: medoids, cost: state.cost, swaps: swaps)
    }

    /// The two nearest medoids of each row.
    private struct State {
        var nearest: [Int32]
        var first: [Double]
        var second: [Double]
        /// What is lost where a medoid is taken away: Σ(d₂ − d₁) over its rows.
        var removal: [Double]
        var cost = 0.0

        init(_ medoids: [Int], _ pam: FasterPAM) {
            let count = pam.count
            nearest = [Int32](repeating: 0, count: count)
            first = [Double](repeating: .infinity, count: count)
            second = first
            removal = [Double](repeating: 0, count: medoids.count)
            for (position, medoid) in medoids.enumerated() {
                for row in 0..<count {
                    let distance = pam.distances[medoid * count + row]
                    if distance < first[row] {
                        (second[row], first[row]) = (first[row], distance)
                        nearest[row] = Int32(position)
                    } else if distance < second[row] {
                        second[row] = distance
                    }
                }
            }
            for row in 0..<count {
                cost += first[row]
                // With one medoid, what replaces it is the candidate.
                if medoids.count == 1 { second[row] = pam.farthest }
                removal[Int(nearest[row])] += second[row] - first[row]
            }
        }
    }

    /// The medoid that this row would best replace, and by how much the cost would change.
    private func bestSwap(_ candidate: Int, _ state: State) -> (position: Int, change: Double) {
        var changes = state.removal
        var shared = 0.0
        // Plain pointers: all the time goes into this loop.
        distances.withUnsafeBufferPointer { distances in
            state.first.withUnsafeBufferPointer { first in
                state.second.withUnsafeBufferPointer { second in
                    state.nearest.withUnsafeBufferPointer { nearest in
                        changes.withUnsafeMutableBufferPointer { changes in
                            let row = distances.baseAddress! + candidate &* count
                            for other in 0..<count {
                                let distance = row[other]
                                if distance < first[other] {
                                    shared += distance - first[other]
                                    changes[Int(nearest[other])] += first[other] - second[other]
                                } else if distance < second[other] {
                                    changes[Int(nearest[other])] += distance - second[other]
                                }
                            }
                        }
                    }
                }
            }
        }
        var best = 0
        for position in changes.indices where changes[position] < changes[best] { best = position }
        return (best, changes[best] + shared)
    }
}
