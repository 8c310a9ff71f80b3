import Domain

/// The fixed English words of ArgumentParser 1.8, and the Chinese for them.
enum ParserWords {
    private static let headings: [(english: String, chinese: String)] = [
        ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "命令："), ("COMMON OPTIONS:", "公共选项："), ("公共选项:", "公共选项："),
    ]

    static func isHeading(_ line: String) -> Bool {
        headings.contains { line.hasPrefix($0.english) }
    }

    static func heading(_ line: String, in language: Language) -> String {
        guard language == .chinese, let found = headings.first(where: { line.hasPrefix($0.english) }) else {
            return line
        }
        return found.chinese + placeholders(String(line.dropFirst(found.english.count)))
    }

    /// The left side of a line of help.
    static func label(_ label: String, in language: Language) -> String {
        language == .chinese ? placeholders(label) : label
    }

    /// The right side of a line of help, with its defaults and allowed values.
    static func explanation(_ text: String, in language: Language) -> String {
        guard language == .chinese else { return text }
        return
            text
            .replacing("Show the version.", with: "显示版本。")
            .replacing("Show help information.", with: "显示帮助。")
            .replacing("Show subcommand help information.", with: "显示某个命令的帮助。")
            .replacing(/\(values: (.*?); default: (.*?)\)$/) { "（可选值：\($0.1)；默认：\($0.2)）" }
            .replacing(/\(values: (.*?)\)$/) { "（可选值：\($0.1)）" }
            .replacing(/\(default: (.*?)\)$/) { "（默认：\($0.1)）" }
            .replacing(" （", with: "（")
    }

    /// A whole line that the parser adds.
    static func sentence(_ line: String, in language: Language) -> String {
        guard language == .chinese else { return line }
        return line.replacing(/See '(.*?) <subcommand>' for detailed help\./) { "用“\($0.1) <命令>”查看各命令的帮助。" }
    }

    private static func placeholders(_ text: String) -> String {
        text.replacing("<subcommand>", with: "<命令>").replacing("<subcommands>", with: "<命令>")
    }
}
