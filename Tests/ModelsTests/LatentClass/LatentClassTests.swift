import Foundation
import Models
import Statistics
import Testing

@Suite struct LatentClassTests {
    /// Two classes and five questions with three answers each; some answers are missing at random.
    static func simulated(_ people: Int, seed: UInt64, missing: Double = 0) -> [AnswerPatterns.Item] {
        var random = SplittableRandom(seed: seed)
        let probabilities = [[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]
        var codes = [[Int32]](repeating: [], count: 5)
        for _ in 0..<people {
            let r = random.uniform() < 0.35 ? 1 : 0
            for item in 0..<5 {
                let draw = random.uniform()
                let p = probabilities[r]
                let code: Int32 = draw < p[0] ? 0 : draw < p[0] + p[1] ? 1 : 2
                codes[item].append(random.uniform() < missing ? -1 : code)
            }
        }
        return codes.enumerated().map {
            AnswerPatterns.Item("q\($0.offset)", codes: $0.element, levels: ["a", "b", "c"])
        }
    }

    @Test(arguments: [0, 0.3]) func parametersOfSimulatedPeopleAreRecovered(_ missing: Double) throws {
        let patterns = try AnswerPatterns(Self.simulated(20_000, seed: 4, missing: missing))
        let fitted = try LatentClassModel(classes: 2, starts: 4, finalists: 1).fit(patterns)
        #expect(abs(fitted.shares[0] - 0.65) < 0.03)
        for item in 0..<5 {
            for (level, expected) in [(0.7, 0.1), (0.2, 0.3), (0.1, 0.6)].enumerated() {
                #expect(abs(fitted.responses[item][level][0] - expected.0) < 0.03)
                #expect(abs(fitted.responses[item][level][1] - expected.1) < 0.03)
            }
        }
    }

    @Test func neitherTheOrderOfPeopleNorThatOfQuestionsMatters() throws {
        let items = Self.simulated(300, seed: 9, missing: 0.1)
        let model = LatentClassModel(classes: 3, starts: 20, finalists: 5)
        let fitted = try model.fit(AnswerPatterns(items))
        let turned = items.reversed().map { item in
            AnswerPatterns.Item(item.name, codes: item.codes.reversed(), levels: item.levels)
        }
        let again = try model.fit(AnswerPatterns(turned))
        #expect(abs(fitted.logLikelihood - again.logLikelihood) < 1e-8)
        for r in 0..<3 { #expect(abs(fitted.shares[r] - again.shares[r]) < 1e-4) }
        let rowsOnly = items.map { AnswerPatterns.Item($0.name, codes: $0.codes.reversed(), levels: $0.levels) }
        #expect(try model.fit(AnswerPatterns(rowsOnly)) == fitted)
    }

    @Test func oneClassHasTheSharesOfTheAnswers() throws {
        let items = Self.simulated(500, seed: 2)
        let fitted = try LatentClassModel(classes: 1).fit(AnswerPatterns(items))
        for item in 0..<5 {
            for level in 0..<3 {
                let share = Double(items[item].codes.count { $0 == Int32(level) }) / 500
                #expect(abs(fitted.responses[item][level][0] - share) < 1e-12)
            }
        }
        #expect(fitted.parameterCount == 10)
    }

    @Test func whatCannotBeFittedIsSaid() {
        #expect(throws: ModelError.self) { try AnswerPatterns([]) }
        #expect(throws: ModelError.tooFewRows(needed: 2, found: 1)) {
            try AnswerPatterns([.init("q", codes: [0], levels: ["a"])])
        }
        #expect(throws: ModelError.constantColumn("q")) {
            try AnswerPatterns([.init("q", codes: [0, 0, -1], levels: ["a", "b"])])
        }
        #expect(throws: ModelError.moreGroupsThanRows(groups: 3, differentRows: 2)) {
            try LatentClassModel(classes: 3).fit(AnswerPatterns([.init("q", codes: [0, 1, 1], levels: ["a", "b"])]))
        }
        #expect(throws: ModelError.self) {
            try LatentClassModel(classes: 0).fit(AnswerPatterns([.init("q", codes: [0, 1, 1], levels: ["a", "b"])]))
        }
    }

    @Test func hundredsOfQuestionsStayFinite() throws {
        var random = SplittableRandom(seed: 3)
        let types = (0..<12).map { $0 % 2 }
        let items = (0..<900).map { item in
            AnswerPatterns.Item(
                "q\(item)",
                codes: types.map { random.uniform() < 0.9 ? Int32($0) : Int32(1 - $0) },
                levels: ["a", "b"]
            )
        }
        let patterns = try AnswerPatterns(items)
        let fitted = try LatentClassModel(classes: 2, starts: 2, finalists: 1).fit(patterns)
        let quality = LatentClassQuality(fitted, patterns)
        #expect(fitted.logLikelihood.isFinite && quality.gSquared.isFinite && quality.chiSquared.isFinite)
        #expect(fitted.shares == [0.5, 0.5])
    }
}
