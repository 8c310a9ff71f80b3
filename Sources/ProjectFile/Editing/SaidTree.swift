/// What a piece of YAML says, without where and how it is written.
indirect enum SaidTree: Equatable {
    case text(String)
    case list([SaidTree])
    case map([Pair])

    struct Pair: Equatable {
        var key: String
        var value: SaidTree
    }
}

extension YAMLTree {
    var said: SaidTree {
        switch content {
        case .text(let text): isBlank ? .text("") : .text(text)
        case .list(let trees): .list(trees.map(\.said))
        case .map(let pairs): .map(pairs.map { SaidTree.Pair(key: $0.key.value, value: $0.value.said) })
        }
    }

    /// Without some entries of some sections, and without those sections where nothing is left of them.
    func without(_ added: [String: Set<String>]) -> SaidTree {
        guard case .map(let pairs) = content else { return said }
        return .map(
            pairs.compactMap { pair in
                guard let names = added[pair.key.value] else {
                    return SaidTree.Pair(key: pair.key.value, value: pair.value.said)
                }
                guard case .map(let entries) = pair.value.content else {
                    return pair.value.isBlank ? nil : SaidTree.Pair(key: pair.key.value, value: pair.value.said)
                }
                let rest = entries.filter { !names.contains($0.key.value) }
                guard !rest.isEmpty else { return nil }
                let said = rest.map { SaidTree.Pair(key: $0.key.value, value: $0.value.said) }
                return SaidTree.Pair(key: pair.key.value, value: .map(said))
            }
        )
    }
}
