import Domain
import Yams

/// Turns the text of a file into a `YAMLTree` by way of Yams.
///
/// Yams stops at the first mapping that holds a key twice. So that a file's author sees every problem at once, the
/// first character of such a key is replaced by an unused one, of the same width, and the text is composed again; the
/// conversion puts the character back and reports each repetition where it stands.
struct YAMLComposer {
    /// Nesting deeper than this is refused. The format itself needs seven levels.
    static let depthLimit = 50
    /// How many repeated keys are looked for before the file is reported as it is.
    private static let repetitionLimit = 24

    private let source: SourceText
    private let problems: ProblemCollector
    /// Offset of a replaced character to the character that stands in the file.
    private var replaced: [Int: Unicode.Scalar] = [:]

    init(source: SourceText, problems: ProblemCollector) {
        self.source = source
        self.problems = problems
    }

    /// The tree, or `nil` where the text is no YAML; the reason is then among the problems.
    mutating func compose() -> YAMLTree? {
        // Yams would compare keys that hold aliases, which takes time exponential in their nesting. No project file
        // needs them, so a text that uses them never reaches it.
        if let alias = AliasSearch.firstAlias(in: source.scalars) {
            problems.report(at: source.position(ofOffset: alias.offset), AliasSearch.refusal(of: alias.name))
            return nil
        }
        guard let root = composedNode() else { return nil }
        return TreeConversion(source: source, problems: problems, replaced: replaced).tree(of: root)
    }

    private mutating func composedNode() -> Node? {
        var text = source.text
        var firstRepetition: (mark: Mark, key: String)?
        while true {
            do {
                // `Resolver.basic` has no rules: every scalar stays text.
                if let node = try Yams.compose(yaml: text, .basic, .default, .utf8) { return node }
                problems.report(at: SourcePosition(line: 1, column: 1), Self.emptyFile)
                return nil
            } catch let YamlError.duplicatedKeysInMapping(keys, context) {
                let key = keys.first ?? ""
                firstRepetition = firstRepetition ?? (context.mark, key)
                if let next = textReplacingKey(at: context.mark) {
                    text = next
                    continue
                }
            } catch  where firstRepetition == nil {
                SyntaxExplanation(source: source).report(error, to: problems)
                return nil
            } catch {
                // The replacement has changed what the text says; what was known before it still holds.
            }
            report(repetition: firstRepetition)
            return nil
        }
    }

    /// The text with one more key made unique, or `nil` where that is not possible.
    private mutating func textReplacingKey(at mark: Mark) -> String? {
        var offset = source.offset(line: mark.line, column: mark.column)
        if offset < source.scalars.count, source.scalars[offset] == "\"" || source.scalars[offset] == "'" {
            offset += 1
        }
        guard replaced.count < Self.repetitionLimit, offset < source.scalars.count, replaced[offset] == nil,
            let unused = Unicode.Scalar(0x10_0000 + UInt32(replaced.count))
        else { return nil }
        replaced[offset] = source.scalars[offset]
        var changed = source.scalars
        for (index, place) in replaced.keys.sorted().enumerated() {
            changed[place] = Unicode.Scalar(0x10_0000 + UInt32(index)) ?? unused
        }
        return String(String.UnicodeScalarView(changed))
    }

    private func report(repetition: (mark: Mark, key: String)?) {
        guard let repetition else { return }
        problems.report(
            at: source.position(line: repetition.mark.line, column: repetition.mark.column),
            Bilingual(
                en: "the key \(Wording.found(repetition.key)) stands more than once in the same place",
                zh: "键 \(Wording.found(repetition.key)) 在同一处出现了多次"
            )
        )
    }

    static let emptyFile = Bilingual(
        en: "the file is empty; a project file begins with `covey: 1`",
        zh: "文件是空的；项目文件以 `covey: 1` 开头"
    )
}
