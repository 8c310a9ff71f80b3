import Models
import Testing

@Suite struct RuleMeasureTests {
    /// {liquor, red/blush wine} ⇒ bottled beer in Groceries.
    private let rule = AssociationRule(
        left: [0, 1],
        right: 2,
        count: 19,
        leftCount: 21,
        rightCount: 792,
        basketCount: 9_835,
        improvement: 0.1
    )

    @Test func measuresAreThoseOfMlxtend() throws {
        // mlxtend 0.25.0 `association_rules`.
        #expect(abs(rule.support - 0.001932) < 5e-7)
        #expect(abs(rule.confidence - 0.904762) < 5e-7)
        #expect(abs(rule.lift - 11.235269) < 5e-7)
        #expect(abs(rule.leverage - 0.00176) < 5e-7)
        #expect(abs(try #require(rule.conviction) - 9.654448) < 5e-7)
    }

    @Test func testsAreThoseOfScipy() {
        // scipy 1.17.1: hypergeom.sf(18, 9835, 792, 21) and chi2_contingency(…, correction=False).
        #expect(abs(rule.fisherP / 2.4032440202459893e-19 - 1) < 1e-9)
        #expect(abs(rule.chiSquared - 193.08956712717014) < 1e-9)
    }

    @Test func aRuleWithoutExceptionsHasNoFiniteConviction() {
        let sure = AssociationRule(left: [0], right: 1, count: 5, leftCount: 5, rightCount: 5, basketCount: 5)
        #expect(sure.conviction == nil)
        #expect(sure.chiSquared == 0 && sure.fisherP == 1 && sure.lift == 1 && sure.leverage == 0)
        #expect(!sure.isRedundant)
    }

    @Test func redundantRulesAreThoseOfBayardo() throws {
        // Whoever has a has b, with c and without: {a, c} ⇒ b adds nothing to {a} ⇒ b.
        let baskets = Baskets([["a", "b"], ["a", "b", "c"], ["a", "b", "c"], ["c"], ["b"], ["c", "b"]])
        let miner = RuleMiner(itemsets: ItemsetMiner(minimumSupport: 0.3), minimumConfidence: 0.6)
        let rules = try miner.mine(baskets)
        func find(_ left: [Int32], _ right: Int32) -> AssociationRule? {
            rules.rules.first { $0.left == left && $0.right == right }
        }
        #expect(find([0], 1)?.isRedundant == false)
        #expect(find([0, 2], 1)?.improvement == 0)
        #expect(find([0, 2], 1)?.isRedundant == true)
        var pruning = miner
        pruning.leavesOutRedundant = true
        let pruned = try pruning.mine(baskets)
        #expect(pruned.rules == rules.rules.filter { !$0.isRedundant })
        #expect(pruned.rules.count < rules.rules.count)
    }

    @Test func redundancyIsThatOfAFullSearchOverMoreGeneralRules() throws {
        let rules = RuleMiner(minimumConfidence: 0.5).mine(try GroceriesTests.sets.get())
        // Counted with mlxtend 0.25.0's itemsets, in exact fractions, over every smaller left side, the empty one too.
        #expect(rules.rules.count { $0.isRedundant } == 572)
    }
}
