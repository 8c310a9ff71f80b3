import Domain
import Testing

@testable import ProjectFile

@Suite struct TemplateTests {
    private func template(of source: SourceDefinition, in language: Language) -> ProjectTemplate {
        ProjectTemplate(
            title: Bilingual(en: "My shop: a #1", zh: "我的店"),
            timeZone: "Asia/Shanghai",
            currency: "CNY",
            sources: [ProjectTemplate.Source(definition: source)],
            language: language
        )
    }

    /// A source that uses every key, in a file of its own.
    private func fullSource() throws -> SourceDefinition {
        let text = """
            covey: 1
            timezone: UTC
            currency: CNY
            sources:
              shop_1:
                kind: orders
                files: ['data/*.csv', "a: b #c.csv"]
                format: tsv
                encoding: gb18030
                delimiter: tab
                quote: ''''
                header: true
                skip lines: 2
                currency: USD
                timezone: Europe/London
                columns:
                  'it''s: "x"': customer
                  "tab\\there": { as: time, formats: ['yyyy-MM-dd''T''HH:mm', excel] }
                  null: { as: amount, type: money, decimal: comma }
                  标签: { as: 标签, type: list, separator: '|', clean: [fold width, { empty if: ['-', 'N/A'] }] }
                other columns: keep
                events: { completed: 下 "单", returned: B, bought: C }
                clean:
                  repeated rows: keep
                  missing customer: refuse
                  cancelled: { when: 'status = "it''s"', treat as: remove }
                  rules: [{ name: { en: A, zh: 甲 }, when: 'a <= 0', do: remove }, { name: B, when: b, do: remove }]
                rejects: at most 2.5%

            """
        return try #require(try Project.load(text: text, path: "covey.yaml").sources.first)
    }

    @Test(arguments: Language.allCases)
    func whatATemplateWritesLoadsBackUnchanged(language: Language) throws {
        let first = template(of: try fullSource(), in: language)
        let project = try Project.load(text: first.text, path: "covey.yaml")
        #expect(project.title == first.title)
        let source = try #require(project.sources.first)
        #expect(source.columns.map(\.column.value) == ["it's: \"x\"", "tab\there", "null", "标签"])
        #expect(source.events.completed == "下 \"单\"")
        #expect(source.quote == .character("'"))
        #expect(source.rejects == .share(Share(fraction: 0.025)))
        // Positions differ from the first source's, so what is compared is what is written.
        #expect(template(of: source, in: language).text == first.text)
        #expect(project.traits.count == 6 && project.models.count == 2)
    }

    @Test func commentsAreInTheLanguageAskedFor() throws {
        let source = try fullSource()
        let english = template(of: source, in: .english).text
        let chinese = template(of: source, in: .chinese).text
        #expect(english.contains("# where local days begin") && !english.contains("格式版本"))
        #expect(chinese.contains("# 一天从哪里的零点算起") && !chinese.contains("the version of this format"))
    }

    @Test func everyTextSurvivesWriting() throws {
        let texts = [
            "a", "", " a ", "null", "~", "true", "a: b", "a #b", "- a", "*a", "&a", "!a", "'", "\"", "\\", "a\nb",
            "\u{7}", "群像", "👨‍👩‍👧", "{a}", "[a]", "a,b", "%a", "@a", "`a`", "12", "-", "?", "\u{2028}", "a\u{FEFF}b", "|",
            ">",
            "a:", "é", "0x1F", ".", "a\u{85}b",
        ]
        for text in texts {
            let yaml =
                Sample.minimal
                + "attribution: [{ text: \(YAMLText.scalar("x" + text)) }]\ntitle: { en: \(YAMLText.scalar(text + "x")) }\n"
            let project = try Project.load(text: yaml, path: "covey.yaml")
            #expect(project.attribution.first?.text == "x" + text)
            #expect(project.title?.english == text + "x")
        }
    }
}
