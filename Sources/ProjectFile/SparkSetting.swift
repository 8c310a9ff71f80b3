/// The Spark cluster on which a workspace runs in place of the DuckDB file beside the project.
package struct SparkSetting: Sendable, Hashable {
    /// `sc://host:port`. It holds no secret: the token is the environment's.
    package var server: Located<String>
    /// The schema that Covey's own tables are kept in. It is made where it is not there.
    package var schema: Located<String>

    package static let defaultSchema = "covey"
    /// The variable of the environment that holds the server's token.
    package static let tokenVariable = "COVEY_SPARK_TOKEN"
}

/// A table or view that others keep, by the parts of its name: catalog, schema and table, or fewer.
package struct TableReference: Sendable, Hashable {
    /// One to three.
    package var parts: [String]

    /// Reads `shop.orders`, with a part in backquotes where it has a dot: ``shop.`orders.2024` ``.
    package init?(_ text: String) {
        var (parts, part, isQuoted) = ([String](), "", false)
        for character in text {
            switch character {
            case "`": isQuoted.toggle()
            case "." where !isQuoted:
                parts.append(part)
                part = ""
            default: part.append(character)
            }
        }
        parts.append(part)
        guard !isQuoted, (1...3).contains(parts.count), !parts.contains(where: \.isEmpty) else { return nil }
        self.parts = parts
    }
}
