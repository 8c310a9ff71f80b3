/// Says whether a text is one of a grammar's, and by which of its parts.
///
/// It knows nothing of tokens or characters: it asks where the terminal, the special sequence or the token that begins at
/// a place ends.
struct EBNFRecognizer {
    let grammar: [String: EBNF]
    /// Where a terminal, a special sequence, or a name that has no production ends.
    let leaf: (EBNF, Int) -> Int?

    private struct Place: Hashable {
        var production: String
        var from: Int
    }

    private var known: [Place: Set<Int>] = [:]

    init(_ grammar: [String: EBNF], leaf: @escaping (EBNF, Int) -> Int?) {
        self.grammar = grammar
        self.leaf = leaf
    }

    /// The places where a text of `rule` that begins at `from` may end.
    mutating func ends(of rule: EBNF, from: Int) -> Set<Int> {
        switch rule {
        case .terminal, .special: return leaf(rule, from).map { [$0] } ?? []
        case .name(let name):
            guard let production = grammar[name] else { return leaf(rule, from).map { [$0] } ?? [] }
            let place = Place(production: name, from: from)
            if let ends = known[place] { return ends }
            let ends = ends(of: production, from: from)
            known[place] = ends
            return ends
        case .sequence(let members):
            var places: Set<Int> = [from]
            for member in members {
                var next: Set<Int> = []
                for place in places { next.formUnion(ends(of: member, from: place)) }
                places = next
            }
            return places
        case .choice(let members):
            var places: Set<Int> = []
            for member in members { places.formUnion(ends(of: member, from: from)) }
            return places
        case .optional(let part): return ends(of: part, from: from).union([from])
        case .many(let part):
            var (places, waiting): (Set<Int>, [Int]) = ([from], [from])
            while let place = waiting.popLast() {
                for end in ends(of: part, from: place) where places.insert(end).inserted { waiting.append(end) }
            }
            return places
        }
    }

    /// One way to read `from..<to` as the production: the productions used, and the parts used that could be left out.
    mutating func derivation(of production: String, from: Int, to: Int) -> Derivation? {
        var derivation = Derivation()
        let rule = EBNF.name(production)
        guard ends(of: rule, from: from).contains(to) else { return nil }
        derive(rule, in: production, path: "", from: from, to: to, &derivation)
        return derivation
    }

    private mutating func derive(
        _ rule: EBNF,
        in production: String,
        path: String,
        from: Int,
        to: Int,
        _ derivation: inout Derivation
    ) {
        func use(_ part: EBNF, _ path: String) {
            derivation.sites.insert(EBNF.Site(production: production, path: path, part: part))
        }
        switch rule {
        case .terminal, .special: break
        case .name(let name):
            guard let inner = grammar[name] else { return }
            derivation.productions.insert(name)
            derive(inner, in: name, path: "", from: from, to: to, &derivation)
        case .sequence(let members):
            derive(members[...], in: production, path: path, from: from, to: to, &derivation)
        case .choice(let members):
            for (number, member) in members.enumerated() where ends(of: member, from: from).contains(to) {
                use(member, "\(path)|\(number)")
                return derive(member, in: production, path: "\(path)|\(number)", from: from, to: to, &derivation)
            }
        case .optional(let part):
            guard from != to else { return }
            use(part, path + "?")
            derive(part, in: production, path: path + "?", from: from, to: to, &derivation)
        case .many(let part):
            var place = from
            while place != to {
                use(part, path + "?")
                let steps = ends(of: part, from: place).sorted()
                guard let step = steps.first(where: { $0 > place && ends(of: rule, from: $0).contains(to) }) else {
                    return
                }
                derive(part, in: production, path: path + "?", from: place, to: step, &derivation)
                place = step
            }
        }
    }

    /// The members of a sequence, each with its share.
    private mutating func derive(
        _ members: ArraySlice<EBNF>,
        in production: String,
        path: String,
        from: Int,
        to: Int,
        _ derivation: inout Derivation
    ) {
        guard let member = members.first else { return }
        let rest = members.dropFirst()
        for end in ends(of: member, from: from).sorted()
        where ends(of: .sequence(Array(rest)), from: end).contains(to) {
            derive(member, in: production, path: "\(path).\(members.startIndex)", from: from, to: end, &derivation)
            return derive(rest, in: production, path: path, from: end, to: to, &derivation)
        }
    }
}

/// How a text was read.
struct Derivation {
    var productions: Set<String> = []
    var sites: Set<EBNF.Site> = []

    mutating func formUnion(_ other: Derivation) {
        productions.formUnion(other.productions)
        sites.formUnion(other.sites)
    }
}
