import Domain

/// Lays timelines over one another: of a customer whom several hold, the last of them counts.
struct TimelineMerge {
    /// Where a customer comes from.
    struct Origin {
        /// Among the sources.
        var source: Int
        var place: Int
    }

    /// The lowest first.
    private let sources: [Timelines]
    private let copiers: [CustomerCopier]
    /// The next customer of each source.
    private var heads: [Int]

    init(_ sources: [Timelines], into builder: TimelineBuilder) {
        self.sources = sources
        copiers = sources.map { CustomerCopier($0, to: builder, isWhole: true) }
        heads = Array(repeating: 0, count: sources.count)
    }

    /// Copies the next customers, in the order of their identifiers.
    ///
    /// - Parameters:
    ///   - most: how many customers.
    ///   - each: told of every customer.
    /// - Returns: whether there are more.
    /// - Complexity: O(sources) for each customer, and O(1) for each event.
    mutating func copy(_ most: Int, _ each: (Origin) -> Void = { _ in }) throws(TimelineError) -> Bool {
        for _ in 0..<most {
            guard let origin = next() else { return false }
            try copiers[origin.source].copy(origin.place)
            each(origin)
        }
        return true
    }

    private mutating func next() -> Origin? {
        var best: Int?
        var ties: [Int] = []
        for source in sources.indices where heads[source] < sources[source].customerCount {
            guard let known = best else {
                best = source
                continue
            }
            switch sources[source].ids.order(heads[source], sources[known].ids, heads[known]) {
            case ..<0: (best, ties) = (source, [])
            case 0:
                ties.append(known)
                best = source
            default: break
            }
        }
        guard let best else { return nil }
        for tie in ties { heads[tie] += 1 }
        heads[best] += 1
        return Origin(source: best, place: heads[best] - 1)
    }
}

extension TextColumnView {
    /// Negative where a text comes before another one by its UTF-8, 0 where they are equal.
    func order(_ row: Int, _ other: TextColumnView, _ otherRow: Int) -> Int {
        let (left, right) = (utf8(row), other.utf8(otherRow))
        let shared = min(left.count, right.count)
        for place in 0..<shared where left[place] != right[place] { return Int(left[place]) - Int(right[place]) }
        return left.count - right.count
    }
}
