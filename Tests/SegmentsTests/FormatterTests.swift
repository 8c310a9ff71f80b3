import Domain
import Segments
import Testing

struct FormatterTests {
    @Test func commentsStayWhereTheyBelong() throws {
        let text = """
            # Shops of the north.   \t

            # Who comes often.
            segment  a {# weekly
              # what it is called
              timezone "UTC"  title en "A"   # not final
              # first
              x = 1  # one
              and # still one
              did "A" between 1 # in the middle
                and 3 times
              # last
              and (y = 2 or z = 3) # both
              # the end
            } # of a
            segment b { ((a = 1 or # either
              b = 2)) }
            # nothing more
            """
        let expected = """
            # Shops of the north.

            # Who comes often.
            segment "a" {  # weekly
                title en "A"  # not final
                # what it is called
                timezone "UTC"

                # first
                x = 1  # one
                # still one
                # in the middle
                and did "A" between 1 and 3 times
                # last
                and (y = 2 or z = 3)  # both
                # the end
            }  # of a

            segment "b" {
                a = 1  # either
                or b = 2
            }

            # nothing more

            """
        #expect(try SegmentFormatter.format(text) == expected)
        #expect(try SegmentFormatter.format(expected) == expected)
    }

    @Test func aFileWithoutCommentsIsWhatThePrinterWrites() throws {
        for text in ["", "segment a { x = 1 }", "segment a { x = 1 and y = 2 } segment b { title zh \"乙\" not z = 3 }"]
        {
            #expect(try SegmentFormatter.format(text) == SegmentPrinter.text(of: SegmentParser.parse(file: text)))
        }
        #expect(try SegmentFormatter.format("  # only this") == "# only this\n")
        #expect(throws: ParseError.self) { try SegmentFormatter.format("segment a { x = }") }
    }

    /// Comments strewn into the text of random definitions: none is lost, nothing else changes, and a second time nothing does.
    @Test(arguments: 0..<30)
    func noCommentIsLost(seed: UInt64) throws {
        var trees = RandomTrees(seed: 5_000 + seed)
        for _ in 0..<8 {
            var definitions = [trees.definition(), trees.definition()]
            definitions[1].name += "2"
            let printed = SegmentPrinter.text(of: definitions)
            let (text, count) = Self.strewn(printed, &trees)
            let formatted = try SegmentFormatter.format(text)
            #expect(try SegmentParser.parse(file: formatted) == definitions, "\(text)")
            for number in 0..<count { #expect(formatted.contains("# c\(number) note\n"), "\(text)\n\(formatted)") }
            #expect(formatted.split(separator: "\n").count { $0.contains("# c") } == count)
            #expect(try SegmentFormatter.format(formatted) == formatted, "\(text)")
        }
    }

    /// The text with comments where blanks stand outside of quotes.
    private static func strewn(_ text: String, _ trees: inout RandomTrees) -> (text: String, count: Int) {
        var (strewn, count, isQuoted, isEscaped) = ("", 0, false, false)
        for scalar in text.unicodeScalars {
            if !isQuoted, scalar == " " || scalar == "\n", trees.below(6) == 0 {
                strewn += trees.below(2) == 0 ? "\n# c\(count) note\n" : " # c\(count) note\n"
                count += 1
            }
            strewn.unicodeScalars.append(scalar)
            if scalar == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return (strewn, count)
    }
}
