import Models
import Statistics
import TestSupport
import Testing

@Suite struct DiscriminatingVariableTests {
    /// `f_oneway` of scipy 1.17.1 on the petal lengths of iris by species.
    @Test func analysisOfVarianceIsThatOfScipy() throws {
        let values = try Fixture.numbers("iris.csv", "petal_length")
        let groups = (0..<150).map { $0 / 50 }
        let variable = DiscriminatingVariable("petal_length", values, groups: groups, count: 3)
        #expect(abs(variable.statistic! - 1180.161182252976) < 1e-8)
        #expect(abs(variable.effect - 0.9413717190573682) < 1e-12)
        #expect(abs(variable.p! / 2.856776610962404e-91 - 1) < 1e-9)
        #expect(variable.degrees == 2 && variable.denominatorDegrees == 147)
    }

    /// `chi2_contingency` of scipy 1.17.1 on [[10, 20], [30, 5]] without correction.
    @Test func associationOfCategoriesIsThatOfScipy() {
        let codes = [Int](repeating: 0, count: 30) + [Int](repeating: 1, count: 35)
        let groups =
            [Int](repeating: 0, count: 10) + [Int](repeating: 1, count: 20) + [Int](repeating: 0, count: 30)
            + [Int](repeating: 1, count: 5)
        let variable = DiscriminatingVariable("c", codes: codes, groups: groups)
        #expect(abs(variable.statistic! - 18.726190476190474) < 1e-10)
        #expect(abs(variable.p! / 1.5089565704354248e-05 - 1) < 1e-9)
        #expect(abs(variable.effect - 0.5367450401216932) < 1e-12)
    }

    /// Contract against tenure and churn in Telco's 7,043 customers: F = 2960.015 and χ²(2) = 1184.5966.
    @Test func customersOfTelcoDifferByContractAsPublished() throws {
        let columns = try Fixture.columns("telco_churn.csv")
        let contracts = ["Month-to-month", "One year", "Two year"]
        let groups = try #require(columns["contract"]).compactMap(contracts.firstIndex)
        let tenure = try Fixture.numbers("telco_churn.csv", "tenure")
        let churn = try #require(columns["churn"]).map { $0 == "Yes" ? 1 : 0 }
        let number = DiscriminatingVariable("tenure", tenure, groups: groups, count: 3)
        let category = DiscriminatingVariable("churn", codes: churn, groups: groups)
        #expect(abs(try #require(number.statistic) - 2960.015) < 5e-4)
        #expect(abs(try #require(category.statistic) - 1184.5966) < 5e-5)
        #expect(category.degrees == 2)
        let itself = DiscriminatingVariable("contract", codes: groups, groups: groups)
        #expect(abs(itself.effect - 1) < 1e-12)
    }

    @Test func aRowForEachGroupLeavesNothingToTest() {
        let alone = DiscriminatingVariable("a", [1, 2, 3], groups: [0, 1, 2], count: 3)
        #expect(alone.statistic == nil && alone.effect == 1)
        let tiny = DiscriminatingVariable("a", [1e-300, 2e-300, 5e-300, 6e-300], groups: [0, 0, 1, 1], count: 2)
        #expect(tiny.effect > 0.9)
    }

    @Test func whatDoesNotVaryHasNoTest() {
        let constant = DiscriminatingVariable("a", [1, 1, 1], groups: [0, 0, 1], count: 2)
        #expect(constant.statistic == nil && constant.effect == 0)
        let exact = DiscriminatingVariable("a", [1, 1, 5], groups: [0, 0, 1], count: 2)
        #expect(exact.statistic == nil && exact.effect == 1)
        let one = DiscriminatingVariable("c", codes: [0, 0], groups: [0, 1])
        #expect(one.statistic == nil && one.effect == 0)
    }

    @Test func holmsMethodStepsDown() {
        // p of .01, .04, .03 become .03, .06, .06 (R: p.adjust(c(.01, .04, .03), "holm")).
        var variables = [0.01, 0.04, 0.03].map { p in
            var one = DiscriminatingVariable("a", [1, 1], groups: [0, 1], count: 2)
            one.p = p
            return one
        }
        variables = DiscriminatingVariable.adjusted(variables)
        for (found, expected) in zip(variables.map(\.adjustedP!), [0.03, 0.06, 0.06]) {
            #expect(abs(found - expected) < 1e-12)
        }
    }
}
