import Foundation
import Statistics

/// Starting centroids by greedy k-means++.
///
/// The first is a row drawn at random; each further one is drawn with a chance in proportion to the squared distance
/// from the nearest one before it (Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007).
/// Of 2 + ⌊ln k⌋ draws, the one that leaves the smallest sum is kept, as in the authors' own program and scikit-learn.
struct KMeansStarts: Sendable {
    let data: CanonicalRows
    /// How many of the first rows are drawn from.
    let rows: Int
    let groups: Int

    /// - Complexity: O(rows × groups × width × ln groups).
    func draw(using random: inout SplittableRandom) -> [Double] {
        let tries = 2 + Int(log(Double(groups)))
        var chosen = [random.index(below: rows)]
        var squares = squares(from: chosen[0], capped: nil)
        while chosen.count < groups {
            let cumulative = Self.cumulative(squares)
            var best: (row: Int, squares: [Double], sum: Double)?
            for _ in 0..<tries {
                let row = Self.position(of: random.uniform() * (cumulative.last ?? 0), in: cumulative)
                let left = self.squares(from: row, capped: squares)
                let sum = left.reduce(0, +)
                if best.map({ sum < $0.sum }) ?? true { best = (row, left, sum) }
            }
            if let best {
                chosen.append(best.row)
                squares = best.squares
            }
        }
        return chosen.flatMap { data.values[$0 * data.width..<($0 + 1) * data.width] }
    }

    /// Squared distances of all rows from this one, or those before where they are smaller.
    private func squares(from chosen: Int, capped before: [Double]?) -> [Double] {
        let width = data.width
        // Plain pointers: this is all the time that a start takes.
        return data.values.withUnsafeBufferPointer { values in
            [Double](unsafeUninitializedCapacity: rows) { buffer, filled in
                let centre = values.baseAddress! + chosen * width
                for row in 0..<rows {
                    let other = values.baseAddress! + row &* width
                    var sum = 0.0
                    for column in 0..<width {
                        let difference = other[column] - centre[column]
                        sum += difference * difference
                    }
                    buffer[row] = sum
                }
                if let before {
                    for row in 0..<rows { buffer[row] = min(buffer[row], before[row]) }
                }
                filled = rows
            }
        }
    }

    private static func cumulative(_ weights: [Double]) -> [Double] {
        var sum = 0.0
        return weights.map { weight in
            sum += weight
            return sum
        }
    }

    /// The first position whose cumulative weight is above `target`: one of weight zero is never drawn.
    private static func position(of target: Double, in cumulative: [Double]) -> Int {
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
