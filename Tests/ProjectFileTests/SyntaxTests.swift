import Domain
import Testing

@testable import ProjectFile

@Suite struct SyntaxTests {
    @Test func everySlipOfSyntaxIsExplainedWhereItIs() {
        let cases: [(text: String, english: String, chinese: String)] = [
            ("title: a: b", "1:9 a `:` cannot stand here", "1:9 这里不能出现 `:`"),
            ("title: \"a\n", "1:8 this quote is never closed.", "1:8 这个引号没有闭合。"),
            ("segments: [a, b\n", "1:11 this list is never closed by `]`", "1:11 这个列表没有用 `]` 闭合"),
            ("title: { en: a\n", "1:8 this group is never closed by `}`", "1:8 这组键没有用 `}` 闭合"),
            ("covey: 1\n\ttitle: a\n", "2:1 a tab cannot indent; use spaces.", "2:1 不能用制表符缩进；请用空格。"),
            (
                "title: @home", "1:8 a value cannot begin with `@` unless it stands in quotes.",
                "1:8 值不能以 `@` 开头；请给它加引号。"
            ),
            (
                "files: *.csv", "1:9 a text that begins with `*` or `&` must stand in quotes.",
                "1:9 以 `*` 或 `&` 开头的文本必须加引号。"
            ),
            ("files: *all", "1:8 a text that begins with `*` must stand in quotes.", "1:8 以 `*` 开头的文本必须加引号。"),
            ("title: \"\\d\"", "1:9 this `\\` escape is unknown", "1:9 不认识的 `\\` 转义"),
            ("a: 1\n  b: 2\n", "2:4 a `:` cannot stand here", "2:4 这里不能出现 `:`"),
            ("a:\n - 1\n b: 2\n", "3:2 an item of the list", "3:2 这里应当是以 `-` 开头的列表项"),
            ("a: 1\nb\nc: 2\n", "3:1 the line before this one is no `key: value`", "3:1 上一行不是 `键: 值`"),
            ("a: 1\n---\nb: 2\n", "2:1 a project file holds one document", "2:1 项目文件只能有一个文档"),
            ("a: - 1\n", "1:4 a list item (`-`) cannot stand here", "1:4 列表项（`-`）不能写在这里"),
            ("a: 1\n b: {\n", "2:3 a `:` cannot stand here", "2:3 这里不能出现 `:`"),
        ]
        for item in cases {
            let found = (english: problems(in: item.text), chinese: problems(in: item.text, .chinese))
            #expect(found.english.count == 1 && found.english[0].hasPrefix(item.english), "\(found.english)")
            #expect(found.chinese.count == 1 && found.chinese[0].hasPrefix(item.chinese), "\(found.chinese)")
        }
    }

    @Test func repeatedKeysAreReportedTogetherWithEverythingElse() {
        let text =
            Sample.minimal + """
                currency: CNY
                traits: { a: x, "b": y, b: z, 'a': w }
                report: { file: a, file: b, fiel: c }
                """
        #expect(
            problems(in: text).map { String($0.prefix { $0 != "." }) } == [
                "12:1 the key `currency` already stands in line 3",
                "13:25 the key `b` already stands in line 13",
                "13:31 the key `a` already stands in line 13",
                "14:20 the key `file` already stands in line 14",
                "14:29 `fiel` is no key of `report`",
            ]
        )
        #expect(problems(in: text, .chinese)[0] == "12:1 键 `currency` 在第 3 行已经写过。")
    }

    @Test func keysThatAreNoTextsAreRefusedEvenWhenRepeated() {
        #expect(problems(in: Sample.minimal + "[a]: 1\n") == ["12:1 a key must be a text."])
        #expect(!problems(in: Sample.minimal + "[a]: 1\n[a]: 2\n").isEmpty)
        #expect(!problems(in: "\"\": 1\n\"\": 2\n").isEmpty)
    }

    @Test func aliasesAreRefusedBeforeTheyCanExpand() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let items = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(items)]\n"
        }
        bomb += "? *a12\n: 1\n"
        #expect(
            problems(in: bomb) == [
                "2:10 anchors and aliases (`&a0`, `*a0`) are not used in a project file; write the value out."
            ]
        )
        #expect(problems(in: bomb, .chinese)[0].hasPrefix("2:10 项目文件不使用锚点和别名（`&a0`、`*a0`）"))
        #expect(problems(in: "a: &x {b: *x}\n").count == 1)
    }

    @Test func anchorsAndTagsAloneAreRefused() {
        let refusal = "YAML tags (`!`) and anchors (`&`) are not used in a project file; "
        #expect(problems(in: Sample.minimal + "title: &t Shop\n")[0].hasPrefix("12:8 " + refusal))
        #expect(problems(in: Sample.minimal + "title: !!str Shop\n")[0].hasPrefix("12:8 " + refusal))
        #expect(problems(in: Sample.minimal + "traits: !x { a: b }\n")[0].hasPrefix("12:9 " + refusal))
        // A comment and a quoted text may speak of both.
        #expect(problems(in: Sample.minimal + "# &a and *a\ntitle: 'R &D, *all'\n") == [])
    }

    @Test func nestingDeeperThanFiftyLevelsIsRefused() {
        for depth in [60, 900, 5_000] {
            let text =
                Sample.minimal + "title: " + String(repeating: "[", count: depth)
                + String(repeating: "]", count: depth) + "\n"
            #expect(problems(in: text).contains { $0.hasSuffix("the nesting is deeper than 50 levels.") }, "\(depth)")
        }
        let deep = Sample.minimal + "title: " + String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        #expect(problems(in: deep, .chinese).contains { $0.hasSuffix("嵌套超过了 50 层。") })
    }

    @Test func bytesThatAreNoTextAreRefusedByPlace() {
        func message(_ bytes: [UInt8], _ language: Language = .english) -> String? {
            do {
                _ = try Project.load(bytes: bytes, path: "covey.yaml")
                return nil
            } catch {
                let problem = error.problems[0]
                return "\(problem.position.line):\(problem.position.column) \(problem.message[language])"
            }
        }
        let gbk: [UInt8] = Array("covey: 1\ntitle: ".utf8) + [0xC8, 0xBA, 0xCF, 0xF1]
        #expect(message(gbk)?.hasPrefix("2:9 the bytes from here on are not UTF-8; save the file as UTF-8") == true)
        #expect(message(gbk, .chinese)?.hasPrefix("2:9 从这里起的字节不是 UTF-8") == true)
        #expect(message([0xFF, 0xFE, 0x63, 0]) == "1:1 the file is encoded in UTF-16; save it as UTF-8.")
        #expect(message(Array("a: 1\nb: \u{7}\n".utf8))?.hasPrefix("2:4 the invisible character U+0007") == true)
        #expect(message(Array("a\u{2028}: 1".utf8), .chinese) == "1:2 项目文件里不能有看不见的字符 U+2028；请删掉它。")
        #expect(
            message([UInt8](repeating: 0x20, count: (1 << 20) + 1))?.hasPrefix("1:1 the file is larger than 1 MB")
                == true
        )
        #expect(message([0xEF, 0xBB, 0xBF] + Array(Sample.minimal.utf8)) == nil)
        #expect(message(Array(Sample.minimal.replacing("\n", with: "\r\n").utf8)) == nil)
    }

    /// Places on one long line must not take time that grows with its square.
    @Test(.timeLimit(.minutes(1)))
    func aLongLineIsReadInBoundedTime() {
        let traits = (0..<20_000).map { "key\($0): 群\($0)" }.joined(separator: ", ")
        let unknown = (0..<5_000).map { "x\($0): 1" }.joined(separator: ", ")
        let found = problems(in: Sample.minimal + "traits: { \(traits) }\nreport: { \(unknown) }\n")
        #expect(found.count == 5_000)
        #expect(found.last?.hasPrefix("13:48891 `x4999` is no key of `report`.") == true)
    }

    @Test func aKeyThatIsRepeatedEndlesslyIsReportedOnce() {
        let text = Sample.minimal + String(repeating: "title: a\n", count: 1_000)
        #expect(problems(in: text) == ["12:1 the key `title` stands more than once in the same place."])
        #expect(problems(in: text, .chinese) == ["12:1 键 `title` 在同一处出现了多次。"])
    }

    @Test func aFileThatIsNotThereIsNamed() throws {
        let error = try #require(throws: ProjectFileError.self) { try Project.load(file: "/no/such/covey.yaml") }
        #expect(error.explanation.english.hasPrefix("/no/such/covey.yaml:1:1: the file cannot be read ("))
        #expect(error.explanation.chinese.hasPrefix("/no/such/covey.yaml:1:1：文件无法读取（"))
    }
}
