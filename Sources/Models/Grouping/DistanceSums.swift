import Statistics

/// Sums of the distances from each row to the rows of each group.
///
/// Eight rows stand beside each other in vector registers, and all rows pass them one after another, so that a distance
/// is a few instructions for eight pairs.
struct DistanceSums: Sendable {
    private typealias Lanes = SIMD8<Double>
    private static let lanes = 8

    private let count: Int
    private let width: Int
    private let metric: Metric
    /// Row by row.
    private let values: [Double]
    /// Eight rows by eight, column by column; beyond the last row there are zeros.
    private let blocks: [Lanes]

    init(_ matrix: Matrix, metric: Metric) {
        count = matrix.rows
        width = matrix.columns
        self.metric = metric
        values = matrix.elements
        var blocks = [Lanes](repeating: .zero, count: (count + Self.lanes - 1) / Self.lanes * width)
        for row in 0..<count {
            for column in 0..<width {
                blocks[row / Self.lanes * width + column][row % Self.lanes] = values[row * width + column]
            }
        }
        self.blocks = blocks
    }

    /// - Parameters:
    ///   - labels: the group of each row, in each of several groupings.
    ///   - groups: how many groups each has.
    /// - Returns: a row for each row, and a column for each group of the first grouping, then of the second.
    /// - Complexity: O(rows² × (columns + groupings)).
    func sums(by labels: [[Int]], groups: [Int]) -> Matrix {
        let total = groups.reduce(0, +)
        guard width > 0 else { return Matrix(rows: count, columns: total) }
        var first = 0
        // The place of each row's group in each grouping, row by row.
        var places = [Int](repeating: 0, count: count * labels.count)
        for (index, grouping) in labels.enumerated() {
            for (row, label) in grouping.enumerated() { places[row * labels.count + index] = first + label }
            first += groups[index]
        }
        let known = places
        let parts = ParallelChunks.map(blocks.count / width, chunk: 16) { range in
            range.flatMap { block in self.sums(block, known, labels.count, total) }
        }
        let flat = parts.flatMap { $0 }
        return Matrix(rows: count, columns: total, elements: Array(flat.prefix(count * total)))
    }

    /// The sums of the eight rows of a block, row by row.
    private func sums(_ block: Int, _ places: [Int], _ groupings: Int, _ total: Int) -> [Double] {
        var sums = [Lanes](repeating: .zero, count: total)
        sums.withUnsafeMutableBufferPointer { sums in
            blocks.withUnsafeBufferPointer { blocks in
                values.withUnsafeBufferPointer { values in
                    places.withUnsafeBufferPointer { places in
                        let rows = blocks.baseAddress! + block &* width
                        switch metric {
                        case .euclidean:
                            for other in 0..<count {
                                let distance = Self.euclidean(rows, values.baseAddress! + other &* width, width)
                                for index in 0..<groupings { sums[places[other &* groupings &+ index]] += distance }
                            }
                        case .manhattan:
                            for other in 0..<count {
                                let distance = Self.manhattan(rows, values.baseAddress! + other &* width, width)
                                for index in 0..<groupings { sums[places[other &* groupings &+ index]] += distance }
                            }
                        }
                    }
                }
            }
        }
        return (0..<Self.lanes).flatMap { lane in sums.map { $0[lane] } }
    }

    @inline(__always)
    private static func euclidean(_ rows: UnsafePointer<Lanes>, _ other: UnsafePointer<Double>, _ width: Int) -> Lanes {
        var sum = Lanes(repeating: 0)
        for column in 0..<width {
            let difference = rows[column] - other[column]
            sum += difference * difference
        }
        return sum.squareRoot()
    }

    @inline(__always)
    private static func manhattan(_ rows: UnsafePointer<Lanes>, _ other: UnsafePointer<Double>, _ width: Int) -> Lanes {
        var sum = Lanes(repeating: 0)
        for column in 0..<width {
            let difference = rows[column] - other[column]
            sum += difference.replacing(with: -difference, where: difference .< 0)
        }
        return sum
    }
}
