import Models
import Statistics
import TestSupport
import Testing

/// Telco churn by tenure, monthly charges and age: scikit-learn 1.9.1 `DecisionTreeClassifier(min_samples_leaf=70)`.
@Suite struct CARTTests {
    static func telco() throws -> (features: [TreeFeature], target: TreeTarget) {
        let columns = try Fixture.columns("telco_churn.csv")
        let features = ["tenure", "monthly_charges", "senior_citizen"].map { name in
            TreeFeature(name, .numbers(columns[name]!.map { Double($0)! }))
        }
        let codes = columns["churn"]!.map { Int32($0 == "Yes" ? 1 : 0) }
        return (features, .classes(codes: codes, levels: ["No", "Yes"]))
    }

    @Test func splitsAreThoseOfScikitLearn() throws {
        let (features, target) = try Self.telco()
        let tree = try CART(depth: 4, minimumSize: 70, folds: 0).fit(features, target).tree
        let counts = tree.nodes.map(\.count)
        #expect(
            counts == [
                7043, 2550, 1395, 614, 237, 377, 781, 344, 437, 1155, 239, 133, 106, 916, 338, 578, 4493, 1957, 949,
                689, 260, 1008, 137, 871, 2536, 979, 719, 260, 1557, 1194, 363,
            ]
        )
        #expect(tree.nodes[6].values == [633, 148])
        let impurities = [(0, 0.389897404937), (1, 0.496210380623), (9, 0.453823579018), (30, 0.053578611054)]
        for (node, impurity) in impurities { #expect(abs(tree.nodes[node].impurity - impurity) < 1e-12) }
        // tenure ≤ 16.5 there; here the least whole number above.
        #expect(tree.nodes[0].split?.branches[0].test == .interval(low: nil, high: 17))
        let importance = [0.60199227, 0.38402935, 0.01397838]
        for (found, expected) in zip(tree.importance, importance) { #expect(abs(found - expected) < 1e-8) }
        let measures = TreeMeasures(tree, positive: 1)
        #expect(abs(measures.accuracy - 0.7888683799517251) < 1e-12)
        #expect(abs(try #require(measures.auc) - 0.8156801416639936) < 1e-12)
    }

    @Test func thePricesOfLeavesAreThoseOfScikitLearn() throws {
        // `cost_complexity_pruning_path`, its alphas.
        let expected = [
            0, 3.2633079852124706e-05, 0.00014090095927196157, 0.0007197166200370933, 0.0011051541187238542,
            0.001422089698029344, 0.0016249926024297645, 0.0017787431325964609, 0.002164167696320503,
            0.002602101285614937, 0.0031955956535315994, 0.00556832788079388, 0.008495389359757938,
            0.008522482723203523, 0.02290939684556187, 0.041453231572253946,
        ]
        let (features, target) = try Self.telco()
        let fitted = try CART(depth: 4, minimumSize: 70, folds: 2).fit(features, target)
        #expect(fitted.pruning.count == expected.count)
        for (step, alpha) in zip(fitted.pruning, expected) { #expect(abs(step.alpha - alpha) < 1e-12) }
        #expect(fitted.pruning.map(\.leaves) == (1...16).reversed())
        #expect(fitted.pruning.count { $0.isChosen } == 1)
        #expect(fitted.tree.leaves.count == fitted.pruning.first { $0.isChosen }?.leaves)
    }

    @Test func missingValuesGoWhereScikitLearnSendsThem() throws {
        // Tenure missing for every fifth customer; `DecisionTreeRegressor` of the charges, and the classifier.
        let columns = try Fixture.columns("telco_churn.csv")
        let tenure = columns["tenure"]!.enumerated().map { ($0 + 1) % 5 == 0 ? Double.nan : Double($1)! }
        let features = [
            TreeFeature("tenure", .numbers(tenure)),
            TreeFeature("senior", .numbers(columns["senior_citizen"]!.map { Double($0)! })),
        ]
        let charges = columns["monthly_charges"]!.map { Double($0)! }
        let settings = CART(depth: 3, minimumSize: 70, folds: 0)
        let tree = try settings.fit(features, .numbers(charges)).tree
        #expect(
            tree.nodes.map(\.count) == [
                7043, 5901, 4395, 421, 3974, 1506, 1136, 370, 1142, 634, 109, 525, 508, 288, 220,
            ]
        )
        #expect(abs(tree.nodes[0].impurity - 905.282379614634) < 1e-6)
        #expect(abs(tree.mean(3) - 47.230523) < 1e-6)
        #expect(abs(TreeMeasures(tree, positive: 0).accuracy - 0.09906043053350988) < 1e-9)
        let churn = try settings.fit(features, try Self.telco().target).tree
        #expect(
            churn.nodes.map(\.count) == [
                7043, 2029, 1716, 939, 777, 313, 73, 240, 5014, 2969, 2465, 504, 2045, 874, 1171,
            ]
        )
    }

    @Test func threeKindsOfIrisAreToldApart() throws {
        let columns = try Fixture.columns("iris.csv")
        let features = ["sepal_length", "sepal_width", "petal_length", "petal_width"].map { name in
            TreeFeature(name, .numbers(columns[name]!.map { Double($0)! }))
        }
        let names = Set(columns["species"]!).sorted()
        let codes = columns["species"]!.map { Int32(names.firstIndex(of: $0)!) }
        let fitted = try CART(depth: 5, minimumSize: 5, folds: 10).fit(features, .classes(codes: codes, levels: names))
        // The first split sets the fifty of one kind apart, as in Breiman et al.; few leaves tell the others apart.
        #expect(fitted.tree.nodes[1].values == [50, 0, 0] && fitted.tree.nodes[1].split == nil)
        #expect((3...4).contains(fitted.tree.leaves.count))
        #expect(TreeMeasures(fitted.tree, positive: 0).accuracy >= 0.96)
        #expect(fitted.tree.leaf(of: features).count == 150)
    }

    @Test func theOrderOfRowsDoesNotChangeTheTree() throws {
        let (features, target) = try Self.telco()
        let (codes, levels) = try #require(target.asClasses)
        var random = SplittableRandom(seed: 3)
        let order = (0..<1_000).map { $0 * 7 }
        let shuffled = order.shuffled(using: &random)
        func part(_ rows: [Int]) -> ([TreeFeature], TreeTarget) {
            let parts = features.map { feature -> TreeFeature in
                guard case .numbers(let numbers) = feature.values else { return feature }
                return TreeFeature(feature.name, .numbers(rows.map { numbers[$0] }))
            }
            return (parts, .classes(codes: rows.map { codes[$0] }, levels: levels))
        }
        let settings = CART(depth: 4, folds: 5)
        let (first, second) = (part(order), part(shuffled))
        let (one, other) = (try settings.fit(first.0, first.1), try settings.fit(second.0, second.1))
        #expect(one.tree == other.tree)
        for (left, right) in zip(one.pruning, other.pruning) { #expect(abs(left.error - right.error) < 1e-9) }
    }

    @Test func theOrderOfFeaturesChangesNeitherFoldsNorPruning() throws {
        let (features, target) = try Self.telco()
        let (codes, levels) = try #require(target.asClasses)
        let rows = (0..<1_000).map { $0 * 7 }
        let parts = features.map { feature -> TreeFeature in
            guard case .numbers(let numbers) = feature.values else { return feature }
            return TreeFeature(feature.name, .numbers(rows.map { numbers[$0] }))
        }
        let classes = TreeTarget.classes(codes: rows.map { codes[$0] }, levels: levels)
        let settings = CART(depth: 4, folds: 5)
        let one = try settings.fit(parts, classes)
        let other = try settings.fit(Array(parts.reversed()), classes)
        #expect(one.tree.nodes.map(\.count) == other.tree.nodes.map(\.count))
        #expect(one.pruning.map(\.leaves) == other.pruning.map(\.leaves))
        for (left, right) in zip(one.pruning, other.pruning) { #expect(abs(left.error - right.error) < 1e-12) }
    }

    @Test func gapsNearTheEndsOfDoublesAreSplitOrRefused() throws {
        let classes = TreeTarget.classes(codes: (0..<40).map { $0 < 20 ? 0 : 1 }, levels: ["a", "b"])
        let settings = CART(folds: 0)
        let large = (0..<40).map { $0 < 20 ? 0 : 1.5e307 }
        #expect {
            try settings.fit([TreeFeature("x", .numbers(large))], classes)
        } throws: { error in
            if case .unusable? = error as? ModelError { true } else { false }
        }
        let smallest = Double.leastNonzeroMagnitude
        for gap in [smallest, 200 * smallest, 1e14 * smallest, 1e100] {
            let values = (0..<40).map { $0 < 20 ? 0 : gap }
            let tree = try settings.fit([TreeFeature("x", .numbers(values))], classes).tree
            #expect(tree.leaves.count == 2, "\(gap)")
        }
    }

    @Test func noiseIsPrunedToTheRoot() throws {
        var random = SplittableRandom(seed: 5)
        let features = (0..<3).map { index in
            TreeFeature("x\(index)", .numbers((0..<400).map { _ in random.uniform() }))
        }
        let codes = (0..<400).map { _ in Int32(random.index(below: 2)) }
        let fitted = try CART(folds: 10).fit(features, .classes(codes: codes, levels: ["a", "b"]))
        #expect(fitted.tree.nodes.count == 1)
        #expect(fitted.pruning.count > 1)
    }

    @Test func aRuleThatMadeTheDataIsFoundAgain() throws {
        // y = 1 for tenure below 12 with a contract of kind a or c, and where tenure is missing.
        var random = SplittableRandom(seed: 8)
        let tenure = (0..<600).map { _ in random.uniform() < 0.1 ? .nan : Double(random.index(below: 40)) }
        let contract = (0..<600).map { _ in Int32(random.index(below: 4)) }
        let codes = zip(tenure, contract).map { tenure, contract in
            Int32(tenure.isNaN || (tenure < 12 && contract % 2 == 0) ? 1 : 0)
        }
        let features = [
            TreeFeature("tenure", .numbers(tenure)),
            TreeFeature("contract", .categories(codes: contract, levels: ["a", "b", "c", "d"])),
        ]
        let tree = try CART(depth: 4, minimumSize: 1, folds: 5).fit(
            features,
            .classes(codes: codes, levels: ["0", "1"])
        )
        .tree
        #expect(TreeMeasures(tree, positive: 1).accuracy == 1)
        let leaf = tree.leaf(of: features)
        for row in codes.indices { #expect(tree.majorityClass(leaf[row]) == Int(codes[row])) }
    }
}

@Suite struct TreeInputTests {
    @Test func whatCannotBeSplitIsRefused() {
        let number = TreeFeature("x", .numbers([1, 2, 3]))
        let classes = TreeTarget.classes(codes: [0, 1, 0], levels: ["a", "b"])
        for fit in [{ try CART().fit($0, $1) }, { try CHAID().fit($0, $1) }]
            as [([TreeFeature], TreeTarget) throws -> FittedTree]
        {
            #expect(throws: ModelError.self) { try fit([], classes) }
            #expect(throws: ModelError.self) { try fit([number], .classes(codes: [1, 1, 1], levels: ["a", "b"])) }
            #expect(throws: ModelError.constantColumn("target")) { try fit([number], .numbers([2, 2, 2])) }
            #expect(throws: ModelError.self) { try fit([number], .numbers([2, .infinity, 2])) }
            #expect(throws: ModelError.notFinite(column: "x", row: 2)) {
                try fit([TreeFeature("x", .numbers([1, .infinity, 3]))], classes)
            }
            #expect(throws: ModelError.tooFewRows(needed: 2, found: 1)) {
                try fit([TreeFeature("x", .numbers([1]))], .numbers([1]))
            }
            #expect(throws: ModelError.tooFewRows(needed: 2, found: 0)) {
                try fit([TreeFeature("x", .numbers([]))], .numbers([]))
            }
        }
        #expect(throws: ModelError.self) { try CART(depth: 0).fit([number], classes) }
        #expect(throws: ModelError.self) { try CART(folds: 1).fit([number], classes) }
        #expect(throws: ModelError.self) { try CHAID(bins: 1).fit([number], classes) }
    }

    @Test func constantMissingAndHugeColumnsAreNoTrouble() throws {
        let features = [
            TreeFeature("constant", .numbers([Double](repeating: 4, count: 40))),
            TreeFeature("missing", .numbers([Double](repeating: .nan, count: 40))),
            TreeFeature("none", .categories(codes: [Int32](repeating: -1, count: 40), levels: [])),
            TreeFeature("huge", .numbers((0..<40).map { Double($0 % 5) * 1e12 })),
        ]
        let huge = TreeTarget.numbers((0..<40).map { Double($0 % 5) * 1e12 })
        for tree in [
            try CART(minimumSize: 2, folds: 4).fit(features, huge).tree,
            try CHAID(minimumSize: 2).fit(features, huge).tree,
        ] {
            #expect(tree.nodes.count > 1)
            #expect(tree.importance[3] == 1)
            #expect(tree.nodes.allSatisfy { $0.impurity.isFinite && $0.values.allSatisfy(\.isFinite) })
        }
    }
}

extension TreeTarget {
    fileprivate var asClasses: (codes: [Int32], levels: [String])? {
        guard case .classes(let codes, let levels) = self else { return nil }
        return (codes, levels)
    }
}
