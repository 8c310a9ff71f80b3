/// Nodes joined by arrows, without arrows that lead nowhere.
struct FigureNetwork {
    typealias Node = (name: String, weight: Double)
    typealias Link = (from: Int, to: Int, weight: Double)

    let nodes: [Node]
    /// The strongest first.
    let links: [Link]

    init(nodes: [Node], links: [Link]) {
        let part = { (weight: Double) in weight.isFinite ? min(max(weight, 0), 1) : 0 }
        self.nodes = nodes.map { ($0.name, part($0.weight)) }
        let real = links.filter { nodes.indices.contains($0.from) && nodes.indices.contains($0.to) && $0.from != $0.to }
            .map { ($0.from, $0.to, part($0.weight)) as Link }
        self.links = real.sorted { ($1.weight, $0.from, $0.to) < ($0.weight, $1.from, $1.to) }
    }

    /// Arrows that begin or end at each node.
    var degrees: [Int] {
        links.reduce(into: Array(repeating: 0, count: nodes.count)) { counts, link in
            counts[link.from] += 1
            counts[link.to] += 1
        }
    }

    /// The strongest arrows with the nodes that they join, those that are joined near each other on the ring.
    func strongest(_ limit: Int) -> FigureNetwork {
        let kept = FigureNetwork(nodes: nodes, links: Array(links.prefix(limit)))
        let order = kept.ring
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        return FigureNetwork(
            nodes: order.map { nodes[$0] },
            links: kept.links.compactMap { link in
                guard let from = places[link.from], let to = places[link.to] else { return nil }
                return (from, to, link.weight)
            }
        )
    }

    /// The nodes that have arrows: each followed by those that it is joined to and that have no place yet, by way of
    /// depth, from the one with the most arrows on.
    private var ring: [Int] {
        let degrees = degrees
        var neighbours = Array(repeating: [Int](), count: nodes.count)
        for link in links {
            neighbours[link.from].append(link.to)
            neighbours[link.to].append(link.from)
        }
        var placed = Array(repeating: false, count: nodes.count)
        var order: [Int] = []
        for start in nodes.indices.filter({ degrees[$0] > 0 }).sorted(by: { (degrees[$1], $0) < (degrees[$0], $1) }) {
            var open = [start]
            while let node = open.popLast() {
                guard !placed[node] else { continue }
                placed[node] = true
                order.append(node)
                open += neighbours[node].reversed().filter { !placed[$0] }
            }
        }
        return order
    }
}
