import SQL
import TestSupport
import Testing

/// Scalars that quoting could trip over, ordinary ones, and marks that combine with the one before into one character.
private let trickyScalars: [Unicode.Scalar] = [
    "'", "'", "\"", "`", "\\", "\\", "$", "{", "}", "%", "_", "?", ";", "-", "/", "*", "(", ")", "u", "0", "n", "a",
    " ",
    "\n", "\r", "\t", "\u{8}", "\u{1A}", "\u{7F}", "\u{301}", "\u{200D}", "\u{FE0F}", "\u{FEFF}", "\u{2019}",
    "\u{FF07}",
    "群", "像", "😀", "\u{1F468}", "\u{10FFFF}",
]

private func randomText(_ random: inout SeededRandom) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &random) {
        scalars.append(trickyScalars.randomElement(using: &random) ?? "a")
    }
    return String(scalars)
}

/// Reads one quoted token that takes up the whole text, as a lexer does; `nil` where the token ends before the text does.
/// Written from the engines' rules, without a look at the writer.
private func unquoted(_ text: String, _ dialect: Dialect, mark: Unicode.Scalar) -> [Unicode.Scalar]? {
    let scalars = Array(text.unicodeScalars)
    let hasEscapes = dialect == .spark && mark == "'"
    guard scalars.count >= 2, scalars.first == mark else { return nil }
    var (result, index) = ([Unicode.Scalar](), 1)
    while index < scalars.count {
        let scalar = scalars[index]
        if scalar == mark {
            if index == scalars.count - 1 { return result }
            guard !hasEscapes, scalars[index + 1] == mark else { return nil }
            result.append(mark)
            index += 2
        } else if hasEscapes, scalar == "\\" {
            guard index + 1 < scalars.count else { return nil }
            if scalars[index + 1] == "u", index + 5 < scalars.count {
                let digits = String(String.UnicodeScalarView(scalars[(index + 2)...(index + 5)]))
                guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else { return nil }
                result.append(scalar)
                index += 6
            } else {
                result.append(scalars[index + 1])
                index += 2
            }
        } else {
            result.append(scalar)
            index += 1
        }
    }
    return nil
}

@Test(arguments: [Dialect.duckDB, .spark])
func aQuotedTextIsOneTokenThatReadsBackAsTheText(dialect: Dialect) throws {
    var random = SeededRandom(seed: 1)
    for _ in 0..<5_000 {
        let text = randomText(&random)
        let written = try literal(.text(text), dialect)
        let isSame = unquoted(written, dialect, mark: "'") == Array(text.unicodeScalars)
        #expect(isSame, "\(text.debugDescription)")
        // Spark would replace a variable before it reads the quotation marks.
        #expect(dialect == .duckDB || !written.unicodeScalars.contains("$"))
    }
}

@Test(arguments: [Dialect.duckDB, .spark])
func aQuotedNameIsOneTokenThatReadsBackAsTheNameOrIsRefused(dialect: Dialect) throws {
    var random = SeededRandom(seed: 2)
    for _ in 0..<5_000 {
        let name = randomText(&random)
        do {
            let text = try dialect.render(.dropTable(TableName(Identifier(name)), ifExists: false)).text
            let written = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst("DROP TABLE ".count)))
            let mark: Unicode.Scalar = dialect == .spark ? "`" : "\""
            let isSame = unquoted(written, dialect, mark: mark) == Array(name.unicodeScalars)
            #expect(isSame, "\(name.debugDescription)")
        } catch .unwritable(.emptyName) {
            #expect(name.isEmpty)
        } catch .unwritable(.nameCannotBeQuoted(_)) {
            let pairs = zip(name.unicodeScalars, name.unicodeScalars.dropFirst())
            #expect(dialect == .spark && pairs.contains { $0 == "$" && $1 == "{" })
        }
    }
}

/// The digits within `TYPE 'digits'` or `CAST('digits' AS TYPE)`.
private func digits(_ literal: String) -> String {
    String(literal.split(separator: "'", omittingEmptySubsequences: false)[1])
}

@Test(arguments: [Dialect.duckDB, .spark])
func aNumberReadsBackToItsLastBit(dialect: Dialect) throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<5_000 {
        let integer = Int64(bitPattern: random.next()) >> Int64.random(in: 0..<64, using: &random)
        #expect(Int64(digits(try literal(.integer(integer), dialect))) == integer)

        let double = Double(bitPattern: random.next())
        if !double.isNaN {
            #expect(Double(digits(try literal(.double(double), dialect)))?.bitPattern == double.bitPattern)
        }

        let scale = Int.random(in: 0...38, using: &random)
        let unscaled = Int128(integer) * Int128(Int32(truncatingIfNeeded: random.next()))
        let number = try #require(FixedDecimal(unscaled: unscaled, precision: 38, scale: scale))
        let written = digits(try literal(.decimal(number), dialect))
        #expect(FixedDecimal(written, precision: 38, scale: scale) == number)
    }
}

/// Counts days by walking the calendar, a month at a time, rather than by a formula.
@Test func everyMonthOfTheSharedCalendarHasItsDates() throws {
    func padded(_ number: Int, _ width: Int) -> String {
        String(repeating: "0", count: width - String(number).count) + String(number)
    }
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var start: Int32 = -719_162
    for year in 1...9_999 {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        for month in 1...12 {
            let length = lengths[month - 1] + (isLeap && month == 2 ? 1 : 0)
            for day in [1, length] {
                let written = try literal(.date(days: start + Int32(day) - 1), .duckDB)
                let isRight = written == "DATE '\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))'"
                #expect(isRight, "\(written)")
            }
            start += Int32(length)
        }
    }
    #expect(start == 2_932_897)
}
