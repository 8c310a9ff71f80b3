package import Domain

/// A first `covey.yaml` for somebody's own data: every key that matters, each with a comment that says what it is for.
///
/// The text loads as it is, unless a source lacks a role that its kind needs; then it says in a comment what to fill in,
/// and loading says so too.
package struct ProjectTemplate: Sendable {
    /// A source and what is known about how it was found.
    package struct Source: Sendable {
        package var definition: SourceDefinition
        /// Remarks that are written behind columns, by the columns' names.
        package var notes: [String: Bilingual]
        /// Roles that no column has.
        package var missing: [Role]
        /// How many lines were found before the table of the file; `nil` where there are none to speak of.
        package var linesBeforeTable: Int?

        package init(definition: SourceDefinition, notes: [String: Bilingual] = [:], missing: [Role] = []) {
            self.definition = definition
            self.notes = notes
            self.missing = missing
        }

        /// A guessed source; columns whose meaning is less than likely, or of which not all is known, get a remark.
        package init(guess: ColumnGuess, name: String, files: [String]) {
            definition = guess.source(named: name, files: files)
            missing = guess.missing
            notes = [:]
            for column in guess.columns {
                let isLikely = column.confidence >= 0.9
                guard !isLikely || column.fit < 1 || column.isDayOrderOpen else { continue }
                let percent = Int((column.confidence * 100).rounded())
                let sureness =
                    isLikely || percent == 0
                    ? Bilingual(verbatim: "") : Bilingual(en: "guessed, \(percent)%: ", zh: "猜测，\(percent)%：")
                notes[column.mapping.column.value] = sureness + column.reason
            }
        }
    }

    package var title: Bilingual
    /// An IANA name.
    package var timeZone: String
    /// An ISO 4217 code.
    package var currency: String
    package var sources: [Source]
    /// The language of the comments.
    package var language: Language

    package init(title: Bilingual, timeZone: String, currency: String, sources: [Source], language: Language) {
        self.title = title
        self.timeZone = timeZone
        self.currency = currency
        self.sources = sources
        self.language = language
    }

    /// The text of the file.
    package var text: String {
        let sections = [head] + [sourcesSection] + TraitTemplate(template: self).sections + [tail]
        return sections.joined(separator: "\n")
    }

    /// A comment in the template's language.
    func comment(_ english: String, _ chinese: String) -> String {
        YAMLText.comment(language == .english ? english : chinese)
    }

    static func bilingual(_ text: Bilingual) -> String {
        text.english == text.chinese
            ? YAMLText.scalar(text.english)
            : YAMLText.group([("en", YAMLText.scalar(text.english)), ("zh", YAMLText.scalar(text.chinese))])
    }

    private var head: String {
        """
        \(comment(
            "What Covey knows about this workspace. Change it freely; `covey doctor` says what is wrong and where.",
            "Covey 对这个工作区的了解。可以随意修改；`covey doctor` 会指出哪里有问题。"
        ))

        covey: 1  \(comment("the version of this format", "格式版本"))
        title: \(Self.bilingual(title))
        timezone: \(YAMLText.scalar(timeZone))  \(comment("where local days begin", "一天从哪里的零点算起"))
        currency: \(YAMLText.scalar(currency))
        as of: latest  \(comment("`now`, `latest` (the newest event), or a day", "`now`、`latest`（最新的事件）或某一天"))

        """
    }

    private var sourcesSection: String {
        "sources:\n" + sources.map { SourceTemplate(template: self, source: $0).text }.joined(separator: "\n")
    }

    private var tail: String {
        """
        segments: segments/*.segment  \(comment("one file for each definition", "每个定义一个文件"))

        report:
          file: report.html
          retention: month  \(comment("cohorts by the month of the first order", "按首次下单的月份分组"))

        """
    }
}
