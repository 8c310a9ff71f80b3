import Domain
import Foundation
import TestSupport
import Testing

@testable import Segments

struct PatternTests {
    private func matches(_ pattern: String, _ text: String, ignoringCase: Bool = false) throws -> Bool {
        try Pattern(pattern).test(ignoringCase: ignoringCase)(text)
    }

    @Test(arguments: [
        ("", "", true), ("", "x", true), ("b", "abc", true), ("d", "abc", false), ("^b", "abc", false),
        ("^a.c$", "abc", true), ("^ab$", "abc", false), ("c$", "abc", true), ("^$", "", true), ("^$", "a", false),
        ("a.c", "a\nc", false), ("a[^b]c", "a\nc", true), ("^a", "x\na", false), ("a$", "a\nx", false),
        ("a$", "a\n", false), ("a|bc|", "zzz", true), ("^(a|bc)$", "bc", true), ("^(?:ab)+$", "ababab", true),
        ("^(ab)+$", "abba", false), ("^a*$", "aaaa", true), ("^a+$", "", false), ("^ab?c$", "ac", true),
        ("^a{3}$", "aaa", true), ("^a{3}$", "aa", false), ("^a{2,}$", "aaaaa", true), ("^a{2,}$", "a", false),
        ("^a{1,3}$", "aaaa", false), ("^a{0}$", "", true), ("^a{0,2}$", "aa", true),
        ("^a*?b+?c??d{1,2}?$", "aabbcd", true),
        ("^[a-c]+$", "abcabc", true), ("^[a-c]+$", "abd", false), ("^[^a-c]$", "d", true), ("^[]a]+$", "a]", true),
        ("^[a-]+$", "a-a", true), ("^[-a]+$", "-a", true), ("^[\\]\\-\\\\]+$", "]-\\", true), ("^[+--]+$", "+,-", true),
        ("^\\d+$", "0123456789", true), ("\\d", "٣", false), ("^\\D$", "٣", true), ("^\\w+$", "aZ_0", true),
        ("\\w", "é北", false), ("^\\W\\W$", "é北", true), ("^\\s+$", "\t\n\u{B}\u{C}\r ", true),
        ("\\s", "\u{A0}\u{3000}", false),
        ("^\\S$", "\u{A0}", true), ("^[\\d\\s]+$", "1 2", true), ("^[^\\d\\s]$", "x", true), ("^[\\D]$", "5", false),
        ("^\\.\\*\\(\\)\\[\\]\\{\\}\\|\\^\\$\\?\\+\\\\\\/\\-\\_$", ".*()[]{}|^$?+\\/-_", true),
        ("^a\\tb\\nc\\r$", "a\tb\nc\r", true),
        ("^\\x41\\x{1f600}\\u00e9$", "A😀é", true), ("^.$", "😀", true), ("^..$", "😀", false),
        ("^北京(市|)$", "北京", true), ("^[一-龥]+$", "客户分群", true), ("^[一-龥]+$", "客户A", false), ("}]", "}]", true),
        ("(a*)*b", String(repeating: "a", count: 5_000), false),
        ("^(a?){50}a{50}$", String(repeating: "a", count: 50), true),
        ("^(|a)+$", "aaa", true), ("(^|-)a", "b-a", true), ("a($|-)", "ab", false), ("x*", "", true),
        ("\\ ", "a b", true),
    ])
    func aPatternMatchesAnyPartOfAText(pattern: String, text: String, expected: Bool) throws {
        #expect(try matches(pattern, text) == expected, "\(pattern) \(text)")
    }

    @Test func textsAndPatternsAreInNFC() throws {
        #expect(try matches("^caf\u{e9}$", "cafe\u{301}"))
        #expect(try matches("^cafe\u{301}$", "caf\u{e9}"))
        #expect(try !matches("^cafe.$", "cafe\u{301}"))
        #expect(try matches("^.$", "e\u{301}"))
        // Full-width forms are other scalars.
        #expect(try !matches("A", "Ａ"))
    }

    @Test func withoutCaseTheTextIsPutInLowerCase() throws {
        #expect(try matches("^straße$", "STRAßE", ignoringCase: true))
        #expect(try matches("^i\u{307}$", "İ", ignoringCase: true))
        #expect(try !matches("A", "A", ignoringCase: true))
        for pattern in ["A", "aÉ", "[A-Z]", "[^Z]", "\\x41", "(a|(B))"] {
            let comparison = Comparison(.matches(try Pattern(pattern)), ignoringCase: true)
            #expect(comparison.patternError?.reason == .upperCase, "\(pattern)")
        }
        for pattern in ["a", "\\D\\W\\S", "[a-z]", "北", "."] {
            let comparison = Comparison(.matches(try Pattern(pattern)), ignoringCase: true)
            #expect(comparison.patternError == nil, "\(pattern)")
        }
    }

    @Test(arguments: [
        ("(a)\\1", PatternError.Reason.unsupported(.backReference), 3), ("a(?=b)", .unsupported(.lookAhead), 1),
        ("(?!b)", .unsupported(.lookAhead), 0), ("(?<=b)", .unsupported(.lookBehind), 0),
        ("(?<!b)", .unsupported(.lookBehind), 0), ("(?P<n>b)", .unsupported(.namedGroup), 0),
        ("(?<n>b)", .unsupported(.namedGroup), 0), ("(?>b)", .unsupported(.atomicGroup), 0),
        ("(?i)b", .unsupported(.flags), 0), ("(?i:b)", .unsupported(.flags), 0),
        ("\\bx", .unsupported(.wordBoundary), 0),
        ("x\\B", .unsupported(.wordBoundary), 1), ("\\p{L}", .unsupported(.property), 0),
        ("[\\P{L}]", .unsupported(.property), 1), ("a*+", .unsupported(.possessive), 2),
        ("[[:alpha:]]", .unsupported(.nestedClass), 1), ("[a&&b]", .unsupported(.nestedClass), 2),
        ("a\\", .unfinished, 1), ("*a", .nothingToRepeat, 0), ("a**", .nothingToRepeat, 2),
        ("(|*)", .nothingToRepeat, 2),
        ("^*", .nothingToRepeat, 1), ("a{2}{3}", .nothingToRepeat, 4), ("{2}", .brace, 0), ("a{,2}", .brace, 1),
        ("a{x}", .brace, 1), ("a{2", .brace, 1), ("a{1001}", .bound, 2), ("a{3,2}", .reversed, 1),
        ("[z-a]", .reversed, 1),
        ("[a-\\d]", .range, 1), ("(a", .openParenthesis, 0), ("a)", .closingParenthesis, 1), ("[a", .openClass, 0),
        ("[]", .openClass, 0), ("[^\\d\\D]", .emptyClass, 0), ("\\q", .escape, 0), ("\\A", .escape, 0),
        ("\\0", .escape, 0),
        ("\\x{110000}", .escape, 0), ("\\x{d800}", .escape, 0), ("\\u12", .escape, 0), ("\\é", .escape, 0),
        ("(a{100}){11}", .tooLarge, 0), ("((((a{9}){9}){9}){9}){9}", .tooLarge, 0),
        ("北京\\k", .unsupported(.backReference), 2),
        ("(?:" + String(repeating: "a", count: 30) + "){1000}", .tooLarge, 0),
        (String(repeating: "(", count: 10_000), .tooDeep, 200),
        (String(repeating: "(?:", count: 10_000), .tooDeep, 600),
    ])
    func whatIsNoPatternIsNamedWithItsPlace(pattern: String, reason: PatternError.Reason, offset: Int) {
        #expect(throws: PatternError(offset: offset, reason), "\(pattern.prefix(30))") { try Pattern(pattern) }
    }

    @Test func refusedFeaturesAreNamedInBothLanguages() {
        for feature in PatternError.Feature.allCases {
            let error = PatternError(offset: 4, .unsupported(feature))
            #expect(error.explanation.english.contains("at character 5: " + feature.title.english))
            #expect(error.explanation.chinese.contains("第 5 个字符：不支持" + feature.title.chinese))
        }
    }

    @Test(arguments: [
        ("^a.b$", #"\Aa[\x{0}-\x{9}\x{b}-\x{d7ff}\x{e000}-\x{10ffff}]b\z"#), ("(a|b)+?c", "(?:a|b)+c"),
        ("[^a-z_]{2,}", #"[\x{0}-\x{5e}\x{60}\x{7b}-\x{d7ff}\x{e000}-\x{10ffff}]{2,}"#),
        ("a|^b*|c{3}", #"a|\Ab*|c{3}"#),
        ("\\d\\s@", #"[0-9][\x{9}-\x{d}\x{20}]\x{40}"#), ("(ab)?北{1,2}", #"(?:ab)?\x{5317}{1,2}"#), ("()*", "(?:)*"),
        ("[ba-cd]", "[a-d]"), ("a{2}?", "a{2}"),
    ])
    func oneFormIsGivenToAllEngines(pattern: String, portable: String) throws {
        #expect(try Pattern(pattern).portableText == portable)
    }

    /// Three ways to the same answer: the automaton, all ways through the tree, and ICU reading the portable form.
    @Test(arguments: 0..<20)
    func threeMatchersAgreeOnRandomPatterns(seed: UInt64) throws {
        var generator = SeededRandom(seed: 9_000 + seed)
        for _ in 0..<60 {
            let source = Self.randomPattern(depth: 3, &generator)
            // An anchor in a group is not repeated, and ICU knows no empty pattern.
            guard let pattern = try? Pattern(source), !pattern.portableText.isEmpty else { continue }
            let icu = try NSRegularExpression(pattern: pattern.portableText)
            let test = pattern.test(ignoringCase: false)
            for _ in 0..<8 {
                let length = Int.random(in: 0...7, using: &generator)
                let text = String((0..<length).map { _ in "ab北\n".randomElement(using: &generator) ?? "a" })
                let expected = WaysThrough(pattern.tree, text).exist
                #expect(test(text) == expected, "\(source) on \(text.debugDescription)")
                let range = NSRange(text.startIndex..., in: text)
                #expect((icu.firstMatch(in: text, range: range) != nil) == expected, "\(pattern.portableText)")
            }
        }
    }

    private static func randomPattern(depth: Int, _ generator: inout SeededRandom) -> String {
        func one() -> String {
            depth == 0
                ? ["a", "b", "北", ".", "[ab]", "[^a]", "\\n", "\\w", "\\W"].randomElement(using: &generator) ?? "a"
                : "(" + randomPattern(depth: depth - 1, &generator) + ")"
        }
        var text = ""
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: text += "^"
            case 1: text += "$"
            case 2: text += "|"
            default:
                text +=
                    one() + (["", "", "*", "+?", "?", "{2}", "{1,}", "{0,2}"].randomElement(using: &generator) ?? "")
            }
        }
        return text
    }
}

/// Whether a pattern matches, by trying every way through it: obvious, and slow.
private struct WaysThrough {
    private let scalars: [Unicode.Scalar]
    let exist: Bool

    init(_ tree: PatternTree, _ text: String) {
        scalars = Array(text.unicodeScalars)
        exist = (0...scalars.count).contains { [scalars] in !Self.ends(tree, $0, scalars).isEmpty }
    }

    /// The places where a match that begins at `start` may end.
    private static func ends(_ tree: PatternTree, _ start: Int, _ scalars: [Unicode.Scalar]) -> Set<Int> {
        switch tree {
        case .scalars(let set): return start < scalars.count && set.contains(scalars[start]) ? [start + 1] : []
        case .start: return start == 0 ? [start] : []
        case .end: return start == scalars.count ? [start] : []
        case .sequence(let members):
            return members.reduce([start]) { places, member in
                places.reduce(into: []) { $0.formUnion(ends(member, $1, scalars)) }
            }
        case .choice(let members): return members.reduce(into: []) { $0.formUnion(ends($1, start, scalars)) }
        case .repeated(let member, let low, let high):
            var (places, found): (Set<Int>, Set<Int>) = ([start], low == 0 ? [start] : [])
            for round in 1...(high ?? low + scalars.count + 1) + 1 where round <= high ?? .max {
                places = places.reduce(into: []) { $0.formUnion(ends(member, $1, scalars)) }
                if round >= low { found.formUnion(places) }
            }
            return found
        }
    }
}
