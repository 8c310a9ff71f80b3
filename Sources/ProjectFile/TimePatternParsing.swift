import Domain

/// Why a text is no time pattern.
package struct TimePatternError: Error, Hashable {
    /// Characters before the place, from 0.
    var offset: Int
    var statement: Bilingual
    /// What the letters at this place most likely meant.
    var nearest: String?
}

extension TimePattern {
    /// Reads a pattern, and checks that it names a day and that its parts make a time.
    package static func parse(_ text: String) -> Result<TimePattern, TimePatternError> {
        Result { () throws(TimePatternError) in
            var scanner = TimePatternScanner(text)
            let elements = try scanner.elements()
            try check(elements.map(\.kind), of: text)
            return TimePattern(text: text, elements: elements.map(\.element))
        }
    }

    private static func check(_ kinds: [Character], of text: String) throws(TimePatternError) {
        func fail(_ statement: Bilingual, _ nearest: String? = nil) -> TimePatternError {
            TimePatternError(offset: 0, statement: statement, nearest: nearest)
        }
        if kinds.contains("m"), !kinds.contains("M"), !kinds.contains("H"), !kinds.contains("h") {
            throw fail(
                Bilingual(en: "`mm` is the minute; the month is `MM`", zh: "`mm` 是分钟；月份写作 `MM`"),
                text.replacing("m", with: "M")
            )
        }
        for (kind, letters, name) in [
            ("y", "yyyy", Bilingual(en: "year", zh: "年")), ("M", "MM", Bilingual(en: "month", zh: "月")),
            ("d", "dd", Bilingual(en: "day", zh: "日")),
        ] as [(Character, String, Bilingual)] where !kinds.contains(kind) {
            throw fail(
                Bilingual(
                    en: "the pattern has no \(name.english) (`\(letters)`)",
                    zh: "格式里没有\(name.chinese)（`\(letters)`）"
                )
            )
        }
        if kinds.contains("h") != kinds.contains("a") {
            throw fail(
                Bilingual(
                    en: "`h` (1–12) and `a` (AM or PM) go together; hours 0–23 are `H`",
                    zh: "`h`（1–12）要和 `a`（AM 或 PM）一起用；0–23 小时写作 `H`"
                ),
                kinds.contains("h") ? text.replacing("h", with: "H") : nil
            )
        }
        let coarser: [(Character, [Character])] = [("m", ["H", "h"]), ("s", ["m"]), ("S", ["s"]), ("X", ["H", "h"])]
        for (kind, needed) in coarser where kinds.contains(kind) && !needed.contains(where: kinds.contains) {
            throw fail(
                Bilingual(
                    en: "`\(kind)` needs the next larger unit, `\(needed[0])`, in the same pattern",
                    zh: "`\(kind)` 需要同一格式里有更大的单位 `\(needed[0])`"
                )
            )
        }
    }
}

/// Cuts a pattern into runs of equal letters and literal text.
private struct TimePatternScanner {
    private let characters: [Character]
    private var index = 0
    private var seen: Set<Character> = []

    init(_ text: String) {
        characters = Array(text)
    }

    /// The elements, each with the letter that says its kind (`'` for literals).
    mutating func elements() throws(TimePatternError) -> [(kind: Character, element: TimePattern.Element)] {
        var found: [(kind: Character, element: TimePattern.Element)] = []
        while index < characters.count {
            let character = characters[index]
            if character == "'" {
                found.append(("'", .literal(try quoted())))
            } else if character.isASCII, character.isLetter {
                found.append(try letters(character))
            } else {
                found.append(("'", .literal(String(character))))
                index += 1
            }
        }
        return found
    }

    private mutating func quoted() throws(TimePatternError) -> String {
        let start = index
        index += 1
        if index < characters.count, characters[index] == "'" {
            index += 1
            return "'"
        }
        var text = ""
        while index < characters.count {
            let character = characters[index]
            index += 1
            guard character == "'" else {
                text.append(character)
                continue
            }
            guard index < characters.count, characters[index] == "'" else { return text }
            text.append("'")
            index += 1
        }
        throw TimePatternError(
            offset: start,
            statement: Bilingual(en: "this single quote is never closed", zh: "这个单引号没有闭合")
        )
    }

    private mutating func letters(
        _ letter: Character
    ) throws(TimePatternError) -> (kind: Character, element: TimePattern.Element) {
        let start = index
        while index < characters.count, characters[index] == letter { index += 1 }
        let run = String(repeating: letter, count: index - start)
        guard let element = Self.known[run] else {
            throw TimePatternError(
                offset: start,
                statement: Bilingual(
                    en: "`\(run)` is no part of a time pattern (letters that stand for themselves go in single quotes)",
                    zh: "`\(run)` 不是时间格式的组成部分（表示自身的字母要放在单引号里）"
                ),
                nearest: Self.meant[run.lowercased()]
            )
        }
        // `H` and `h` are both the hour.
        guard seen.insert(letter == "H" ? "h" : letter).inserted else {
            throw TimePatternError(
                offset: start,
                statement: Bilingual(en: "`\(letter)` stands twice in the pattern", zh: "`\(letter)` 在格式里出现了两次")
            )
        }
        return (letter, element)
    }

    private static let known: [String: TimePattern.Element] = [
        "yyyy": .year, "MM": .month(padded: true), "M": .month(padded: false), "dd": .day(padded: true),
        "d": .day(padded: false), "HH": .hour(padded: true), "H": .hour(padded: false),
        "hh": .halfDayHour(padded: true), "h": .halfDayHour(padded: false), "a": .halfDay, "mm": .minute,
        "ss": .second, "S": .fraction(digits: 1), "SS": .fraction(digits: 2), "SSS": .fraction(digits: 3),
        "SSSS": .fraction(digits: 4), "SSSSS": .fraction(digits: 5), "SSSSSS": .fraction(digits: 6),
        "XXX": .offset(colon: true), "XX": .offset(colon: false),
    ]

    /// What common slips mean, in lower case.
    private static let meant = [
        "yyyy": "yyyy", "yy": "yyyy", "y": "yyyy", "dd": "dd", "d": "d", "z": "XX", "zzz": "XXX",
    ]
}
