import Domain
import Yams

/// Says in both languages what is wrong with a text that is no YAML.
///
/// libyaml's own messages name its grammar ("did not find expected key"); these name the slip that usually causes them.
struct SyntaxExplanation {
    let source: SourceText

    func report(_ error: any Error, to problems: ProblemCollector) {
        guard let error = error as? YamlError else {
            problems.report(at: SourcePosition(line: 1, column: 1), Self.unnamed(String(describing: error)))
            return
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            report(problem, context: context, at: mark, to: problems)
        case .composer(_, let problem, let mark, _):
            report(problem, context: nil, at: mark, to: problems)
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            problems.report(at: SourcePosition(line: 1, column: 1), Self.unnamed(problem))
        case .no, .memory, .dataCouldNotBeDecoded, .duplicatedKeysInMapping:
            problems.report(at: SourcePosition(line: 1, column: 1), Self.unnamed(error.description))
        }
    }

    private func report(_ problem: String, context: YamlError.Context?, at mark: Mark, to problems: ProblemCollector) {
        // An unclosed quote or bracket is best shown where it opens; libyaml points at where the file ends.
        let isUnclosed = problem.contains("unexpected end of stream") || problem.hasPrefix("did not find expected ','")
        let shown = isUnclosed ? context?.mark ?? mark : mark
        problems.report(at: source.position(line: shown.line, column: shown.column), statement(problem, at: mark))
    }

    private func statement(_ problem: String, at mark: Mark) -> Bilingual {
        if problem.hasPrefix("found character that cannot start any token") {
            return startOfValue(at: mark)
        }
        if let known = Self.statements.first(where: { problem.hasPrefix($0.problem) }) {
            return known.statement
        }
        return Self.unnamed(problem)
    }

    private func startOfValue(at mark: Mark) -> Bilingual {
        let offset = source.offset(line: mark.line, column: mark.column)
        guard offset < source.scalars.count, source.scalars[offset] != "\t" else { return Self.tab }
        let found = Wording.found(String(source.scalars[offset]))
        return Bilingual(
            en: "a value cannot begin with \(found) unless it stands in quotes",
            zh: "值不能以 \(found) 开头；请给它加引号"
        )
    }

    private static func unnamed(_ problem: String) -> Bilingual {
        Bilingual(en: "this is not YAML (\(problem))", zh: "这里不符合 YAML 语法（\(problem)）")
    }

    private static let tab = Bilingual(
        en: "a tab cannot indent; use spaces",
        zh: "不能用制表符缩进；请用空格"
    )

    /// The beginning of libyaml's message, and what it means to a person.
    private static let statements: [(problem: String, statement: Bilingual)] = [
        (
            "mapping values are not allowed in this context",
            Bilingual(
                en: "a `:` cannot stand here; put the text that holds it into quotes, "
                    + "or check that this line is indented like its neighbours",
                zh: "这里不能出现 `:`；请给含有它的文本加引号，或检查这一行的缩进是否与相邻各行一致"
            )
        ),
        (
            "did not find expected key",
            Bilingual(
                en: "a key is expected here: check the indentation of this line, and the quotes and brackets before it",
                zh: "这里应当是一个键：请检查这一行的缩进，以及它前面的引号和括号"
            )
        ),
        (
            "could not find expected ':'",
            Bilingual(
                en: "the line before this one is no `key: value`; a colon and a space are missing",
                zh: "上一行不是 `键: 值`；缺少冒号和空格"
            )
        ),
        (
            "found unexpected end of stream",
            Bilingual(en: "this quote is never closed", zh: "这个引号没有闭合")
        ),
        (
            "did not find expected ',' or ']'",
            Bilingual(
                en: "this list is never closed by `]`, or a comma is missing in it",
                zh: "这个列表没有用 `]` 闭合，或者里面缺少逗号"
            )
        ),
        (
            "did not find expected ',' or '}'",
            Bilingual(
                en: "this group is never closed by `}`, or a comma is missing in it",
                zh: "这组键没有用 `}` 闭合，或者里面缺少逗号"
            )
        ),
        (
            "did not find expected '-' indicator",
            Bilingual(
                en: "an item of the list, which begins with `-`, is expected here: check the indentation",
                zh: "这里应当是以 `-` 开头的列表项：请检查缩进"
            )
        ),
        (
            "did not find expected node content",
            Bilingual(en: "a value is expected here", zh: "这里应当是一个值")
        ),
        (
            "block sequence entries are not allowed in this context",
            Bilingual(
                en: "a list item (`-`) cannot stand here; begin the list on a line of its own",
                zh: "列表项（`-`）不能写在这里；请另起一行写列表"
            )
        ),
        (
            "did not find expected alphabetic or numeric character",
            Bilingual(
                en: "a text that begins with `*` or `&` must stand in quotes",
                zh: "以 `*` 或 `&` 开头的文本必须加引号"
            )
        ),
        (
            "found undefined alias",
            Bilingual(
                en: "a text that begins with `*` must stand in quotes",
                zh: "以 `*` 开头的文本必须加引号"
            )
        ),
        (
            "found unknown escape character",
            Bilingual(
                en: "this `\\` escape is unknown; inside single quotes a `\\` stands for itself",
                zh: "不认识的 `\\` 转义；在单引号里 `\\` 就是它自己"
            )
        ),
        (
            "found a tab character",
            tab
        ),
        (
            "but found another document",
            Bilingual(en: "a project file holds one document; `---` begins another", zh: "项目文件只能有一个文档；`---` 会开始另一个")
        ),
        (
            "Maximum nesting level reached",
            Bilingual(
                en: "the nesting is deeper than \(YAMLComposer.depthLimit) levels",
                zh: "嵌套超过了 \(YAMLComposer.depthLimit) 层"
            )
        ),
    ]
}
