/// A pattern as an automaton, after K. Thompson, "Regular Expression Search Algorithm" (1968): all states that can be
/// reached are followed at once, so a search takes time in proportion to text × states, whatever the pattern.
struct PatternProgram: Sendable {
    private enum State: Sendable {
        /// Takes one scalar and goes on to the next state.
        case scalar(ScalarSet)
        case start
        case end
        /// Goes on to both.
        case fork(Int, Int)
        case jump(Int)
        case match
    }

    private var states: [State] = []

    init(_ tree: PatternTree) {
        add(tree)
        states.append(.match)
    }

    // MARK: Building

    private mutating func add(_ tree: PatternTree) {
        switch tree {
        case .scalars(let set): states.append(.scalar(set))
        case .start: states.append(.start)
        case .end: states.append(.end)
        case .sequence(let members): members.forEach { add($0) }
        case .choice(let members): addChoice(members[...])
        case .repeated(let member, let low, let high): addRepetition(member, low, high)
        }
    }

    private mutating func addChoice(_ members: ArraySlice<PatternTree>) {
        var jumps: [Int] = []
        for member in members.dropLast() {
            let fork = states.count
            states.append(.match)
            add(member)
            jumps.append(states.count)
            states.append(.match)
            states[fork] = .fork(fork + 1, states.count)
        }
        if let last = members.last { add(last) }
        for jump in jumps { states[jump] = .jump(states.count) }
    }

    private mutating func addRepetition(_ member: PatternTree, _ low: Int, _ high: Int?) {
        for _ in 0..<low { add(member) }
        guard let high else {
            let fork = states.count
            states.append(.match)
            add(member)
            states.append(.jump(fork))
            states[fork] = .fork(fork + 1, states.count)
            return
        }
        var forks: [Int] = []
        for _ in low..<high {
            forks.append(states.count)
            states.append(.match)
            add(member)
        }
        for fork in forks { states[fork] = .fork(fork + 1, states.count) }
    }

    // MARK: Matching

    /// Whether the pattern matches any part of the text.
    func matches(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        var search = Search(states: states.count)
        var isStart = true
        var index = scalars.startIndex
        while true {
            let isEnd = index == scalars.endIndex
            // A match may begin at any place.
            if follow(0, &search, isStart: isStart, isEnd: isEnd) { return true }
            guard !isEnd else { return false }
            let scalar = scalars[index]
            index = scalars.index(after: index)
            isStart = false
            search.goOn()
            for state in search.left {
                guard case .scalar(let set) = states[state], set.contains(scalar) else { continue }
                if follow(state + 1, &search, isStart: false, isEnd: index == scalars.endIndex) { return true }
            }
        }
    }

    /// Adds a state and all that it leads to without a scalar; true where that is a match.
    private func follow(_ first: Int, _ search: inout Search, isStart: Bool, isEnd: Bool) -> Bool {
        search.waiting = [first]
        while let state = search.waiting.popLast() {
            guard search.visit(state) else { continue }
            switch states[state] {
            case .scalar: search.reach(state)
            case .start: if isStart { search.waiting.append(state + 1) }
            case .end: if isEnd { search.waiting.append(state + 1) }
            case .jump(let next): search.waiting.append(next)
            case .fork(let one, let other): search.waiting += [other, one]
            case .match: return true
            }
        }
        return false
    }

    /// The states that one place of the text has reached.
    private struct Search {
        /// Those that wait for a scalar, here and at the place before.
        private(set) var reached: [Int] = []
        private(set) var left: [Int] = []
        var waiting: [Int] = []
        /// The round in which each state was visited last.
        private var visited: [Int]
        private var round = 1

        init(states: Int) {
            visited = Array(repeating: 0, count: states)
        }

        /// False where the state was visited in this round already.
        mutating func visit(_ state: Int) -> Bool {
            guard visited[state] != round else { return false }
            visited[state] = round
            return true
        }

        mutating func reach(_ state: Int) {
            reached.append(state)
        }

        mutating func goOn() {
            swap(&reached, &left)
            reached.removeAll(keepingCapacity: true)
            round += 1
        }
    }
}

extension Pattern {
    /// A function that says whether the pattern matches any part of a text.
    ///
    /// The text is compared in Unicode NFC, in lower case first where case is ignored.
    package func test(ignoringCase: Bool) -> @Sendable (String) -> Bool {
        let program = PatternProgram(tree)
        return { text in program.matches(TextForm.normalised(text, ignoringCase: ignoringCase)) }
    }
}
