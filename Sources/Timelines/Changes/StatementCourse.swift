/// How one statement goes for one customer through a stretch of time.
struct StatementCourse {
    /// Whether it holds at the beginning.
    var initial: Bool
    /// The instants at which it turns, in order.
    var turns: [Int64]

    /// - Complexity: O(turns).
    func holds(at instant: Int64) -> Bool {
        var holds = initial
        for turn in turns {
            guard turn <= instant else { break }
            holds.toggle()
        }
        return holds
    }

    /// - Parameters:
    ///   - candidates: every instant at which it may turn, in order.
    init(initial: Bool, candidates: some Sequence<Int64>, _ holds: (Int64) throws -> Bool) rethrows {
        self.initial = initial
        turns = []
        var current = initial
        for candidate in candidates {
            guard try holds(candidate) != current else { continue }
            current.toggle()
            turns.append(candidate)
        }
    }
}
