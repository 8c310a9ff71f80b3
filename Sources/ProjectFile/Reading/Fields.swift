import Domain

/// A group of known keys being read: unknown ones are reported when it is made, missing ones when they are asked for.
struct Fields {
    let problems: ProblemCollector
    /// Where the group is named: the key above it.
    let position: SourcePosition
    private let pairs: [String: YAMLTree.Pair]

    /// `nil`, with a problem reported, where the tree is no group of keys.
    ///
    /// - Parameters:
    ///   - tree: The group.
    ///   - keys: The keys that it may hold.
    ///   - what: How a message calls the group, such as "a source".
    ///   - owner: The key above the group; the group's own place where there is none.
    ///   - problems: Where problems go.
    init?(
        _ tree: YAMLTree,
        keys: [String],
        of what: Bilingual,
        owner: SourcePosition? = nil,
        problems: ProblemCollector
    ) {
        guard case .map(let pairs) = tree.content else {
            problems.report(
                at: tree.isBlank ? owner ?? tree.position : tree.position,
                Bilingual(en: "\(what.english) must be a group of keys", zh: "\(what.chinese)必须是一组键")
                    + (tree.isBlank
                        ? Bilingual(en: ", and there are none", zh: "，这里一个也没有")
                        : Bilingual(en: ", not \(tree.found.english)", zh: "，而不是\(tree.found.chinese)")),
                allowed: Wording.list(of: keys)
            )
            return nil
        }
        self.problems = problems
        position = owner ?? tree.position
        self.pairs = Dictionary(pairs.map { ($0.key.value, $0) }) { first, _ in first }
        for pair in pairs where !keys.contains(pair.key.value) {
            problems.report(
                at: pair.key.position,
                Bilingual(
                    en: "\(Wording.found(pair.key.value)) is no key of \(what.english)",
                    zh: "\(what.chinese)里没有 \(Wording.found(pair.key.value)) 这个键"
                ),
                allowed: Wording.list(of: keys),
                nearest: NearestName.of(pair.key.value, among: keys)
            )
        }
    }

    /// The value under a key; `nil` where the key is missing or says nothing.
    subscript(key: String) -> YAMLTree? {
        guard let value = pairs[key]?.value, !value.isBlank else { return nil }
        return value
    }

    /// Where a key stands.
    func keyPosition(_ key: String) -> SourcePosition? {
        pairs[key]?.key.position
    }

    /// The value under a key that must be there; its absence is reported with an example of what to write.
    func required(_ key: String, example: String) -> YAMLTree? {
        if let value = self[key] { return value }
        let shown = Bilingual(verbatim: "`\(example)`")
        if let position = keyPosition(key) {
            problems.report(
                at: position,
                Bilingual(en: "`\(key)` has no value", zh: "`\(key)` 没有值"),
                allowed: shown
            )
        } else {
            problems.report(
                at: position,
                Bilingual(en: "the key `\(key)` is missing", zh: "缺少键 `\(key)`"),
                allowed: shown
            )
        }
        return nil
    }

    /// Reports a key that has no meaning here.
    func refuse(_ key: String, because reason: Bilingual) {
        guard let position = keyPosition(key) else { return }
        problems.report(
            at: position,
            Bilingual(en: "`\(key)` has no meaning here: ", zh: "`\(key)` 在这里没有意义：") + reason
        )
    }
}
