import Exchange
import Testing

@Suite struct CSVLineTests {
    @Test(arguments: [
        ("plain", "plain"), ("群像", "群像"), (" a ", " a "), ("a,b", "\"a,b\""), ("a，b", "a，b"),
        ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""), ("two\r\nlines", "\"two\r\nlines\""),
        ("\r", "\"\r\""), ("\"\u{301}", "\"\"\"\u{301}\""), (",\u{20D2}", "\",\u{20D2}\""),
    ])
    func aFieldIsQuotedWhereItsReaderWouldMistakeIt(field: String, written: String) {
        let line = CSVLine.text([field, "", field])
        #expect(Array(line.unicodeScalars) == Array((written + ",," + written + "\r\n").unicodeScalars))
    }

    @Test func aLoneEmptyFieldIsNoBlankLine() {
        #expect(CSVLine.text([""], end: "\n") == "\"\"\n")
        #expect(CSVLine.text(["", ""], end: "\n") == ",\n")
    }
}
