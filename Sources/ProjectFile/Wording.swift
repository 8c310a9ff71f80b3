import Domain

/// How problems name what stands in a file.
enum Wording {
    /// Names between back-ticks, the last after "or": `` `a`, `b` or `c` ``.
    static func choice(of names: [String]) -> Bilingual {
        let quoted = names.map { "`\($0)`" }
        guard let last = quoted.last, quoted.count > 1 else { return Bilingual(verbatim: quoted.joined()) }
        return Bilingual(
            en: quoted.dropLast().joined(separator: ", ") + " or " + last,
            zh: quoted.dropLast().joined(separator: "、") + " 或 " + last
        )
    }

    /// Names between back-ticks: `` `a`, `b`, `c` ``.
    static func list(of names: [String]) -> Bilingual {
        let quoted = names.map { "`\($0)`" }
        return Bilingual(en: quoted.joined(separator: ", "), zh: quoted.joined(separator: "、"))
    }

    /// A text from the file on one line, at most 60 characters long, between back-ticks.
    static func found(_ text: String) -> String {
        let line = text.map { $0.isNewline ? "⏎" : String($0) }
        guard line.count > 60 else { return "`" + line.joined() + "`" }
        return "`" + line.prefix(59).joined() + "…`"
    }
}
