/// Sets of numbers 0 ..< *n* that only ever join (Tarjan 1975), by size and with halving of paths.
struct DisjointSets: Sendable {
    private var parent: [Int]
    private var sizes: [Int]

    init(_ count: Int) {
        parent = Array(0..<count)
        sizes = [Int](repeating: 1, count: count)
    }

    mutating func root(of element: Int) -> Int {
        var current = element
        while parent[current] != current {
            parent[current] = parent[parent[current]]
            current = parent[current]
        }
        return current
    }

    func size(ofRoot root: Int) -> Int { sizes[root] }

    /// Joins two sets, given by their different roots.
    ///
    /// - Returns: the root of the new set.
    @discardableResult
    mutating func join(_ a: Int, _ b: Int) -> Int {
        let (large, small) = sizes[a] < sizes[b] ? (b, a) : (a, b)
        parent[small] = large
        sizes[large] += sizes[small]
        return large
    }
}
