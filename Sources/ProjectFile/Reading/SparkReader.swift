import Domain

/// Reads `spark`, and says of the rest of the file what it means or does not mean on a cluster.
struct SparkReader {
    let problems: ProblemCollector

    static let keys = ["server", "schema"]

    func spark(_ tree: YAMLTree?) -> SparkSetting? {
        let what = Bilingual(en: "`spark`", zh: "`spark`")
        guard let tree, let fields = Fields(tree, keys: Self.keys, of: what, problems: problems) else { return nil }
        let server = server(fields.required("server", example: "server: sc://localhost:15002"))
        let schema = problems.parsed(
            fields["schema"],
            allowed: Bilingual(en: "letters from A to Z, digits and `_`", zh: "英文字母、数字和 `_`")
        ) { Self.isName($0) ? $0 : nil }
        return server.map {
            SparkSetting(server: $0, schema: schema ?? Located(SparkSetting.defaultSchema, at: tree.position))
        }
    }

    private func server(_ tree: YAMLTree?) -> Located<String>? {
        guard let text = problems.text(tree) else { return nil }
        guard !Self.isAddress(text.value) else { return text }
        // What stands there may be a secret, so it is not shown.
        problems.report(
            at: text.position,
            Bilingual(en: "this is no address of a cluster", zh: "这不是集群的地址"),
            allowed: Bilingual(
                en: "the address of a Spark Connect server, such as `sc://localhost:15002`, without a token or a user",
                zh: "Spark Connect 服务器的地址，例如 `sc://localhost:15002`，不含令牌和用户"
            )
        )
        return nil
    }

    /// Spark's own catalog takes no other characters in the name of a schema.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || $0.properties.numericType != nil)
            }
    }

    /// A token in a project file would be in every copy of it.
    private static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("sc://") && text.count > "sc://".count && !text.contains { $0.isWhitespace }
            && !text.lowercased().contains("token=") && !text.contains("@")
    }

    /// Reports sources of files on a cluster, and sources of tables without one.
    func check(_ sources: [SourceDefinition], isOnSpark: Bool) {
        for source in sources {
            switch (isOnSpark, source.table) {
            case (true, nil):
                problems.report(
                    at: source.name.position,
                    Bilingual(
                        en: "with `spark`, a source is a table there: `table: shop.orders` in place of `files`",
                        zh: "有 `spark` 时，数据源是其中的表：用 `table: shop.orders` 代替 `files`"
                    )
                )
            case (false, let table?):
                problems.report(
                    at: table.position,
                    Bilingual(
                        en: "`table` names a table of a cluster, and there is no `spark` with its address",
                        zh: "`table` 指集群中的表，但没有写集群地址的 `spark`"
                    )
                )
            case (true, _?), (false, nil): break
            }
        }
    }
}
