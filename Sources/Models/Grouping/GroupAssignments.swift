/// The group of each row, and how sure it is.
package struct GroupAssignments: Sendable, Hashable {
    /// From 0.
    package var groups: [Int]
    /// To the centre of the group.
    package var distances: [Double]
    /// (b − a) / b, with the distances *a* to the group's own centre and *b* to the next nearest: 1 at the centre, 0 half
    /// way between two. This is the simplified silhouette (Hruschka, Campello and de Castro 2006). 1 with one group.
    package var confidences: [Double]

    package init(groups: [Int], distances: [Double], confidences: [Double]) {
        self.groups = groups
        self.distances = distances
        self.confidences = confidences
    }

    /// The nearest and the second nearest of a number of centres; ties go to the first.
    struct Nearest {
        var group = 0
        var first = Double.infinity
        var second = Double.infinity

        @inline(__always)
        init(groups: Int, _ measure: (Int) -> Double) {
            for candidate in 0..<groups {
                let value = measure(candidate)
                if value < first {
                    (group, first, second) = (candidate, value, first)
                } else if value < second {
                    second = value
                }
            }
        }
    }

    /// - Parameter isSquared: whether what was measured are squared distances.
    init(_ nearest: [Nearest], isSquared: Bool) {
        groups = nearest.map(\.group)
        distances = nearest.map { isSquared ? $0.first.squareRoot() : $0.first }
        confidences = nearest.map { entry in
            guard entry.second.isFinite else { return 1 }
            let (first, second) =
                isSquared ? (entry.first.squareRoot(), entry.second.squareRoot()) : (entry.first, entry.second)
            return second > 0 ? (second - first) / second : 0
        }
    }
}
