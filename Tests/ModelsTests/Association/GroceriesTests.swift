import Models
import TestSupport
import Testing

/// The counts of the R package arules on its data set Groceries (Hahsler, Hornik and Reutterer 2006).
@Suite struct GroceriesTests {
    static let sets = Result { try ItemsetMiner(minimumSupport: 0.001).mine(baskets()) }

    static func baskets() throws -> Baskets {
        Baskets(try Fixture.lines("groceries.basket").map { $0.split(separator: ",").map(String.init) })
    }

    @Test func itemsetsOfTenBasketsAreAsManyAsArulesAndMlxtendFind() throws {
        let sets = try Self.sets.get()
        #expect(sets.basketCount == 9_835 && sets.names.count == 169 && sets.minimumCount == 10)
        #expect(sets.count == 13_492)
        // mlxtend 0.25.0: itemsets by size.
        let sizes = (1...6).map { size in (0..<sets.count).count { sets[$0].count == size } }
        #expect(sizes == [157, 2_981, 6_831, 3_137, 376, 10])
    }

    @Test(arguments: [(0.8, 410), (0.6, 2_918), (0.5, 5_668)])
    func rulesAreAsManyAsArulesFinds(confidence: Double, expected: Int) throws {
        let rules = RuleMiner(minimumConfidence: confidence, minimumItems: 1).mine(try Self.sets.get())
        #expect(rules.rules.count == expected)
    }

    @Test func rulesOfMoreSupportAreAsManyAsArulesFinds() throws {
        let baskets = try Self.baskets()
        let some = RuleMiner(itemsets: ItemsetMiner(minimumSupport: 0.006), minimumConfidence: 0.25)
        #expect(try some.mine(baskets).rules.count == 463)
        let few = RuleMiner(itemsets: ItemsetMiner(minimumSupport: 0.01), minimumConfidence: 0.5)
        #expect(try few.mine(baskets).rules.count == 15)
    }

    @Test func theTopRuleIsThatOfArules() throws {
        let rules = RuleMiner(minimumConfidence: 0.8).mine(try Self.sets.get())
        let top = try #require(rules.rules.first)
        #expect(top.left.map { rules.names[Int($0)] } == ["liquor", "red/blush wine"])
        #expect(rules.names[Int(top.right)] == "bottled beer")
        #expect(abs(top.lift - 11.23527) < 5e-6)
        // 19 of 21 baskets; scipy 1.x `hypergeom.sf(18, 9835, 792, 21)`.
        #expect(top.count == 19 && top.leftCount == 21 && top.rightCount == 792)
    }
}
