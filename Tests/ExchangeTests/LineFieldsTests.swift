import Exchange
import Testing

struct LineFieldsTests {
    private func lines(_ text: String, _ delimiter: Character? = ",") -> [[String]] {
        var reader = LineFields(Array(text.utf8), delimiter: delimiter?.asciiValue)
        var lines: [[String]] = []
        while let fields = reader.line() { lines.append(fields) }
        #expect(reader.lineNumber == lines.count)
        return lines
    }

    @Test func fieldsAreCutAtDelimitersAndQuotesTakenOff() {
        #expect(lines("a,b\n\"c,d\",\"e\"\"f\"\n") == [["a", "b"], ["c,d", "e\"f"]])
        #expect(lines("a\tb", "\t") == [["a", "b"]])
        #expect(lines("") == [])
        #expect(lines("\n\nx") == [[""], [""], ["x"]])
        #expect(lines("a,\n,b\n") == [["a", ""], ["", "b"]])
    }

    /// One stray quote must not swallow the customers after it.
    @Test func aQuoteThatItsLineDoesNotCloseIsACharacter() {
        #expect(lines("\"12\n34\n") == [["\"12"], ["34"]])
        #expect(lines("\"a\"b,c\n") == [["\"a\"b", "c"]])
        #expect(lines("7\" tablet,x\n") == [["7\" tablet", "x"]])
    }

    @Test func aLineOfOneFieldIsKeptAsItStands() {
        #expect(lines("\"a\",b\n", nil) == [["\"a\",b"]])
    }
}
