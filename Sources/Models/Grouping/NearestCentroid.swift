/// The nearest of a number of centroids to a row, in double precision.
///
/// Centroid *g* is passed over where ‖c_a − c_g‖ ≥ 2 ‖x − c_a‖ for the best centroid *a* so far, since then it cannot be
/// nearer (Elkan, "Using the triangle inequality to accelerate k-means", ICML 2003, lemma 1). The answer is exact.
struct NearestCentroid: Sendable {
    let width: Int
    let groups: Int
    let centroids: [Double]
    /// ¼‖c_a − c_g‖².
    private let quarterSquares: [Double]

    init(centroids: [Double], width: Int) {
        self.width = width
        self.centroids = centroids
        groups = centroids.count / width
        var squares = [Double](repeating: 0, count: groups * groups)
        for a in 0..<groups {
            for g in 0..<groups {
                var sum = 0.0
                for column in 0..<width {
                    let difference = centroids[a * width + column] - centroids[g * width + column]
                    sum += difference * difference
                }
                squares[a * groups + g] = sum / 4
            }
        }
        quarterSquares = squares
    }

    /// Calls `body` with tables of plain pointers, so that the loop over the rows of a chunk checks no bounds.
    func withTables<Result>(_ body: (Tables) -> Result) -> Result {
        centroids.withUnsafeBufferPointer { centroids in
            quarterSquares.withUnsafeBufferPointer { squares in
                body(
                    Tables(
                        width: width,
                        groups: groups,
                        centroids: centroids.baseAddress!,
                        quarterSquares: squares.baseAddress!
                    )
                )
            }
        }
    }

    struct Tables {
        let width: Int
        let groups: Int
        let centroids: UnsafePointer<Double>
        let quarterSquares: UnsafePointer<Double>

        /// The nearest centroid, a tie going to `guess` and then to the first, and the squared distance to it.
        ///
        /// - Parameter guess: where to begin; the nearer the truth, the more is passed over.
        @inline(__always)
        func nearest(to row: UnsafePointer<Double>, guess: Int) -> (group: Int, square: Double) {
            var best = guess
            var square = self.square(row, guess)
            for group in 0..<groups where group != guess {
                if quarterSquares[best &* groups &+ group] >= square { continue }
                let other = self.square(row, group)
                if other < square { (best, square) = (group, other) }
            }
            return (best, square)
        }

        /// ‖x − c_g‖².
        @inline(__always)
        func square(_ row: UnsafePointer<Double>, _ group: Int) -> Double {
            let centroid = centroids + group &* width
            var sum = 0.0
            var column = 0
            while column < width {
                let difference = row[column] - centroid[column]
                sum += difference * difference
                column &+= 1
            }
            return sum
        }
    }
}
