import Statistics

/// Rows in boxes within boxes, to find neighbours without looking at every row (Bentley 1975).
///
/// A box is halved across its longest side at the median until a few rows are left, also where all of them are at one
/// point. Rows stand in the order of the tree, so that those of a box are beside each other in memory.
struct KDTree: Sendable {
    let width: Int
    /// The row that stands at each place.
    let rows: [Int]
    /// Row by row, in the order of the tree.
    let points: [Double]
    let nodes: [Node]
    /// For each node the lower corner of its box and then the upper one.
    let boxes: [Double]

    struct Node: Sendable {
        var start: Int
        var end: Int
        /// The first of two children, which stand beside each other; −1 for a leaf.
        var children: Int
    }

    /// Rows of a leaf: fewer would take more steps than they save.
    private static let leafSize = 24

    /// - Complexity: O(*n* log² *n*).
    init(_ given: [Double], width: Int) {
        self.width = width
        let count = given.count / max(1, width)
        var order = Array(0..<count)
        var nodes = [Node(start: 0, end: count, children: -1)]
        var boxes: [Double] = []
        var next = 0
        while next < nodes.count {
            let node = nodes[next]
            let box = Self.box(given, width, order[node.start..<node.end])
            boxes += box
            let sides = (0..<width).map { box[width + $0] - box[$0] }
            let axis = sides.indices.max { (sides[$0], -$0) < (sides[$1], -$1) } ?? 0
            if node.end - node.start > Self.leafSize {
                let middle = (node.start + node.end) / 2
                // By value and then by row, so that the tree does not depend on the sorting.
                order[node.start..<node.end].sort { left, right in
                    let (a, b) = (given[left * width + axis], given[right * width + axis])
                    return a != b ? a < b : left < right
                }
                nodes[next].children = nodes.count
                nodes.append(Node(start: node.start, end: middle, children: -1))
                nodes.append(Node(start: middle, end: node.end, children: -1))
            }
            next += 1
        }
        rows = order
        points = order.flatMap { given[$0 * width..<($0 + 1) * width] }
        self.nodes = nodes
        self.boxes = boxes
    }

    private static func box(_ given: [Double], _ width: Int, _ rows: ArraySlice<Int>) -> [Double] {
        var box = [Double](repeating: .infinity, count: width) + [Double](repeating: -.infinity, count: width)
        for row in rows {
            for column in 0..<width {
                let value = given[row * width + column]
                if value < box[column] { box[column] = value }
                if value > box[width + column] { box[width + column] = value }
            }
        }
        return box
    }

    /// Neighbours by place in the tree with their squared distances: a heap with the farthest first while they are sought
    /// (Williams 1964), since thousands may be wanted.
    struct Neighbours: Sendable {
        private(set) var places: [Int]
        private(set) var squares: [Double]
        let limit: Int

        /// - Parameter limit: how many are wanted, at least 1.
        init(limit: Int) {
            self.limit = limit
            (places, squares) = ([], [])
            places.reserveCapacity(limit)
            squares.reserveCapacity(limit)
        }

        var count: Int { places.count }

        /// The squared distance beyond which nothing is wanted.
        var bound: Double { count < limit ? .infinity : squares[0] }

        mutating func insert(_ place: Int, _ square: Double) {
            guard square < bound else { return }
            if count < limit {
                places.append(place)
                squares.append(square)
                rise(from: count - 1)
            } else {
                (places[0], squares[0]) = (place, square)
                sink()
            }
        }

        private mutating func rise(from start: Int) {
            var index = start
            while index > 0, squares[(index - 1) / 2] < squares[index] {
                swap(index, (index - 1) / 2)
                index = (index - 1) / 2
            }
        }

        private mutating func sink() {
            var index = 0
            while 2 * index + 1 < count {
                var child = 2 * index + 1
                if child + 1 < count, squares[child + 1] > squares[child] { child += 1 }
                guard squares[child] > squares[index] else { return }
                swap(index, child)
                index = child
            }
        }

        private mutating func swap(_ left: Int, _ right: Int) {
            places.swapAt(left, right)
            squares.swapAt(left, right)
        }

        /// The squared distance that all but the farthest are within.
        var boundOfOthers: Double { count < 2 ? squares[0] : count == 2 ? squares[1] : max(squares[1], squares[2]) }

        /// The index of the nearest; of equally near ones, of the first place.
        var nearest: Int { places.indices.min { (squares[$0], places[$0]) < (squares[$1], places[$1]) }! }
    }

    /// The nearest rows to a point, itself among them where it is one of the rows.
    func nearest(_ limit: Int, to point: [Double]) -> Neighbours {
        var found = Neighbours(limit: limit)
        var stack: [(node: Int, square: Double)] = [(0, 0)]
        // Plain pointers: these loops are most of the time.
        points.withUnsafeBufferPointer { points in
            boxes.withUnsafeBufferPointer { boxes in
                point.withUnsafeBufferPointer { point in
                    while let (index, square) = stack.popLast() {
                        if square >= found.bound { continue }
                        let node = nodes[index]
                        if node.children < 0 {
                            for place in node.start..<node.end {
                                found.insert(
                                    place,
                                    Self.square(points.baseAddress! + place &* width, point.baseAddress!, width)
                                )
                            }
                            continue
                        }
                        let a = Self.squareToBox(
                            point.baseAddress!,
                            boxes.baseAddress! + node.children &* 2 &* width,
                            width
                        )
                        let b = Self.squareToBox(
                            point.baseAddress!,
                            boxes.baseAddress! + (node.children &+ 1) &* 2 &* width,
                            width
                        )
                        // The nearer box last, so that it is looked at first.
                        if a <= b {
                            stack.append((node.children + 1, b))
                            stack.append((node.children, a))
                        } else {
                            stack.append((node.children, a))
                            stack.append((node.children + 1, b))
                        }
                    }
                }
            }
        }
        return found
    }

    @inline(__always)
    static func square(_ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ width: Int) -> Double {
        var sum = 0.0
        for column in 0..<width {
            let difference = left[column] - right[column]
            sum += difference * difference
        }
        return sum
    }

    /// The squared distance from a point to the nearest point of a box.
    @inline(__always)
    static func squareToBox(_ point: UnsafePointer<Double>, _ box: UnsafePointer<Double>, _ width: Int) -> Double {
        var sum = 0.0
        for column in 0..<width {
            let below = box[column] - point[column]
            let above = point[column] - box[width &+ column]
            let outside = max(0, max(below, above))
            sum += outside * outside
        }
        return sum
    }

    /// The distance of each row to its `count`-th nearest, itself counted as the first, by row.
    ///
    /// - Complexity: about O(*n* log *n*) in few columns, O(*n*²) in many.
    func coreDistances(_ count: Int) -> [Double] {
        let byPlace = ParallelChunks.map(rows.count, chunk: 1_024) { range in
            range.map { place in
                let point = Array(points[place * width..<(place + 1) * width])
                return nearest(min(count, rows.count), to: point).bound.squareRoot()
            }
        }.flatMap { $0 }
        var result = [Double](repeating: 0, count: rows.count)
        for (place, distance) in byPlace.enumerated() { result[rows[place]] = distance }
        return result
    }
}
