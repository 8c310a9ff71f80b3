import Foundation
import Models
import Statistics
import Testing

@Suite struct FeaturePreparationTests {
    private static func numbers(_ name: String, _ values: [Double]) -> FeatureColumn {
        FeatureColumn(name, .numbers(values))
    }

    @Test func numbersHaveMeanZeroAndDeviationOne() throws {
        var random = SplittableRandom(seed: 1)
        let values = (0..<300).map { _ in exp(2 * Normal.standard.sample(using: &random)) }
        let columns = [Self.numbers("x", values)]
        let preparation = try FeaturePreparation(columns)
        guard case .number(let recipe) = preparation.decisions[0].outcome else {
            Issue.record("x is left out")
            return
        }
        #expect(recipe.transform == .log && recipe.skewnessBefore > 1 && abs(recipe.skewness) < 1)
        let made = preparation.recipe.rows(columns).matrix.column(0)
        let mean = made.reduce(0, +) / 300
        #expect(abs(mean) < 1e-9)
        #expect(abs(made.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 300 - 1) < 1e-9)
        // What lies outside of the cut counts as its end.
        #expect(recipe(1e90) == recipe(recipe.high) && recipe(-5) == recipe(recipe.low))
        #expect(recipe(.nan) == recipe(recipe.fill))
    }

    @Test func theUnitOfAnAmountMakesNoDifference() throws {
        var random = SplittableRandom(seed: 2)
        let dollars = (0..<200).map { _ in exp(1.5 * Normal.standard.sample(using: &random)) }
        let made = try [1.0, 100, 1e-6].map { factor in
            let columns = [Self.numbers("x", dollars.map { $0 * factor })]
            return try FeaturePreparation(columns).recipe.rows(columns).matrix.column(0)
        }
        for other in made.dropFirst() {
            for (left, right) in zip(made[0], other) { #expect(abs(left - right) < 1e-9) }
        }
    }

    /// Two rows drawn at random are as far apart in a category as half a standardised number puts them.
    @Test func aCategoryCountsAsHalfANumberHoweverManyLevelsItHas() throws {
        for levels in [2, 3, 7] {
            let codes = (0..<420).map { Int32($0 % levels) }
            let column = FeatureColumn("c", .categories(codes: codes, levels: (0..<levels).map { "L\($0)" }))
            let matrix = try FeaturePreparation([column]).recipe.rows([column]).matrix
            var variance = 0.0
            for place in 0..<matrix.columns {
                let values = matrix.column(place)
                let mean = values.reduce(0, +) / 420
                for value in values { variance += (value - mean) * (value - mean) / 420 }
            }
            #expect(abs(2 * variance - 1) < 1e-9)
        }
    }

    @Test func rareLevelsAreJoinedAndMissingOnesStandApart() throws {
        var codes = [Int32](repeating: 0, count: 200) + [Int32](repeating: 1, count: 160)
        codes += [Int32](repeating: -1, count: 20)
        for row in 0..<20 { codes.append(Int32(2 + row % 10)) }
        let column = FeatureColumn("c", .categories(codes: codes, levels: (0..<12).map { "L\($0)" }))
        guard case .category(let recipe) = try FeaturePreparation([column]).decisions[0].outcome else {
            Issue.record("c is left out")
            return
        }
        #expect(recipe.levels == ["L0", "L1"] && recipe.joined == 10 && recipe.hasRest && recipe.hasMissing)
        #expect(recipe.width == 4)
    }

    @Test func identifiersAreKnownByTheirNamesAndTheirValues() throws {
        let rows = 0..<60
        let columns = [
            Self.numbers("customerId", rows.map { Double($0 * $0) }),
            Self.numbers("row", rows.map { Double(500 + $0) }),
            Self.numbers("会员编号", rows.map { Double($0 * 31 % 59) }),
            FeatureColumn("email", .categories(codes: rows.map { Int32($0) }, levels: rows.map { "a\($0)@b.cn" })),
            Self.numbers("orders", rows.map { Double($0 % 7) }),
            Self.numbers("store_id", rows.map { Double($0 % 3) }),
        ]
        let decisions = try FeaturePreparation(columns).decisions
        let left = decisions.filter { $0.outcome == .identifier }.map(\.column)
        #expect(Set(left) == ["customerId", "row", "会员编号", "email"])
        guard case .category = decisions.first(where: { $0.column == "store_id" })?.outcome else {
            Issue.record("A number of a few shops is a category")
            return
        }
    }

    @Test func ofColumnsThatSayTheSameTheOneWithFewerMissingStays() throws {
        var random = SplittableRandom(seed: 9)
        let base = (0..<100).map { _ in Normal.standard.sample(using: &random) }
        let columns = [
            Self.numbers("a", base.enumerated().map { $0 % 10 == 0 ? .nan : $1 }),
            Self.numbers("b", base.map { -3 * $0 + 1 }), Self.numbers("c", base.map { _ in random.uniform() }),
        ]
        let decisions = try FeaturePreparation(columns).decisions
        guard case .sameAs("b", let correlation) = decisions[0].outcome else {
            Issue.record("a should be left out")
            return
        }
        #expect(correlation < -0.9)
        #expect(decisions[1].isKept && decisions[2].isKept)
    }
}
