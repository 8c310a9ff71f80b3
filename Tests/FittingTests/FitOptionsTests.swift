import Domain
import Fitting
import Testing

@Suite struct FitOptionsTests {
    /// The help of a model shows the words; an option that takes one of some words and does not say them helps nobody.
    @Test func everyOptionOfWordsSaysItsWords() {
        let ofWords: Set<FitOption> = [
            .unit, .covariance, .linkage, .distance, .method, .criterion, .binning, .ties, .monetary,
        ]
        for model in ModelCatalog.all {
            let said = Set(model.choices.keys)
            #expect(said == Set(model.options).intersection(ofWords), "\(model.name)")
            for (option, words) in model.choices {
                #expect(words.count > 1 && Set(words).count == words.count, "\(model.name) \(option)")
            }
        }
    }

    @Test func namesAreTakenByCommaWithoutTheSpacesAroundThem() {
        #expect(FitOptions([.columns: "a, b c ,d"]).list(.columns) == ["a", "b c", "d"])
        #expect(FitOptions().list(.columns) == nil)
        // A column that is named twice would count twice in distances.
        #expect(FitOptions([.columns: "a,b,a"]).list(.columns) == ["a", "b"])
    }

    @Test func boundsAreSaidAsPeopleWriteThem() {
        func text(_ read: () throws -> Void) -> String? {
            let error = #expect(throws: TableError.self) { try read() }
            return error?.explanation.english
        }
        let options = FitOptions([.k: "-2", .level: "2", .top: "0", .minLift: "-1", .effect: "-3", .seed: "x"])
        #expect(
            text { _ = try options.range(.k, in: 1...1_000) }
                == "--k cannot be \"-2\": a number or a range like 2-10 from 1 to 1000 is expected."
        )
        #expect(
            text { _ = try options.number(.level, in: 0.5...0.9999) }
                == "--level cannot be \"2\": a number from 0.5 to 0.9999 is expected."
        )
        #expect(
            text { _ = try options.integer(.top, in: 1...10_000_000) }
                == "--top cannot be \"0\": a whole number of at least 1 is expected."
        )
        #expect(
            text { _ = try options.number(.minLift, in: 0...1e9) }
                == "--min-lift cannot be \"-1\": a number of at least 0 is expected."
        )
        #expect(
            text { _ = try options.positive(.effect, upTo: 1e12) }
                == "--effect cannot be \"-3\": a number above 0 is expected."
        )
        #expect(text { _ = try options.seed } == "--seed cannot be \"x\": a whole number of at least 0 is expected.")
    }

    @Test func aNumberOrARangeIsRead() throws {
        #expect(try FitOptions([.k: "5"]).range(.k, in: 1...9) == 5...5)
        #expect(try FitOptions([.k: "2-6"]).range(.k, in: 1...9) == 2...6)
        for wrong in ["0", "6-2", "2-", "x", "-3", "2-30"] {
            #expect(throws: TableError.self) { try FitOptions([.k: wrong]).range(.k, in: 1...9) }
        }
    }
}
