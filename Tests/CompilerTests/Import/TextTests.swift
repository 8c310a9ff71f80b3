import Compiler
import Domain
import ProjectFile
import Testing

@Suite struct TextTests {
    private func cleaned(_ text: String, _ cleaners: Cleaner...) async throws -> Conversion.Outcome {
        try await Conversion(.text) { $0.cleaners = cleaners }.outcomes(of: [text])[0]
    }

    @Test func spaceAroundATextGoesAndAnEmptyTextIsMissing() async throws {
        let texts: [String?] = [" a b ", "\u{3000}北京\u{A0}", "\u{FEFF}x", "\t\r\n", "", nil, "  ", "a\u{3000}b"]
        let outcomes = try await Conversion(.text).outcomes(of: texts)
        #expect(
            outcomes == [
                .value(.text("a b")), .value(.text("北京")), .value(.text("x")), .missing, .missing, .missing, .missing,
                .value(.text("a\u{3000}b")),
            ]
        )
    }

    @Test func aLineEndAtTheEndOfAQuotedTextGoes() async throws {
        let outcomes = try await Conversion(.text).outcomes(of: ["a\n", "a\r\n", "a\nb"])
        #expect(outcomes == [.value(.text("a")), .value(.text("a")), .value(.text("a\nb"))])
    }

    @Test func aTextWrittenAsAFormulaIsTheText() async throws {
        let texts: [String?] = ["=\"0017\"", " =\"a\"\"b\" ", "=\"\"", "=\"", "=A1", "=\"a\"&\"b"]
        let outcomes = try await Conversion(.text).outcomes(of: texts)
        #expect(
            outcomes == [
                .value(.text("0017")), .value(.text("a\"b")), .missing, .value(.text("=\"")), .value(.text("=A1")),
                .value(.text("=\"a\"&\"b")),
            ]
        )
        #expect(try await Conversion(.integer).outcomes(of: ["=\"17\""]) == [.value(.integer(17))])
    }

    @Test func whatAFileDoesNotHoldIsNotLookedFor() async throws {
        let outcomes = try await Conversion(.text) { $0.strays = [] }.outcomes(of: ["a", "", nil])
        #expect(outcomes == [.value(.text("a")), .missing, .missing])
    }

    @Test func textsAreComposed() async throws {
        let outcome = try await Conversion(.text).outcomes(of: ["Cafe\u{301}"])[0]
        guard case .value(.text(let text)) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        // Swift takes both forms for equal, so the scalars are looked at.
        #expect(text.unicodeScalars.elementsEqual("Caf\u{E9}".unicodeScalars))
    }

    @Test func everyCleanerDoesWhatTheGuideSays() async throws {
        #expect(try await cleaned("a   b \t c", .collapseSpaces) == .value(.text("a b c")))
        #expect(try await cleaned("张\u{3000}\u{3000}三\u{A0}丰", .collapseSpaces) == .value(.text("张 三 丰")))
        #expect(try await cleaned("ab-é", .upperCase) == .value(.text("AB-É")))
        #expect(try await cleaned("AB-É", .lowerCase) == .value(.text("ab-é")))
        #expect(try await cleaned("ＡＢ１２　～！", .foldWidth) == .value(.text("AB12 ~!")))
        #expect(try await cleaned("17850.0", .wholeNumber) == .value(.text("17850")))
        #expect(try await cleaned("-7.", .wholeNumber) == .value(.text("-7")))
        #expect(try await cleaned("17850.5", .wholeNumber) == .value(.text("17850.5")))
        #expect(try await cleaned("A17.0", .wholeNumber) == .value(.text("A17.0")))
        #expect(try await cleaned("138-0013-8000", .digits) == .value(.text("13800138000")))
        #expect(try await cleaned("none", .digits) == .missing)
        #expect(try await cleaned("N/A", .emptyIf(["N/A", "-"])) == .missing)
        #expect(try await cleaned("n/a", .emptyIf(["N/A", "-"])) == .value(.text("n/a")))
        // In the order given.
        #expect(try await cleaned("１３８", .foldWidth, .digits) == .value(.text("138")))
        #expect(try await cleaned("１３８", .digits, .foldWidth) == .missing)
        #expect(try await cleaned("0.0", .wholeNumber, .emptyIf(["0"])) == .missing)
    }

    @Test func cleanersAlsoPrepareNumbers() async throws {
        let outcomes = try await Conversion(.integer) { $0.cleaners = [.emptyIf(["-", "无"])] }
            .outcomes(of: ["-", "无", "5", "x"])
        #expect(outcomes == [.missing, .missing, .value(.integer(5)), .refused("x")])
    }

    @Test func aListIsItsPartsBetweenSeparators() async throws {
        let outcomes = try await Conversion(.list).outcomes(of: [
            "a;b", "a", "Cafe\u{301};x", "", " vip ; new ", "a;;b;",
        ])
        #expect(
            outcomes == [
                .value(.list(["a", "b"])), .value(.list(["a"])), .value(.list(["Caf\u{E9}", "x"])), .missing,
                .value(.list(["vip", "new"])), .value(.list(["a", "b"])),
            ]
        )
        guard case .value(.list(let items)) = outcomes[2] else { return }
        #expect(items[0].unicodeScalars.elementsEqual("Caf\u{E9}".unicodeScalars))
        let bars = try await Conversion(.list) { $0.separator = "|" }.outcomes(of: ["a|b;c"])
        #expect(bars == [.value(.list(["a", "b;c"]))])
    }

    @Test func aRequiredValueThatIsMissingRefusesTheRow() async throws {
        let texts = try await Conversion(.text) { $0.isRequired = true }.outcomes(of: ["", "x", nil])
        #expect(texts == [.refused(nil), .value(.text("x")), .refused(nil)])
        let numbers = try await Conversion(.integer) { $0.isRequired = true }.outcomes(of: ["", "1", "x"])
        #expect(numbers == [.refused(nil), .value(.integer(1)), .refused("x")])
    }

    @Test func damagedTextRefusesTheRow() async throws {
        var conversion = Conversion(.text)
        conversion.refusesDamage = true
        let outcomes = try await conversion.outcomes(of: ["caf\u{FFFD}", "café", nil])
        #expect(outcomes == [.refused("caf\u{FFFD}"), .value(.text("café")), .missing])
    }
}
