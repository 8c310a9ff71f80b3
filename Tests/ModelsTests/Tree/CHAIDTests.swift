import Models
import Statistics
import TestSupport
import Testing

@Suite struct CHAIDTests {
    private func telco(_ names: [String]) throws -> (features: [TreeFeature], columns: [String: [String]]) {
        let columns = try Fixture.columns("telco_churn.csv")
        let features = names.map { name in
            let levels = Set(columns[name]!).sorted()
            return TreeFeature(
                name,
                .categories(codes: columns[name]!.map { Int32(levels.firstIndex(of: $0)!) }, levels: levels)
            )
        }
        return (features, columns)
    }

    private func churn(_ columns: [String: [String]]) -> TreeTarget {
        .classes(codes: columns["churn"]!.map { $0 == "Yes" ? 1 : 0 }, levels: ["No", "Yes"])
    }

    @Test func contractsDifferWithTheChiSquaredOfTheCrossTable() throws {
        let (features, columns) = try telco(["contract"])
        let tree = try CHAID(depth: 1).fit(features, churn(columns)).tree
        let split = try #require(tree.nodes[0].split)
        // χ²(2) = 1184.5966 in models.md; no categories are merged, so nothing is adjusted: ln p = −χ²/2.
        #expect(abs(try #require(split.logP) + 1184.5965720837926 / 2) < 1e-9)
        #expect(split.branches.count == 3)
        #expect(
            tree.nodes.dropFirst().map { ($0.values[1] / Double($0.count) * 1e6).rounded() } == [
                427_097, 112_695, 28_319,
            ]
        )
    }

    @Test func waysToPayThatDoNotDifferAreMerged() throws {
        // scipy 1.17.1: bank and card p = .268, then these and mailed cheques p = .0069; S(4, 3) = 6 ways to merge.
        let (features, columns) = try telco(["payment_method"])
        let tree = try CHAID(depth: 1).fit(features, churn(columns)).tree
        let split = try #require(tree.nodes[0].split)
        #expect(tree.nodes.dropFirst().map(\.values) == [[2_576, 490], [1_294, 1_071], [1_304, 308]])
        // The largest takes what is not named elsewhere.
        #expect(split.branches.map(\.test) == [.noneOf([2, 3]), .oneOf([2]), .oneOf([3])])
        #expect(abs(try #require(split.logP) + 321.8564944949622) < 1e-8)
    }

    @Test func meansAreToldApartByTheFTest() throws {
        // scipy 1.17.1 `f_oneway`, 2960.0151 in models.md; ln p by mpmath.
        let (features, columns) = try telco(["contract"])
        let tenure = columns["tenure"]!.map { Double($0)! }
        let tree = try CHAID(depth: 1).fit(features, .numbers(tenure)).tree
        #expect(abs(try #require(tree.nodes[0].split?.logP) + 2148.1217253923082) < 1e-6)
    }

    @Test func numbersAreCutWhereTheTargetChangesAndMissingOnesJoinTheirLike() throws {
        let ages = (0..<2_200).map { $0 < 2_000 ? Double($0 % 100) : .nan }
        // Below fifty one in ten, from fifty on and where unknown eight in ten.
        let codes = ages.enumerated().map { row, age in
            Int32((row < 2_000 ? row / 100 : row) % 10 < (age < 50 ? 1 : 8) ? 1 : 0)
        }
        let features = [TreeFeature("age", .numbers(ages))]
        let tree = try CHAID(depth: 1).fit(features, .classes(codes: codes, levels: ["0", "1"])).tree
        let split = try #require(tree.nodes[0].split)
        #expect(split.branches.count == 2)
        // The fifth of the nine cuts between tenths.
        #expect(split.branches[0].test == .interval(low: nil, high: 50))
        #expect(split.missingBranch == 1 && split.statesMissing)
        let leaf = tree.leaf(of: features)
        #expect(leaf.indices.allSatisfy { leaf[$0] == (ages[$0] < 50 ? 1 : 2) })
    }

    @Test func noiseIsNotSplit() throws {
        // With Bonferroni's adjustment one tree in twenty at most would split; the seed is fixed.
        var random = SplittableRandom(seed: 11)
        let features = (0..<3).map { index in
            TreeFeature("x\(index)", .numbers((0..<500).map { _ in random.uniform() }))
        }
        let codes = (0..<500).map { _ in Int32(random.index(below: 2)) }
        #expect(try CHAID().fit(features, .classes(codes: codes, levels: ["a", "b"])).tree.nodes.count == 1)
    }

    @Test func manyLevelsAndLevelsNotSeenGoSomewhere() throws {
        let levels = (0..<300).map { "l\($0)" }
        let codes = (0..<3_000).map { Int32($0 % 300) }
        let target = TreeTarget.classes(codes: codes.map { $0 < 150 ? 0 : 1 }, levels: ["a", "b"])
        let feature = TreeFeature("many", .categories(codes: codes, levels: levels))
        let tree = try CHAID(minimumSize: 5).fit([feature], target).tree
        #expect(tree.leaf(of: [feature]).count == 3_000)
        let other = TreeFeature("many", .categories(codes: [0, -1], levels: ["never seen"]))
        #expect(tree.leaf(of: [other]).allSatisfy { tree.nodes[$0].split == nil })
    }
}
