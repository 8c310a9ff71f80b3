import Domain
import Foundation

/// Reads the top of a project file.
struct ProjectReader {
    let problems: ProblemCollector
    let path: String

    static let keys = [
        "covey", "title", "language", "timezone", "currency", "as of", "attribution", "sources", "traits", "models",
        "priorities", "segments", "report", "engine", "spark",
    ]

    /// The project; `nil`, with problems reported, where something without a default is missing or wrong.
    func project(from tree: YAMLTree) -> Project? {
        let what = Bilingual(en: "a project file", zh: "项目文件")
        guard !tree.isBlank else {
            problems.report(at: SourcePosition(line: 1, column: 1), YAMLComposer.emptyFile)
            return nil
        }
        guard let fields = Fields(tree, keys: Self.keys, of: what, problems: problems) else { return nil }
        checkVersion(fields)
        let title = problems.bilingual(fields["title"], of: Bilingual(en: "the title", zh: "标题"))
        let language: Located<LanguageChoice>? = problems.word(fields["language"])
        let timeZone = problems.timeZone(fields.required("timezone", example: "timezone: Asia/Shanghai"))
        let currency = problems.currency(fields.required("currency", example: "currency: CNY"))
        let asOf = asOf(fields)
        let attribution = problems.items(fields["attribution"], of: Bilingual(en: "`attribution`", zh: "`attribution`"))
            .compactMap(attribution)
        let sources = sources(fields)
        let traits = TraitReader(problems: problems).traits(fields["traits"])
        let models = ModelReader(problems: problems).models(fields["models"])
        let priorities = PriorityReader(problems: problems, traits: traits, models: models).lists(fields["priorities"])
        let segments = segments(fields)
        let report = ReportReader(problems: problems).report(fields["report"])
        let engine = ReportReader(problems: problems).engine(fields["engine"])
        let sparkReader = SparkReader(problems: problems)
        let spark = sparkReader.spark(fields["spark"])
        sparkReader.check(sources, isOnSpark: fields["spark"] != nil)
        guard let timeZone, let currency else { return nil }
        return Project(
            path: path,
            title: title,
            language: language?.value ?? .automatic,
            timeZone: timeZone,
            currency: currency,
            asOf: asOf,
            attribution: attribution,
            sources: sources,
            traits: traits,
            models: models,
            priorities: priorities,
            segments: segments,
            report: report,
            engine: engine,
            spark: spark
        )
    }

    private func checkVersion(_ fields: Fields) {
        let known = Project.formatVersion
        _ = problems.parsed(
            fields.required("covey", example: "covey: \(known)"),
            allowed: Bilingual(
                en: "`\(known)`, the version of the format that this Covey reads",
                zh: "`\(known)`，即本版 Covey 所读的格式版本"
            )
        ) { $0 == String(known) ? known : nil }
    }

    private func asOf(_ fields: Fields) -> Located<AsOf> {
        let words = ["now", "latest"]
        let written = problems.parsed(
            fields["as of"],
            allowed: Bilingual(
                en: "`now`, `latest`, a day such as `2011-12-10`, or a time with its offset such as "
                    + "`2011-12-09T12:50:00+00:00`",
                zh: "`now`、`latest`、日期（如 `2011-12-10`），或带时区偏移的时间（如 `2011-12-09T12:50:00+00:00`）"
            ),
            nearest: { NearestName.of($0, among: words) },
            AsOf.init
        )
        return written ?? Located(.now, at: fields.position)
    }

    private func attribution(_ tree: YAMLTree) -> Attribution? {
        if tree.text != nil { return problems.text(tree).map { Attribution(text: $0.value, url: nil) } }
        let what = Bilingual(en: "an attribution", zh: "来源说明")
        guard let fields = Fields(tree, keys: ["text", "url"], of: what, problems: problems) else { return nil }
        let text = problems.text(fields.required("text", example: "text: …"))
        let url = problems.parsed(
            fields["url"],
            allowed: Bilingual(
                en: "an address that begins with `https://` or `http://`",
                zh: "以 `https://` 或 `http://` 开头的地址"
            )
        ) { ($0.hasPrefix("https://") || $0.hasPrefix("http://")) && !$0.contains(" ") ? $0 : nil }
        return text.map { Attribution(text: $0.value, url: url?.value) }
    }

    private func sources(_ fields: Fields) -> [SourceDefinition] {
        guard let tree = fields.required("sources", example: "sources: { orders: { kind: orders, … } }") else {
            return []
        }
        var lines: [String: Int] = [:]
        let sources = problems.entries(tree, of: Bilingual(en: "sources", zh: "数据源")).compactMap { pair in
            problems.checkIdentifier(pair.key, of: Bilingual(en: "a source", zh: "数据源"))
            if let line = lines.updateValue(pair.key.position.line, forKey: pair.key.value.lowercased()) {
                problems.report(
                    at: pair.key.position,
                    Bilingual(
                        en: "`\(pair.key.value)` differs only in case from the source in line \(line)",
                        zh: "`\(pair.key.value)` 与第 \(line) 行的数据源只有大小写不同"
                    )
                )
            }
            return SourceReader(problems: problems).source(pair)
        }
        // The events of all sources share a table, and so do the attributes of customers.
        let (attributes, events) = (sources.filter(\.isOfCustomers), sources.filter { !$0.isOfCustomers })
        problems.checkCases(of: attributes.flatMap(\.properties))
        problems.checkCases(of: events.flatMap(\.properties))
        return sources
    }

    private func segments(_ fields: Fields) -> [Located<String>] {
        guard let tree = fields["segments"] else {
            return [Located(Project.defaultSegments, at: fields.position)]
        }
        return problems.texts(tree)
    }
}

extension SourceDefinition {
    fileprivate var isOfCustomers: Bool { kind.value == .customers }

    /// The columns that are no roles.
    fileprivate var properties: [ColumnMapping] {
        columns.filter { if case .property = $0.target.value { true } else { false } }
    }
}
