import Domain

/// Reads one entry under `sources`.
struct SourceReader {
    let problems: ProblemCollector

    static let keys = [
        "kind", "files", "format", "encoding", "delimiter", "quote", "header", "skip lines", "currency", "timezone",
        "columns", "other columns", "event", "events", "clean", "rejects", "table",
    ]

    func source(_ pair: YAMLTree.Pair) -> SourceDefinition? {
        let what = Bilingual(en: "a source", zh: "数据源")
        let owner = pair.key.position
        guard let fields = Fields(pair.value, keys: Self.keys, of: what, owner: owner, problems: problems) else {
            return nil
        }
        let kind: Located<SourceKind>? = problems.word(fields.required("kind", example: "kind: orders"))
        let table = table(fields)
        let files = table == nil ? problems.texts(fields.required("files", example: "files: data/orders.csv")) : []
        let header = problems.flag(fields["header"])
        let columnReader = ColumnReader(
            problems: problems,
            kind: kind?.value,
            hasHeader: header != false,
            isOfTable: table != nil
        )
        let columns = columnReader.columns(fields.required("columns", example: "columns: { order_id: order, … }"))
        var source = SourceDefinition(
            name: pair.key,
            kind: kind ?? Located(.orders, at: owner),
            files: files,
            columns: columns
        )
        source.table = table
        source.header = header
        source.skippedLines = problems.integer(fields["skip lines"], in: 0...1_000)?.value
        readFormat(fields, into: &source)
        source.currency = problems.currency(fields["currency"])
        source.timeZone = problems.timeZone(fields["timezone"])
        source.otherColumns = problems.word(fields["other columns"])?.value ?? .ignore
        readEvents(fields, kind: kind?.value, into: &source)
        source.cleaning = CleaningReader(problems: problems, kind: kind?.value).policy(fields["clean"])
        source.rejects = rejects(fields)
        if let kind { checkRoles(of: source, kind: kind.value, fields) }
        return source
    }

    /// The table that takes the place of files, and what then has no meaning.
    private func table(_ fields: Fields) -> Located<TableReference>? {
        guard fields["table"] != nil else { return nil }
        let reason = Bilingual(en: "the source is a table", zh: "该数据源是一张表")
        let ofFiles = [
            "files", "format", "encoding", "delimiter", "quote", "header", "skip lines", "rejects", "other columns",
        ]
        for key in ofFiles { fields.refuse(key, because: reason) }
        return problems.parsed(
            fields["table"],
            allowed: Bilingual(
                en: "the name of a table, such as `shop.orders` or `catalog.shop.orders`",
                zh: "表名，例如 `shop.orders` 或 `catalog.shop.orders`"
            ),
            TableReference.init
        )
    }

    private func readFormat(_ fields: Fields, into source: inout SourceDefinition) {
        source.format = problems.word(fields["format"])
        let encodings = FileEncoding.allCases.map(\.rawValue)
        source.encoding = problems.parsed(
            fields["encoding"],
            allowed: Wording.choice(of: encodings),
            nearest: { NearestName.of($0, among: encodings) },
            FileEncoding.init(name:)
        )
        source.delimiter =
            problems.parsed(
                fields["delimiter"],
                allowed: Bilingual(en: "one character in quotes, or `tab`", zh: "引号里的一个字符，或 `tab`")
            ) { (text) -> String? in
                if text == "tab" { return "\t" }
                return Self.isMark(text) && text != "\"" ? text : nil
            }?.value
        source.quote =
            problems.parsed(
                fields["quote"],
                allowed: Bilingual(
                    en: "one ASCII character in quotes other than the delimiter, or `none`",
                    zh: "引号里的一个 ASCII 字符（不能是分隔符），或 `none`"
                )
            ) { (text) -> QuoteMark? in
                if text == "none" { return .off }
                // The engine knows no longer ones.
                return Self.isMark(text) && text.utf8.count == 1 && text != source.delimiter ? .character(text) : nil
            }?.value
        guard let format = source.format?.value, !format.isDelimitedText else { return }
        for key in ["delimiter", "quote", "header", "skip lines", "encoding"] {
            fields.refuse(
                key,
                because: Bilingual(
                    en: "the format is `\(format.rawValue)`",
                    zh: "文件格式是 `\(format.rawValue)`"
                )
            )
        }
    }

    /// Whether a text is one code point that cannot end a line. Some that look like one character are several, and more
    /// than the engine takes.
    private static func isMark(_ text: String) -> Bool {
        text.unicodeScalars.count == 1 && !["\n", "\r", "\0"].contains(text)
    }

    private func readEvents(_ fields: Fields, kind: SourceKind?, into source: inout SourceDefinition) {
        source.event = problems.text(fields["event"])
        if let kind, kind != .events {
            fields.refuse("event", because: Bilingual(en: "the kind is not `events`", zh: "种类不是 `events`"))
        }
        if let kind, kind != .orders {
            fields.refuse("events", because: Bilingual(en: "the kind is not `orders`", zh: "种类不是 `orders`"))
        }
        let what = Bilingual(en: "`events`", zh: "`events`")
        guard let tree = fields["events"],
            let names = Fields(tree, keys: ["completed", "returned", "bought"], of: what, problems: problems)
        else { return }
        source.events = OrderEventNames(
            completed: problems.text(names["completed"])?.value ?? source.events.completed,
            returned: problems.text(names["returned"])?.value ?? source.events.returned,
            bought: problems.text(names["bought"])?.value ?? source.events.bought
        )
        if Set([source.events.completed, source.events.returned, source.events.bought]).count < 3 {
            problems.report(
                at: tree.position,
                Bilingual(en: "the three events need different names", zh: "三个事件的名称必须不同")
            )
        }
    }

    private func rejects(_ fields: Fields) -> RejectLimit {
        problems.parsed(
            fields["rejects"],
            allowed: Bilingual(verbatim: Wording.choice(of: ["at most 5%"]).english)
                + Bilingual(en: " or `at most 100 rows`", zh: " 或 `at most 100 rows`"),
            RejectLimit.init
        )?.value ?? .standard
    }

    /// Reports the roles that the source's kind needs and no column has.
    private func checkRoles(of source: SourceDefinition, kind: SourceKind, _ fields: Fields) {
        guard let position = fields.keyPosition("columns"), fields["columns"] != nil else { return }
        var missing: [Role] = []
        func need(_ role: Role) {
            if source.column(of: role) == nil { missing.append(role) }
        }
        need(.customer)
        if kind != .customers { need(.time) }
        if kind == .orders, source.column(of: .amount) == nil {
            let found = [Role.quantity, .price].filter { source.column(of: $0) != nil }
            if found.isEmpty { missing.append(.amount) } else { [Role.quantity, .price].forEach(need) }
        }
        if kind == .events, source.event == nil { need(.event) }
        if kind == .events, source.event != nil, let column = source.column(of: .event) {
            problems.report(
                at: column.target.position,
                Bilingual(
                    en: "the event's name comes from `event:` or from a column, not from both",
                    zh: "事件名称来自 `event:` 或某一列，不能两者都有"
                )
            )
        }
        for role in missing { report(missing: role, of: kind, in: source, at: position) }
    }

    private func report(
        missing role: Role,
        of kind: SourceKind,
        in source: SourceDefinition,
        at position: SourcePosition
    ) {
        let alternative =
            switch role {
            case .amount: Bilingual(en: " (or `quantity` and `price`)", zh: "（或者 `quantity` 和 `price`）")
            case .event: Bilingual(en: " (or `event: NAME` beside `columns`)", zh: "（或者在 `columns` 旁边写 `event: 名称`）")
            default: Bilingual(verbatim: "")
            }
        let properties = source.columns.map(\.target.value.name)
        let slip = properties.first { NearestName.of($0, among: [role.rawValue]) != nil }
        let text =
            Bilingual(
                en: "no column is the `\(role.rawValue)`, which `kind: \(kind.rawValue)` needs",
                zh: "没有一列是 `\(role.rawValue)`，而 `kind: \(kind.rawValue)` 需要它"
            ) + alternative
        guard let slip else {
            problems.report(at: position, text)
            return
        }
        let column = source.columns.first { $0.target.value.name == slip }
        problems.report(
            at: column?.target.position ?? position,
            text + Bilingual(en: "; a column is called `\(slip)`", zh: "；有一列叫 `\(slip)`"),
            nearest: role.rawValue
        )
    }
}
