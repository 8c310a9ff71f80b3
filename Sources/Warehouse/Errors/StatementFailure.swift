import Domain

/// A statement that failed: the engine's message, and the statement itself.
///
/// The properties hold everything, for a program. The texts for people show the SQL in short, where it may be to blame,
/// and the first arguments by type and size only (`?1 = text of 11 characters`), because an argument may be personal data; where the engine's message
/// quotes a text argument, the quotation is replaced. A message can still quote *stored* rows (a duplicate key, a value
/// that a cast refused): show ``kind`` instead to people who may not see the data.
package struct StatementFailure: Sendable, Hashable {
    /// The engine's message, whole.
    package var message: String
    /// The SQL, whole. For an ingest, a description of it.
    package var sql: String
    package var arguments: [Argument]

    package init(message: String, sql: String, arguments: [Argument] = []) {
        self.message = message
        self.sql = sql
        self.arguments = arguments
    }

    /// Whether the engine says that there is no such table.
    package var saysNoSuchTable: Bool { message.contains("TABLE_OR_VIEW_NOT_FOUND") }

    /// The engine's own name for the failure, such as `Catalog Error`; empty where its message begins with none.
    package var kind: String {
        let prefix = message.prefix { $0 != ":" && $0 != "\n" }
        return prefix.hasSuffix("Error") ? String(prefix) : ""
    }
}

extension StatementFailure {
    /// Longer SQL is cut in texts; the property has all of it.
    private static let shownLength = 600
    private static let shownEnd = 150
    private static let shownArguments = 5

    /// What the engine said, alone.
    var messageText: Bilingual { Bilingual(verbatim: maskedMessage) }

    /// Message, SQL and masked arguments on lines of their own.
    var text: Bilingual {
        var text = messageText + Bilingual(en: "\nSQL: ", zh: "\nSQL：") + shortSQL
        for (index, argument) in arguments.prefix(Self.shownArguments).enumerated() {
            text = text + Bilingual(verbatim: "\n?\(index + 1) = ") + argument.masked
        }
        let more = arguments.count - Self.shownArguments
        guard more > 0 else { return text }
        return text + Bilingual(en: "\n… and \(more) more arguments", zh: "\n…… 另有 \(more) 个参数")
    }

    /// Very short texts are left alone: they would be found inside ordinary words.
    private var maskedMessage: String {
        var text = message
        for (index, argument) in arguments.enumerated() {
            for value in argument.texts where value.count >= 3 {
                text = text.replacing(value, with: "?\(index + 1)")
            }
        }
        return text
    }

    private var shortSQL: Bilingual {
        guard sql.count > Self.shownLength else { return Bilingual(verbatim: sql) }
        let start = String(sql.prefix(Self.shownLength - Self.shownEnd))
        let end = String(sql.suffix(Self.shownEnd))
        return Bilingual(
            en: "\(start) … \(end) (\(sql.count) characters)",
            zh: "\(start) …… \(end)（共 \(sql.count) 个字符）"
        )
    }
}
