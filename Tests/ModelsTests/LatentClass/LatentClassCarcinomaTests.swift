import Foundation
import Models
import TestSupport
import Testing

@Suite struct LatentClassCarcinomaTests {
    private static func patterns() throws -> AnswerPatterns {
        try AnswerPatterns(
            ["A", "B", "C", "D", "E", "F", "G"].map { name in
                let numbers = try Fixture.numbers("carcinoma.csv", name)
                return AnswerPatterns.Item(name, codes: numbers.map { Int32($0) - 1 }, levels: ["1", "2"])
            }
        )
    }

    @Test(arguments: [
        (2, -317.2568, 664.51, 706.07, 15), (3, -293.705, 633.41, 697.1357, 23), (4, -289.2858, 640.5716, 726.46, 31),
    ])
    func likelihoodsAreThoseOfPoLCA(_ classes: Int, _ likelihood: Double, _ aic: Double, _ bic: Double, _ count: Int)
        throws
    {
        let fitted = try LatentClassModel(classes: classes).fit(Self.patterns())
        #expect(abs(fitted.logLikelihood - likelihood) < 5e-4)
        #expect(abs(fitted.aic - aic) < 5e-3)
        #expect(abs(fitted.bic - bic) < 5e-3)
        #expect(fitted.parameterCount == count)
        #expect(fitted.hasConverged)
    }

    @Test(arguments: 1...5) func theGlobalMaximumOfFourClassesIsFoundWithAnySeed(_ seed: Int) throws {
        let fitted = try LatentClassModel(classes: 4, seed: UInt64(seed)).fit(Self.patterns())
        #expect(abs(fitted.logLikelihood - -289.2858) < 5e-4)
    }

    /// G² and χ² are printed in Linzer and Lewis (2011); the entropy is that of the posteriors of the same fit in numpy.
    @Test(arguments: [(2, 62.36543, 92.64814, 0.9855083), (3, 15.26171, 20.50336, 0.9256653)])
    func fitStatisticsAreThoseOfPoLCA(_ classes: Int, _ g: Double, _ chi: Double, _ entropy: Double) throws {
        let patterns = try Self.patterns()
        let quality = LatentClassQuality(try LatentClassModel(classes: classes).fit(patterns), patterns)
        #expect(abs(quality.gSquared - g) < 1e-4)
        #expect(abs(quality.chiSquared - chi) < 1e-3)
        #expect(abs(try #require(quality.entropy) - entropy) < 1e-5)
    }

    /// poLCA's formulas (Linzer and Lewis 2011, section 2.3) written out in numpy 2.4.6, with its pinv.
    @Test func standardErrorsAreThoseOfPoLCAsFormulas() throws {
        let patterns = try Self.patterns()
        let fitted = try LatentClassModel(classes: 3).fit(patterns)
        let errors = try #require(LatentClassErrors(fitted, patterns))
        let shares = [(0.44472765, 0.04793087), (0.37356444, 0.04746357), (0.18170791, 0.04067259)]
        for (r, expected) in shares.enumerated() {
            #expect(abs(fitted.shares[r] - expected.0) < 1e-5)
            #expect(abs(errors.shares[r] - expected.1) < 1e-5)
        }
        // Question, class, probability of answer 2, standard error; the last is at the bound.
        let expected = [
            (0, 1, 0.05730971, 0.03863944), (0, 2, 0.51283134, 0.12589461), (1, 0, 0.98094435, 0.01925765),
            (3, 0, 0.5862471, 0.07452486), (6, 2, 0.63065159, 0.12106575), (3, 1, 0, 0),
        ]
        for (item, r, probability, error) in expected {
            #expect(abs(fitted.responses[item][1][r] - probability) < 1e-4)
            #expect(abs(errors.responses[item][1][r] - error) < 1e-4)
            #expect(abs(errors.responses[item][0][r] - error) < 1e-4)
        }
    }
}
