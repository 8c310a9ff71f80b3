import Domain

/// Reads `names` of an RFM model: `default`, or a list of names with the scores they hold.
struct RFMNameReader {
    let problems: ProblemCollector
    let bins: Int

    func names(_ tree: YAMLTree?) -> RFMSetting.Names {
        guard let tree else { return .standard }
        guard case .list(let items) = tree.content else {
            _ = problems.parsed(
                tree,
                allowed: Bilingual(
                    en: "`default`, or a list of `{ name: Champions, r: 4..5, f: 4..5, m: 4..5 }`",
                    zh: "`default`，或 `{ name: 冠军, r: 4..5, f: 4..5, m: 4..5 }` 的列表"
                ),
                nearest: { NearestName.of($0, among: ["default"]) }
            ) { $0 == "default" ? true : nil }
            return .standard
        }
        let names = items.compactMap(name)
        if items.isEmpty {
            problems.report(at: tree.position, Bilingual(en: "the list is empty", zh: "列表是空的"))
        }
        var lines: [String: Int] = [:]
        for name in names {
            guard let line = lines.updateValue(name.name.position.line, forKey: name.name.value) else { continue }
            let text = Wording.found(name.name.value)
            problems.report(
                at: name.name.position,
                Bilingual(en: "\(text) is already named in line \(line)", zh: "\(text) 在第 \(line) 行已经命名过")
            )
        }
        return .listed(names)
    }

    private func name(_ tree: YAMLTree) -> RFMName? {
        let what = Bilingual(en: "an RFM name", zh: "RFM 名称")
        guard let fields = Fields(tree, keys: ["name", "title", "r", "f", "m"], of: what, problems: problems) else {
            return nil
        }
        let name = problems.text(fields.required("name", example: "name: Champions"))
        let title = problems.bilingual(fields["title"], of: Bilingual(en: "the title", zh: "标题"))
        let (recency, frequency, monetary) = (scores(fields["r"]), scores(fields["f"]), scores(fields["m"]))
        return name.map {
            RFMName(name: $0, title: title, recency: recency, frequency: frequency, monetary: monetary)
        }
    }

    /// `4..5`, `5`, or every score where nothing is said.
    private func scores(_ tree: YAMLTree?) -> ClosedRange<Int> {
        let all = 1...bins
        let allowed = Bilingual(
            en: "a score from 1 to \(bins), or a range such as `\(max(1, bins - 1))..\(bins)`",
            zh: "1 到 \(bins) 的分数，或范围，例如 `\(max(1, bins - 1))..\(bins)`"
        )
        return problems.parsed(tree, allowed: allowed) { text in
            let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { Int(String($0).trimmed) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last,
                all.contains(first), all.contains(last)
            else { return nil }
            return first...last
        }?.value ?? all
    }
}
