import Foundation
import Models
import Statistics
import TestSupport
import Testing

@Suite struct SegmentProfileTests {
    private static func telco() throws -> (variables: [ProfileVariable], churned: [Bool], contract: [Int32]) {
        let columns = try Fixture.columns("telco_churn.csv")
        let contracts = ["Month-to-month", "One year", "Two year"]
        let codes = columns["contract"]!.map { Int32(contracts.firstIndex(of: $0)!) }
        let variables = [
            ProfileVariable("tenure", numbers: columns["tenure"]!.map { Double($0) ?? .nan }),
            ProfileVariable("contract", codes: codes, levels: contracts),
            ProfileVariable("constant", numbers: [Double](repeating: 4, count: codes.count)),
        ]
        return (variables, columns["churn"]!.map { $0 == "Yes" }, codes)
    }

    /// Hedges's g from statsmodels 0.15.0 (`effectsize_smd`): g = −0.8521591, variance 0.00077990.
    @Test func telcoChurnersAreNewAndWithoutAContract() throws {
        let (variables, churned, _) = try Self.telco()
        let profile = try SegmentProfile(variables, isMember: churned)
        #expect(profile.size == 1_869)
        #expect(profile.traits.map { $0.category ?? $0.variable }.first == "Month-to-month")
        #expect(!profile.traits.contains { $0.variable == "constant" })
        let tenure = try #require(profile.traits.first { $0.variable == "tenure" })
        #expect((tenure.effect - (-0.8521590503580823)).magnitude < 1e-6)
        #expect((tenure.effectHigh - tenure.effectLow - 0.1094707077364361).magnitude < 1e-5)
        #expect(tenure.memberValue < tenure.otherValue && tenure.high < 0 && tenure.adjustedPValue < 1e-100)
        let monthly = try #require(profile.traits.first { $0.category == "Month-to-month" })
        // 1,655 of 1,869 churners and 2,220 of 5,174 others.
        #expect((monthly.memberValue - 1_655.0 / 1_869).magnitude < 1e-12)
        #expect((monthly.otherValue - 2_220.0 / 5_174).magnitude < 1e-12)
        #expect((monthly.lift! - 1_655.0 / 1_869 / (3_875.0 / 7_043)).magnitude < 1e-12)
    }

    @Test func theOrderOfRowsAndVariablesChangesNothing() throws {
        var random = SplittableRandom(seed: 5)
        let count = 300
        let numbers = (0..<count).map { _ in Normal.standard.sample(using: &random) * 1e12 }
        let codes = (0..<count).map { _ in Int32(random.index(below: 3)) - (random.uniform() < 0.1 ? 3 : 0) }
        let groups = (0..<count).map { _ in Int32(random.index(below: 4)) - 1 }
        let levels = ["a", "b", "c"]
        let order = (0..<count).map { ($0 * 7 + 3) % count }
        let one = try SegmentProfile.profiles(
            [ProfileVariable("x", numbers: numbers), ProfileVariable("y", codes: codes, levels: levels)],
            groups: groups
        )
        let two = try SegmentProfile.profiles(
            [
                ProfileVariable("y", codes: order.map { codes[$0] }, levels: levels),
                ProfileVariable("x", numbers: order.map { numbers[$0] }),
            ],
            groups: order.map { groups[$0] }
        )
        #expect(one.count == 3 && two.count == 3)
        for (left, right) in zip(one, two) {
            #expect(left.size == right.size && left.traits.map(\.variable) == right.traits.map(\.variable))
            for (a, b) in zip(left.traits, right.traits) {
                #expect(
                    (a.effect - b.effect).magnitude < 1e-9 && (a.adjustedPValue - b.adjustedPValue).magnitude < 1e-9
                )
            }
        }
    }

    @Test func groupsThatDoNotVaryAndGroupsOfOneHaveFiniteTraits() throws {
        let cases: [(numbers: [Double], isMember: [Bool])] = [
            ([1, 1, 1, 2, 2, 2], [true, true, true, false, false, false]),
            ([9, 1, 2, 3, 4, 5], [true, false, false, false, false, false]),
            ([.nan, 1, 2, 3, .nan, 5], [true, true, false, false, false, false]),
            ([1, 2], [true, false]), ([1e300, -1e300, 0, 1], [true, false, true, false]),
        ]
        for (numbers, isMember) in cases {
            let profile = try SegmentProfile([ProfileVariable("x", numbers: numbers)], isMember: isMember)
            for trait in profile.traits {
                let all = [trait.effect, trait.low, trait.high, trait.effectLow, trait.pValue, trait.adjustedPValue]
                let isFinite = all.allSatisfy { $0.isFinite }
                #expect(isFinite, "\(trait)")
            }
        }
        let apart = try SegmentProfile([ProfileVariable("x", numbers: cases[0].numbers)], isMember: cases[0].isMember)
        #expect(apart.traits.count == 1 && apart.traits[0].effect < -1)
    }

    @Test func whatCannotBeComparedIsAnError() {
        let x = ProfileVariable("x", numbers: [1, 2])
        #expect(throws: ModelError.self) { try SegmentProfile([x], isMember: [true, true]) }
        #expect(throws: ModelError.self) { try SegmentProfile([x], isMember: [false, false]) }
        #expect(throws: ModelError.self) { try SegmentProfile([], isMember: [true, false]) }
        #expect(throws: ModelError.notFinite(column: "x", row: 2)) {
            try SegmentProfile([ProfileVariable("x", numbers: [1, .infinity])], isMember: [true, false])
        }
        #expect(throws: ModelError.self) {
            try SegmentProfile([ProfileVariable("x", numbers: [])], isMember: [])
        }
    }
}
