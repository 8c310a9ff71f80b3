/// Rows down a tree.
extension DecisionTree {
    /// The node of the leaf that each row falls into.
    ///
    /// - Parameter features: columns in the order of the fit. Levels are known by their names; one that the fit has not
    ///   seen goes where "any other" goes.
    /// - Precondition: there is a column for each feature, numbers where the fit had numbers.
    package func leaf(of features: [TreeFeature]) -> [Int] {
        let rows = features.first?.count ?? 0
        let columns = zip(self.features, features).map { Column($0, $1) }
        return (0..<rows).map { row in
            var node = 0
            while let split = nodes[node].split {
                node = split.branches[columns[split.feature].branch(split, row)].child
            }
            return node
        }
    }

    /// A column of the rows, its codes those of the fit.
    private enum Column {
        case numbers([Double])
        /// −1 where missing, −2 for a level that the fit has not seen.
        case codes([Int32])

        init(_ known: Feature, _ feature: TreeFeature) {
            switch feature.values {
            case .numbers(let numbers): self = .numbers(numbers)
            case .categories(let codes, let levels):
                let codeOf = Dictionary(uniqueKeysWithValues: (known.levels ?? []).enumerated().map { ($1, Int32($0)) })
                let codeIn = levels.map { codeOf[$0] ?? -2 }
                self = .codes(codes.map { $0 < 0 ? -1 : codeIn[Int($0)] })
            }
        }

        func branch(_ split: Split, _ row: Int) -> Int {
            switch self {
            case .numbers(let numbers):
                guard !numbers[row].isNaN else { return split.missingBranch }
                return split.branches.firstIndex { $0.test.holds(numbers[row]) } ?? split.missingBranch
            case .codes(let codes):
                guard codes[row] != -1 else { return split.missingBranch }
                return split.branches.firstIndex { $0.test.holds(level: Int(codes[row])) } ?? split.missingBranch
            }
        }
    }
}

extension DecisionTree.ValueTest {
    /// Whether this holds of a number that is there.
    func holds(_ number: Double) -> Bool {
        switch self {
        case .interval(let low, let high): (low.map { number >= $0 } ?? true) && (high.map { number < $0 } ?? true)
        case .noneOf: true
        case .oneOf, .nothing: false
        }
    }

    /// Whether this holds of a level that is there.
    func holds(level: Int) -> Bool {
        switch self {
        case .oneOf(let levels): levels.contains(level)
        case .noneOf(let levels): !levels.contains(level)
        case .interval, .nothing: false
        }
    }
}
