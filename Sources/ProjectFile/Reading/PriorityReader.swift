import Domain

/// Reads the entries under `priorities`.
struct PriorityReader {
    let problems: ProblemCollector
    /// The traits and models that the file names: their traits cannot be a list's too.
    let traits: [TraitSetting]
    let models: [ModelSetting]

    static let keys = ["title", "segments", "otherwise"]
    /// Columns that the table of traits has besides.
    private static let reserved = ["customer", Project.listTrait]

    func lists(_ tree: YAMLTree?) -> [PriorityList] {
        problems.entries(tree, of: Bilingual(en: "priorities", zh: "优先级列表")).compactMap(list)
    }

    private func list(_ pair: YAMLTree.Pair) -> PriorityList? {
        checkName(pair.key)
        let what = Bilingual(en: "a priority list", zh: "优先级列表")
        let owner = pair.key.position
        guard let fields = Fields(pair.value, keys: Self.keys, of: what, owner: owner, problems: problems) else {
            return nil
        }
        let title = problems.bilingual(fields["title"], of: Bilingual(en: "the title", zh: "标题"))
        let otherwise = problems.text(fields["otherwise"])
        guard let tree = fields.required("segments", example: "segments: [champions, regulars]") else { return nil }
        let segments = problems.texts(tree)
        checkRepeats(segments)
        if segments.count > PriorityList.largestCount { reportLength(segments) }
        if let otherwise, segments.contains(where: { $0.value == otherwise.value }) { reportClash(otherwise) }
        return PriorityList(
            name: pair.key,
            title: title,
            segments: segments,
            otherwise: otherwise?.value ?? PriorityList.defaultOtherwise
        )
    }

    private func checkName(_ name: Located<String>) {
        let isTaken =
            traits.contains { $0.name.value == name.value } || Self.reserved.contains(name.value)
            || models.contains { name.value.hasPrefix($0.name.value + ".") }
        guard isTaken else { return }
        problems.report(
            at: name.position,
            Bilingual(
                en: "\(Wording.found(name.value)) is the name of a trait already; a priority list makes one of its own",
                zh: "\(Wording.found(name.value)) 已是特征名；优先级列表会生成与其同名的特征"
            )
        )
    }

    private func checkRepeats(_ segments: [Located<String>]) {
        var lines: [String: SourcePosition] = [:]
        for segment in segments {
            guard let first = lines.updateValue(segment.position, forKey: segment.value) else { continue }
            problems.report(
                at: segment.position,
                Bilingual(
                    en: "\(Wording.found(segment.value)) stands in the list already, at \(first.line):\(first.column)",
                    zh: "\(Wording.found(segment.value)) 已在列表中（\(first.line):\(first.column)）"
                )
            )
        }
    }

    private func reportLength(_ segments: [Located<String>]) {
        problems.report(
            at: segments[PriorityList.largestCount].position,
            Bilingual(
                en: "a priority list has at most \(PriorityList.largestCount) segments, not \(segments.count)",
                zh: "优先级列表最多 \(PriorityList.largestCount) 个人群，这里有 \(segments.count) 个"
            )
        )
    }

    private func reportClash(_ otherwise: Located<String>) {
        problems.report(
            at: otherwise.position,
            Bilingual(
                en: "\(Wording.found(otherwise.value)) is a segment of the list; customers in none need another name",
                zh: "\(Wording.found(otherwise.value)) 是列表中的人群；不属于任何人群的客户需用另一个名称"
            )
        )
    }
}
