import Domain

/// Reads `report` and `engine`.
struct ReportReader {
    let problems: ProblemCollector

    static let reportKeys = ["file", "title", "language", "retention", "segments", "tables"]
    static let engineKeys = ["memory", "threads", "library"]

    func report(_ tree: YAMLTree?) -> ReportSettings {
        let what = Bilingual(en: "`report`", zh: "`report`")
        guard let tree, let fields = Fields(tree, keys: Self.reportKeys, of: what, problems: problems) else {
            return .standard
        }
        var settings = ReportSettings.standard
        settings.file = problems.text(fields["file"])
        settings.title = problems.bilingual(fields["title"], of: Bilingual(en: "the title", zh: "标题"))
        settings.language = problems.word(fields["language"])?.value
        settings.retention = problems.word(fields["retention"])?.value ?? .month
        settings.segments = segments(fields["segments"])
        settings.tables = problems.text(fields["tables"])
        return settings
    }

    /// `all`, or names of segments.
    private func segments(_ tree: YAMLTree?) -> ReportSettings.Segments {
        guard let tree else { return .all }
        guard case .list = tree.content else {
            guard let name = problems.text(tree) else { return .all }
            return name.value == "all" && tree.isPlain ? .all : .named([name])
        }
        return .named(problems.texts(tree))
    }

    func engine(_ tree: YAMLTree?) -> EngineSettings {
        let what = Bilingual(en: "`engine`", zh: "`engine`")
        guard let tree, let fields = Fields(tree, keys: Self.engineKeys, of: what, problems: problems) else {
            return EngineSettings()
        }
        let memory = problems.parsed(
            fields["memory"],
            allowed: Bilingual(en: "a size such as `1 GB` or `512 MB`", zh: "大小，例如 `1 GB` 或 `512 MB`"),
            ByteSize.init
        )
        return EngineSettings(
            memory: memory?.value,
            threads: problems.integer(fields["threads"], in: 1...1_024)?.value,
            library: problems.text(fields["library"])
        )
    }
}
