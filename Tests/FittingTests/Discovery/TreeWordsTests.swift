import Domain
import Models
import TestSupport
import Testing

@testable import Fitting

@Suite struct TreeWordsTests {
    /// Churn by tenure and charges: below a tenure of 17 the tree tells churn from staying, above it only degrees of staying.
    @Test func splitsThatDivideNothingButTheGroupAreNotTold() throws {
        let columns = try Fixture.columns("telco_churn.csv")
        let features = ["tenure", "monthly_charges"].map { name in
            TreeFeature(name, .numbers(columns[name]!.map { Double($0)! }))
        }
        let codes = columns["churn"]!.map { Int32($0 == "Yes" ? 1 : 0) }
        let tree = try CART(depth: 4, minimumSize: 70, folds: 0)
            .fit(features, .classes(codes: codes, levels: ["No", "Yes"])).tree
        let words = TreeWords(tree: tree) { Bilingual(verbatim: $0) }
        let stay = try #require(words.expression(0))
        #expect(stay.hasPrefix("(tenure >= 17) or "))
        #expect(try #require(words.rule(0)).english.hasPrefix("tenure at least 17; or "))
        for group in [0, 1] {
            let leaves = tree.leaves.filter { tree.majorityClass($0) == group }
            let parts = words.nodes(of: group)
            #expect(parts.count < leaves.count || group == 1)
            // The same customers.
            #expect(parts.map { tree.nodes[$0].count }.reduce(0, +) == leaves.map { tree.nodes[$0].count }.reduce(0, +))
        }
    }
}
