import Statistics

/// The minimum spanning tree of mutual reachabilities by Borůvka's algorithm over a tree of boxes.
///
/// Each round finds for every component the shortest edge that leaves it, and joins components by these edges, so that
/// there are at most half as many after it (Borůvka 1926; March, Ram and Gray, KDD 2010, for the use of boxes). A box
/// is passed over where all its rows are of the component, or where it cannot hold anything nearer.
struct Boruvka {
    private let tree: KDTree
    /// By place in the tree.
    private let cores: [Double]
    /// The smallest core distance in each box.
    private let leastCores: [Double]

    /// Places of one piece of parallel work. Bounds are shared within a piece only, so that the answer does not depend
    /// on the number of threads.
    private static let piece = 2_048

    /// - Parameter cores: by row.
    init(_ tree: KDTree, cores: [Double]) {
        self.tree = tree
        let byPlace = tree.rows.map { cores[$0] }
        self.cores = byPlace
        leastCores = tree.nodes.map { node in byPlace[node.start..<node.end].min() ?? .infinity }
    }

    /// An edge that leaves a component, by places; ordered as in `SpanningTree`.
    private struct Candidate: Sendable {
        var from = -1
        var to = -1
        /// Squared.
        var reach = Double.infinity
        var distance = Double.infinity

        @inline(__always)
        func precedes(_ other: Candidate) -> Bool {
            reach != other.reach ? reach < other.reach : distance < other.distance
        }
    }

    /// - Complexity: about O(*n* log² *n*) in few columns.
    func edges() -> [SpanningTree.Edge] {
        let count = tree.rows.count
        var sets = DisjointSets(count)
        var edges: [SpanningTree.Edge] = []
        edges.reserveCapacity(max(0, count - 1))
        while edges.count < count - 1 {
            let components = (0..<count).map { sets.root(of: $0) }
            let shortest = shortest(components)
            for root in 0..<count where components[root] == root {
                let edge = shortest[root]
                guard edge.from >= 0 else { continue }
                let (a, b) = (sets.root(of: edge.from), sets.root(of: edge.to))
                // Two components may have chosen edges of one length that would close a ring.
                guard a != b else { continue }
                sets.join(a, b)
                edges.append(
                    SpanningTree.Edge(
                        left: tree.rows[edge.from],
                        right: tree.rows[edge.to],
                        length: edge.reach.squareRoot(),
                        distance: edge.distance.squareRoot()
                    )
                )
            }
        }
        return edges
    }

    /// For each root the shortest edge that leaves its component.
    private func shortest(_ components: [Int]) -> [Candidate] {
        let ofNode = componentsOfNodes(components)
        let pieces = ParallelChunks.map(components.count, chunk: Self.piece) { range in
            search(range, components, ofNode)
        }
        var best = [Candidate](repeating: Candidate(), count: components.count)
        for piece in pieces {
            for candidate in piece where candidate.precedes(best[components[candidate.from]]) {
                best[components[candidate.from]] = candidate
            }
        }
        return best
    }

    /// The component of all rows of each box, or −1 where there are several.
    private func componentsOfNodes(_ components: [Int]) -> [Int] {
        var result = [Int](repeating: -1, count: tree.nodes.count)
        // Children stand after their parents.
        for index in tree.nodes.indices.reversed() {
            let node = tree.nodes[index]
            if node.children >= 0 {
                let (a, b) = (result[node.children], result[node.children + 1])
                result[index] = a == b ? a : -1
            } else if let first = components[node.start..<node.end].first {
                result[index] = components[node.start..<node.end].allSatisfy { $0 == first } ? first : -1
            }
        }
        return result
    }

    /// The shortest edges of the components of these places, as far as these places know.
    private func search(_ range: Range<Int>, _ components: [Int], _ ofNode: [Int]) -> [Candidate] {
        var slots: [Int: Int] = [:]
        var found: [Candidate] = []
        var stack: [(node: Int, square: Double)] = []
        for place in range {
            let component = components[place]
            let slot: Int
            if let known = slots[component] {
                slot = known
            } else {
                slot = found.count
                slots[component] = slot
                found.append(Candidate())
            }
            let core = cores[place] * cores[place]
            // No edge of this row is shorter than its core distance.
            if core > found[slot].reach { continue }
            search(from: place, component, core, components, ofNode, &stack, &found[slot])
        }
        return found.filter { $0.from >= 0 }
    }

    private func search(
        from place: Int,
        _ component: Int,
        _ core: Double,
        _ components: [Int],
        _ ofNode: [Int],
        _ stack: inout [(node: Int, square: Double)],
        _ best: inout Candidate
    ) {
        let width = tree.width
        // Plain pointers: this loop is all the time of a round.
        tree.points.withUnsafeBufferPointer { points in
            tree.boxes.withUnsafeBufferPointer { boxes in
                let point = points.baseAddress! + place &* width
                stack.append((0, 0))
                while let (index, square) = stack.popLast() {
                    if ofNode[index] == component || passes(index, square, core, best) { continue }
                    let node = tree.nodes[index]
                    if node.children < 0 {
                        for other in node.start..<node.end where components[other] != component {
                            let distance = KDTree.square(points.baseAddress! + other &* width, point, width)
                            let reach = max(distance, max(core, cores[other] * cores[other]))
                            let candidate = Candidate(from: place, to: other, reach: reach, distance: distance)
                            if candidate.precedes(best) { best = candidate }
                        }
                        continue
                    }
                    let a = KDTree.squareToBox(point, boxes.baseAddress! + node.children &* 2 &* width, width)
                    let b = KDTree.squareToBox(point, boxes.baseAddress! + (node.children &+ 1) &* 2 &* width, width)
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

    /// Whether nothing in a box at this squared distance comes before the best edge so far.
    @inline(__always)
    private func passes(_ node: Int, _ square: Double, _ core: Double, _ best: Candidate) -> Bool {
        let least = max(square, max(core, leastCores[node] * leastCores[node]))
        if least != best.reach { return least > best.reach }
        return square >= best.distance
    }
}
