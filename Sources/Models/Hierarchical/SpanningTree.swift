import Foundation
import Statistics

/// A minimum spanning tree of rows, by Prim's algorithm without a table of distances.
///
/// The distance of two rows is the Euclidean one, or, with core distances, the mutual reachability
/// max(core(a), core(b), d(a, b)) (Campello, Moulavi and Sander 2013, definition 3.3). Many reachabilities are one row's
/// core distance, and so the same: of these the edge with the smaller distance is taken, and then the one to the row
/// that comes first, so that the tree depends on the rows alone.
enum SpanningTree {
    struct Edge: Sendable, Hashable {
        var left: Int
        var right: Int
        var length: Double
        /// The Euclidean distance: the length, unless that is a core distance.
        var distance: Double
    }

    /// The order in which edges of one length join.
    static func sorted(_ edges: [Edge]) -> [Edge] {
        edges.indices.sorted { (edges[$0].length, edges[$0].distance, $0) < (edges[$1].length, edges[$1].distance, $1) }
            .map { edges[$0] }
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
        /// Squared, without it.
        var distances: [Double]
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
            distances = squares
            nearest = [Int](repeating: 0, count: count - 1)
            columns = [Double](repeating: 0, count: (count - 1) * width)
            for (index, row) in rows.enumerated() {
                for column in 0..<width { columns[column * stride + index] = points[row * width + column] }
            }
        }

        /// Takes a new row of the tree into account, and the row that is nearest to the tree out of the frontier.
        mutating func advance(from current: Int) -> Edge {
            let place = update(from: current)
            let edge = Edge(
                left: nearest[place],
                right: rows[place],
                length: squares[place].squareRoot(),
                distance: distances[place].squareRoot()
            )
            remove(place)
            return edge
        }

        private mutating func update(from current: Int) -> Int {
            let (count, width, stride) = (rows.count, width, stride)
            let point = Array(points[current * width..<(current + 1) * width])
            let core = cores.isEmpty ? 0 : cores[current] * cores[current]
            let rowCores = rowCores
            return columns.withUnsafeBufferPointer { columns in
                squares.withUnsafeMutableBufferPointer { squares in
                    distances.withUnsafeMutableBufferPointer { distances in
                        nearest.withUnsafeMutableBufferPointer { nearest in
                            // Plain pointers: this is all the time. One thread writes each piece.
                            nonisolated(unsafe) let work = Step(
                                width: width,
                                stride: stride,
                                columns: columns.baseAddress!,
                                rowCores: rowCores,
                                squares: squares.baseAddress!,
                                distances: distances.baseAddress!,
                                nearest: nearest.baseAddress!,
                                rows: rows,
                                point: point,
                                core: core,
                                current: current
                            )
                            let bests = ParallelChunks.map(count, chunk: SpanningTree.piece) { work.run($0) }
                            var best = bests[0]
                            for other in bests.dropFirst() where work.precedes(other, best) { best = other }
                            return best
                        }
                    }
                }
            }
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
            distances[place] = distances[last]
            distances.removeLast()
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
        let rowCores: [Double]
        let squares: UnsafeMutablePointer<Double>
        let distances: UnsafeMutablePointer<Double>
        let nearest: UnsafeMutablePointer<Int>
        let rows: [Int]
        let point: [Double]
        let core: Double
        let current: Int

        /// Rows that are measured before they are compared, so that measuring is one loop over neighbours in memory.
        private static let strip = 512

        /// The row of the piece that is nearest to the tree.
        func run(_ range: Range<Int>) -> Int {
            var best = range.lowerBound
            withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.strip) { buffer in
                let sums = buffer.baseAddress!
                var start = range.lowerBound
                while start < range.upperBound {
                    let count = min(Self.strip, range.upperBound - start)
                    measure(start, count, sums)
                    if rowCores.isEmpty {
                        for index in 0..<count { offer(start &+ index, sums[index], sums[index], &best) }
                    } else {
                        rowCores.withUnsafeBufferPointer { rowCores in
                            for index in 0..<count {
                                let reach = max(sums[index], max(core, rowCores[start &+ index]))
                                offer(start &+ index, reach, sums[index], &best)
                            }
                        }
                    }
                    start += count
                }
            }
            return best
        }

        @inline(__always)
        private func offer(_ place: Int, _ reach: Double, _ distance: Double, _ best: inout Int) {
            if reach < squares[place] || (reach == squares[place] && distance < distances[place]) {
                squares[place] = reach
                distances[place] = distance
                nearest[place] = current
            }
            // Looked at closely only where it may be the best.
            if squares[place] <= squares[best], precedes(place, best) { best = place }
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
        }

        @inline(__always)
        func precedes(_ first: Int, _ second: Int) -> Bool {
            if squares[first] != squares[second] { return squares[first] < squares[second] }
            if distances[first] != distances[second] { return distances[first] < distances[second] }
            return rows[first] < rows[second]
        }
    }
}
