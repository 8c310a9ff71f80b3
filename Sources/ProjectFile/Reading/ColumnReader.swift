import Domain

/// Reads the mappings under `columns`.
struct ColumnReader {
    let problems: ProblemCollector
    /// `nil` where the kind itself is missing or wrong; every role is then known.
    let kind: SourceKind?
    let hasHeader: Bool
    /// Whether the columns are a table's, which have types and no texts to read.
    var isOfTable = false

    static let keys = ["as", "type", "format", "formats", "decimal", "separator", "clean"]

    func columns(_ tree: YAMLTree?) -> [ColumnMapping] {
        let pairs = problems.entries(tree, of: Bilingual(en: "columns", zh: "列"))
        if let tree, case .map = tree.content, pairs.isEmpty {
            problems.report(at: tree.position, Bilingual(en: "no column is named", zh: "一列也没有写"))
        }
        var lines: [ColumnTarget: Int] = [:]
        return pairs.compactMap { pair in
            checkNumber(pair.key)
            guard let column = column(pair) else { return nil }
            if let line = lines[column.target.value] {
                let name = Wording.found(column.target.value.name)
                problems.report(
                    at: column.target.position,
                    Bilingual(
                        en: "\(name) is already the column of line \(line)",
                        zh: "\(name) 已经是第 \(line) 行的列"
                    )
                )
            } else {
                lines[column.target.value] = column.target.position.line
            }
            return column
        }
    }

    private func checkNumber(_ key: Located<String>) {
        guard !hasHeader, Int(key.value).map({ $0 >= 1 }) != true else { return }
        problems.report(
            at: key.position,
            Bilingual(
                en: "without a header, columns are named by number, not \(Wording.found(key.value))",
                zh: "没有表头时，列用序号表示，而不是 \(Wording.found(key.value))"
            ),
            allowed: Bilingual(en: "`1`, `2`, …", zh: "`1`、`2`……")
        )
    }

    private func column(_ pair: YAMLTree.Pair) -> ColumnMapping? {
        if pair.value.text != nil, !pair.value.isBlank {
            return target(pair.value).map { ColumnMapping(column: pair.key, target: $0) }
        }
        let what = Bilingual(en: "a column", zh: "列")
        let owner = pair.key.position
        guard let fields = Fields(pair.value, keys: Self.keys, of: what, owner: owner, problems: problems) else {
            return nil
        }
        let written = target(fields.required("as", example: "as: product_name"))
        var column = ColumnMapping(column: pair.key, target: written ?? Located(.property(""), at: owner))
        column.type = problems.word(fields["type"])
        column.decimal = problems.word(fields["decimal"])?.value
        column.formats = formats(fields)
        column.separator =
            problems.parsed(fields["separator"], allowed: Bilingual(en: "one character in quotes", zh: "引号里的一个字符")) {
                (text) -> String? in text.count == 1 ? text : nil
            }?.value ?? ColumnMapping.defaultSeparator
        column.cleaners = CleaningReader(problems: problems, kind: kind).cleaners(fields["clean"])
        guard written != nil else { return nil }
        checkType(of: column)
        checkKeys(of: column, fields)
        return column
    }

    private func target(_ tree: YAMLTree?) -> Located<ColumnTarget>? {
        guard let name = problems.text(tree) else { return nil }
        let isName =
            !name.value.contains { $0.isNewline || $0 == "\"" || $0 == "`" } && name.value == name.value.trimmed
        guard isName, name.value.count <= 100 else {
            problems.report(
                at: name.position,
                Bilingual(
                    en: "\(Wording.found(name.value)) cannot name a property",
                    zh: "\(Wording.found(name.value)) 不能用作属性名"
                ),
                allowed: Bilingual(
                    en: "at most 100 characters on one line, without quotes and without spaces at the ends",
                    zh: "一行之内最多 100 个字符，不含引号，两端没有空格"
                )
            )
            return nil
        }
        let roles = kind?.roles ?? Role.allCases
        guard let role = Role(rawValue: name.value), roles.contains(role) else {
            problems.checkProperty(name, of: kind)
            return name.map(ColumnTarget.property)
        }
        return name.map { _ in .role(role) }
    }

    private func checkType(of column: ColumnMapping) {
        guard case .role(let role) = column.target.value, let type = column.type, !role.types.contains(type.value)
        else {
            return
        }
        problems.report(
            at: type.position,
            Bilingual(
                en: "the `\(role.rawValue)` cannot be of type `\(type.value.rawValue)`",
                zh: "`\(role.rawValue)` 不能是 `\(type.value.rawValue)` 类型"
            ),
            allowed: Wording.choice(of: role.types.map(\.rawValue))
        )
    }

    /// Reports keys that say how to read another type than the column has.
    private func checkKeys(of column: ColumnMapping, _ fields: Fields) {
        if isOfTable {
            for key in ["format", "formats", "decimal", "separator", "clean"] {
                fields.refuse(key, because: Bilingual(en: "a table's columns have types", zh: "表的列本身有类型"))
            }
            return
        }
        guard let type = column.valueType else { return }
        let reason = Bilingual(en: "the type is `\(type.rawValue)`", zh: "类型是 `\(type.rawValue)`")
        if type != .date, type != .instant {
            fields.refuse("format", because: reason)
            fields.refuse("formats", because: reason)
        }
        if !type.isNumeric { fields.refuse("decimal", because: reason) }
        if type != .list { fields.refuse("separator", because: reason) }
    }

    private func formats(_ fields: Fields) -> [Located<TimeFormat>] {
        if fields["format"] != nil, let second = fields.keyPosition("formats") {
            problems.report(
                at: second,
                Bilingual(en: "`format` and `formats` mean the same; write one", zh: "`format` 和 `formats` 意思相同；请只写一个")
            )
        }
        return problems.texts(fields["format"] ?? fields["formats"]).compactMap { text in
            guard text.value != "excel" else { return text.map { _ in .excel } }
            switch TimePattern.parse(text.value) {
            case .success(let pattern): return text.map { _ in .pattern(pattern) }
            case .failure(let error):
                problems.report(
                    at: SourcePosition(line: text.position.line, column: text.position.column + error.offset),
                    error.statement,
                    allowed: Self.allowedFormats,
                    nearest: error.nearest
                )
                return nil
            }
        }
    }

    private static let allowedFormats = Bilingual(
        en: "`excel`, or a pattern of `yyyy` `MM` `M` `dd` `d` `HH` `H` `hh` `h` `a` `mm` `ss` `SSS` `XXX` `XX` "
            + "such as `yyyy-MM-dd HH:mm:ss`",
        zh: "`excel`，或由 `yyyy` `MM` `M` `dd` `d` `HH` `H` `hh` `h` `a` `mm` `ss` `SSS` `XXX` `XX` 组成的格式，"
            + "例如 `yyyy-MM-dd HH:mm:ss`"
    )
}
