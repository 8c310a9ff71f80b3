import Foundation
package import Statistics

/// Groups that a method found, to which rows can be assigned.
package enum FittedGrouping: Sendable, Hashable, Codable {
    /// Of k-means and Ward's hierarchy: a row for each group.
    case centres(Matrix)
    case mixture(FittedMixture)
    case classes(FittedLatentClasses)
    case prototypes(FittedKPrototypes)

    package var groups: Int {
        switch self {
        case .centres(let centres): centres.rows
        case .mixture(let mixture): mixture.components
        case .classes(let classes): classes.classes
        case .prototypes(let prototypes): prototypes.groups
        }
    }

    /// The group of each row from 0, and how sure it is from 0 to 1: how much nearer the own centre is than the next
    /// ((b − a) / b), or the probability of the group.
    package func assign(_ rows: ComparableRows) -> (groups: [Int], confidences: [Double]) {
        switch self {
        case .centres(let centres):
            let answer = Self.nearest(rows.matrix, centres)
            return (answer.groups, answer.confidences)
        case .mixture(let mixture): return Self.likeliest(mixture.posteriors(rows.matrix))
        case .classes(let classes): return Self.likeliest(classes.posteriors(rows.codes))
        case .prototypes(let prototypes):
            let answer = prototypes.assign(rows.mixed)
            return (answer.groups, answer.confidences)
        }
    }

    private static func nearest(_ matrix: Matrix, _ centres: Matrix) -> GroupAssignments {
        let width = centres.columns
        let nearest = NearestCentroid(centroids: centres.elements, width: width)
        let parts = ParallelChunks.map(matrix.rows) { range in
            // Plain pointers, as for k-means.
            matrix.elements.withUnsafeBufferPointer { values in
                nearest.withTables { tables in
                    range.map { row in
                        GroupAssignments.Nearest(groups: tables.groups) {
                            tables.square(values.baseAddress! + row &* width, $0)
                        }
                    }
                }
            }
        }
        return GroupAssignments(parts.flatMap { $0 }, isSquared: true)
    }

    private static func likeliest(_ posteriors: Matrix) -> (groups: [Int], confidences: [Double]) {
        var groups: [Int] = []
        var confidences: [Double] = []
        for row in 0..<posteriors.rows {
            var best = 0
            for group in 0..<posteriors.columns where posteriors[row, group] > posteriors[row, best] { best = group }
            groups.append(best)
            confidences.append(posteriors[row, best])
        }
        return (groups, confidences)
    }
}
