import Testing

@testable import Exchange

/// Where the table of a delimited file begins.
@Suite struct PreambleTests {
    private func count(_ text: String, _ table: Preamble.Table = Preamble.Table()) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Preamble.find(in: FileHead(lines: lines), of: table).lineCount
    }

    @Test(arguments: [
        // A header, and rows.
        "a,b,c\n1,2,3\n4,5,6", "a;b;c\n1;2,5;3\n4;5,5;6", "a\tb\n1\t2",
        // Rows alone, the first with many gaps.
        "1,,,,,7\n2,x,y,z,5,8\n3,x,y,z,5,8",
        // A ragged row straight after the header.
        "a,b,c\n1,2\n3,4,5\n6,7,8",
        // Fewer names than columns, and an index without a name.
        "a,b,c\n1,2,3,4\n5,6,7,8", ",a,b\n0,x,y\n1,x,y",
        // Only few of the columns are named.
        "id,,,,,\n7,a,b,c,d,e\n8,a,b,c,d,e",
        // One column, whose texts hold commas.
        "email\na@x.org\nb@x.org", "note\nyes, maybe\nno\nyes\nperhaps",
        // A line end inside a quoted name.
        "\"a\nnumber\",b,c\n1,2,3\n4,5,6",
        // A header alone, nothing at all.
        "a,b,c", "",
    ])
    func anOrdinaryFileBeginsInItsFirstLine(text: String) {
        #expect(count(text) == 0)
    }

    @Test(arguments: [
        ("Report\na,b,c\n1,2,3\n4,5,6", 1), ("Report\n\na;b;c\n1;2,5;3\n4;5,5;6", 2),
        ("Report,,\nBerlin,,\n,,\na,b,c\n1,2,3", 3), ("Kunden\nKunde;Datum\nA;2026-01-05\nB;2026-01-06", 1),
        ("Report\n#,name,city\n1,x,y\n2,x,y", 1), ("\n\na,b\n1,2", 2), ("t\nt\nt\nt\nt\na,b,c\n1,2,3", 5),
        // Titles alone are no reason to take a row for a header.
        ("Report\n1,2,3\n4,5,6", 0),
    ])
    func titlesAreTold(text: String, lines: Int) {
        #expect(count(text) == lines)
    }

    @Test func namesThatAreKnownDecideBeforeHowALineLooks() {
        let text = "Monthly, by shop, all\nx,y,z\na,b,2026\n1,2,3"
        #expect(count(text) == 0)
        #expect(count(text, Preamble.Table(columns: ["b", "2026"])) == 2)
        #expect(count("Report\n1,2,3\n4,5,6", Preamble.Table(hasHeader: false, columns: ["1", "3"])) == 0)
    }

    @Test func whatIsStatedIsObeyedUpToTheNextLineThatIsNotBlank() {
        #expect(count("a,b\n\n\nc,d\n1,2", Preamble.Table(lineCount: 1)) == 3)
        #expect(count("Report\na,b\n1,2", Preamble.Table(lineCount: 0)) == 0)
        #expect(count("a,b", Preamble.Table(lineCount: 7)) == 7)
    }

    @Test func aStatedSeparatorIsFoundAndNothingElseIsTakenForOne() {
        func delimiter(_ line: String) -> String? {
            Preamble.find(in: FileHead(lines: [line, "a;b", "1;2"]), of: Preamble.Table()).delimiter
        }
        #expect(delimiter("sep=;") == ";" && delimiter("Sep=\t") == "\t" && delimiter("\"sep=,\"") == ",")
        for line in ["sep=", "sep=ab", "separator=;", "sep", "sep=x", "a;b"] { #expect(delimiter(line) == nil) }
        #expect(count("sep=;\nReport\n\na;b;c\n1;2;3") == 3)
        let plain = Preamble.find(in: FileHead(lines: ["sep=;", "a;b"]), of: Preamble.Table())
        #expect(plain == Preamble(lineCount: 1, delimiter: ";", hasTitles: false, hasQuotes: false))
    }
}
