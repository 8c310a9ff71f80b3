/// How many groups there should be: the figures of every number that was tried, and the one that a rule picks.
package struct ChoiceOfGroups: Sendable, Codable, Hashable {
    package enum Criterion: String, Sendable, Codable, Hashable, CaseIterable {
        /// The largest mean silhouette (Rousseeuw 1987, section 5).
        case silhouette
        /// The largest ratio of variance between to within (Caliński and Harabasz 1974).
        case calinskiHarabasz = "calinski-harabasz"
        /// The smallest *k* with Gap(k) ≥ Gap(k + 1) − s(k + 1) (Tibshirani, Walther and Hastie 2001, section 4).
        case gap
        /// The point of the curve of sums that is farthest from the line through its ends (Satopää et al. 2011).
        case elbow
    }

    package struct Candidate: Sendable, Codable, Hashable {
        package var groups: Int
        /// What the model makes small: a sum of squares, or of distances.
        package var cost: Double
        /// `nil` for one group.
        package var silhouette: Double?
        /// (B / (k − 1)) / (W / (n − k)); `nil` for one group, for as many groups as rows, and where W is 0.
        package var calinskiHarabasz: Double?
        package var gap: Double?
        /// s(k), the standard error of the gap with its simulation error.
        package var gapError: Double?

        package init(groups: Int, cost: Double, silhouette: Double?) {
            self.groups = groups
            self.cost = cost
            self.silhouette = silhouette
        }
    }

    package var criterion: Criterion
    /// From the fewest groups to the most.
    package var candidates: [Candidate]

    package init(criterion: Criterion, candidates: [Candidate]) {
        self.criterion = criterion
        self.candidates = candidates
    }

    /// The position of the candidate that the rule picks; of equal ones, the one with fewer groups.
    package var picked: Int {
        switch criterion {
        case .silhouette: Self.largest(candidates.map(\.silhouette))
        case .calinskiHarabasz: Self.largest(candidates.map(\.calinskiHarabasz))
        case .gap: byGap
        case .elbow: elbow
        }
    }

    private static func largest(_ values: [Double?]) -> Int {
        var best = 0
        for index in values.indices {
            guard let value = values[index] else { continue }
            if values[best].map({ value > $0 }) ?? true { best = index }
        }
        return best
    }

    /// Where no number keeps the rule, the one with the largest gap.
    private var byGap: Int {
        for index in candidates.indices.dropLast() {
            let (here, next) = (candidates[index], candidates[index + 1])
            if let gap = here.gap, let nextGap = next.gap, let error = next.gapError, gap >= nextGap - error {
                return index
            }
        }
        return Self.largest(candidates.map(\.gap))
    }

    private var elbow: Int {
        guard let first = candidates.first, let last = candidates.last, candidates.count > 2, first.cost > last.cost
        else {
            return 0
        }
        let distances = candidates.map { candidate -> Double? in
            let x = Double(candidate.groups - first.groups) / Double(last.groups - first.groups)
            let y = (candidate.cost - last.cost) / (first.cost - last.cost)
            return 1 - x - y
        }
        return Self.largest(distances)
    }
}
