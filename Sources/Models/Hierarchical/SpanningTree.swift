import Foundation
import Statistics

/// A minimum spanning tree of rows, by Prim's algorithm without a table of distances.
///
/// The distance of two rows is the Euclidean one, or, with core distances, the mutual reachability
/// max(core(a), core(b), d(a, b)) (Campello, Moulavi and Sander 2013, definition 3.3). Of edges of one length the one
/// to the row that comes first is taken.
enum SpanningTree {
    struct Edge: Sendable, Hashable {
        var left: Int
        var right: Int
        var length: Double
    }

    /// Rows of one piece of parallel work: below this a step is done before a thread has started.
    private static let piece = 16_384

    /// - Parameters:
    ///   - points: row by row.
    ///   - cores: one for each row, or none.
    /// - Complexity: O(*n*² × *width*) time, O(*n* × *width*) memory.
    static func edges(_ points: [Double], width: Int, cores: [Double] = []) -> [Edge] {
        let count = points.count / max(1, width)
        guard count > 1 else { return [] }
        var frontier = Frontier(points, width: width, count: count, cores: cores)
        var edges: [Edge] = []
        edges.reserveCapacity(count - 1)
        var current = 0
        for _ in 1..<count {
            let next = frontier.advance(from: current)
            edges.append(next)
            current = next.right
        }
        return edges
    }

    /// The rows that are not yet in the tree, packed, each with its nearest row in the tree.
    private struct Frontier {
        let width: Int
        let stride: Int
        let cores: [Double]
        /// Column by column.
        var columns: [Double]
        var rows: [Int]
        var rowCores: [Double]
        /// Squared, with the larger core distance in it.
        var squares: [Double]
        var nearest: [Int]
        let points: [Double]

        init(_ points: [Double], width: Int, count: Int, cores: [Double]) {
            self.points = points
            self.width = width
            self.cores = cores
            stride = count - 1
            rows = Array(1..<count)
            rowCores = cores.isEmpty ? [] : rows.map { cores[$0] * cores[$0] }
            squares = [Double](repeating: .infinity, count: count - 1)
            nearest = [Int](repeating: 0, count: count - 1)
            columns = [Double](repeating: 0, count: (count - 1) * width)
            for (index, row) in rows.enumerated() {
                for column in 0..<width { columns[column * stride + index] = points[row * width + column] }
            }
        }

        /// Takes a new row of the tree into account, and the row that is nearest to the tree out of the frontier.
        mutating func advance(from current: Int) -> Edge {
            let place = update(from: current)
            let edge = Edge(left: nearest[place], right: rows[place], length: squares[place].squareRoot())
            remove(place)
            return edge
        }

        private mutating func update(from current: Int) -> Int {
            let (count, width, stride) = (rows.count, width, stride)
            let point = Array(points[current * width..<(current + 1) * width])
            let core = cores.isEmpty ? 0 : cores[current] * cores[current]
            let hasCores = !cores.isEmpty
            var best = 0
            // Plain pointers: this loop is all the time.
            squares.withUnsafeMutableBufferPointer { squares in
                nearest.withUnsafeMutableBufferPointer { nearest in
                    rows.withUnsafeBufferPointer { rows in
                        rowCores.withUnsafeBufferPointer { rowCores in
                            columns.withUnsafeBufferPointer { columns in
                                point.withUnsafeBufferPointer { point in
                                    // One thread writes each piece.
                                    nonisolated(unsafe) let work = Step(
                                        width: width,
                                        stride: stride,
                                        columns: columns.baseAddress!,
                                        rowCores: hasCores ? rowCores.baseAddress! : nil,
                                        squares: squares.baseAddress!,
                                        nearest: nearest.baseAddress!,
                                        rows: rows.baseAddress!,
                                        point: point.baseAddress!,
                                        core: core,
                                        current: current
                                    )
                                    let bests = ParallelChunks.map(count, chunk: SpanningTree.piece) { work.run($0) }
                                    best = bests[0]
                                    for other in bests.dropFirst() where work.precedes(other, best) { best = other }
                                }
                            }
                        }
                    }
                }
            }
            return best
        }

        /// The last one takes its place, so that the rest stays packed; ties go by row number, not by place.
        private mutating func remove(_ place: Int) {
            let last = rows.count - 1
            rows[place] = rows[last]
            squares[place] = squares[last]
            nearest[place] = nearest[last]
            for column in 0..<width { columns[column * stride + place] = columns[column * stride + last] }
            rows.removeLast()
            squares.removeLast()
            nearest.removeLast()
            if !rowCores.isEmpty {
                rowCores[place] = rowCores[last]
                rowCores.removeLast()
            }
        }
    }

    private struct Step {
        let width: Int
        let stride: Int
        let columns: UnsafePointer<Double>
        let rowCores: UnsafePointer<Double>?
        let squares: UnsafeMutablePointer<Double>
        let nearest: UnsafeMutablePointer<Int>
        let rows: UnsafePointer<Int>
        let point: UnsafePointer<Double>
        let core: Double
        let current: Int

        /// The row of the piece that is nearest to the tree.
        func run(_ range: Range<Int>) -> Int {
            var best = range.lowerBound
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 512) { buffer in
                let sums = buffer.baseAddress!
                var start = range.lowerBound
                while start < range.upperBound {
                    let count = min(512, range.upperBound - start)
                    measure(start, count, sums)
                    for index in 0..<count {
                        let place = start &+ index
                        if sums[index] < squares[place] {
                            squares[place] = sums[index]
                            nearest[place] = current
                        }
                        if precedes(place, best) { best = place }
                    }
                    start += count
                }
            }
            return best
        }

        @inline(__always)
        private func measure(_ start: Int, _ count: Int, _ sums: UnsafeMutablePointer<Double>) {
            for index in 0..<count { sums[index] = 0 }
            for column in 0..<width {
                let values = columns + (column &* stride &+ start)
                let value = point[column]
                for index in 0..<count {
                    let difference = values[index] - value
                    sums[index] += difference * difference
                }
            }
            if let rowCores {
                for index in 0..<count { sums[index] = max(sums[index], max(core, rowCores[start &+ index])) }
            }
        }

        @inline(__always)
        func precedes(_ first: Int, _ second: Int) -> Bool {
            squares[first] != squares[second] ? squares[first] < squares[second] : rows[first] < rows[second]
        }
    }
}
