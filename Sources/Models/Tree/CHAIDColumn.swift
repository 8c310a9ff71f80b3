/// A feature as categories: levels, or intervals of numbers, and one for missing values.
struct CHAIDColumn: Sendable {
    let feature: Int
    let isOrdered: Bool
    let categoryOf: [Int32]
    let categoryCount: Int
    /// The category of missing values, the last one; `nil` if there is none.
    let missingCategory: Int?
    /// The first value of each interval but the first, as a threshold between it and the value before.
    private let thresholds: [Double]
    /// The category of each level.
    private let categoryOfLevel: [Int]

    /// Categories of one feature at most.
    private static let most = 64

    init(_ data: TreeData, _ feature: Int, bins: Int) {
        self.feature = feature
        let own: Int
        switch data.features[feature].values {
        case .numbers(let numbers):
            isOrdered = true
            let order = data.orders[feature]
            thresholds = Self.thresholds(order.map { numbers[Int($0)] }, bins: bins, isWhole: data.isWhole[feature])
            own = thresholds.count + 1
            let thresholds = thresholds
            categoryOf = numbers.map { number in
                number.isNaN ? Int32(own) : Int32(thresholds.firstIndex { number < $0 } ?? thresholds.count)
            }
            categoryOfLevel = []
        case .categories(let codes, let levels):
            isOrdered = false
            thresholds = []
            var counts = [Int](repeating: 0, count: levels.count)
            for code in codes where code >= 0 { counts[Int(code)] += 1 }
            let frequent = levels.indices.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
            var category = [Int](repeating: Self.most - 1, count: levels.count)
            let kept = levels.count <= Self.most ? levels.count : Self.most - 1
            for (place, level) in frequent.prefix(kept).sorted().enumerated() { category[level] = place }
            own = min(levels.count, Self.most)
            categoryOfLevel = category
            categoryOf = codes.map { $0 < 0 ? Int32(own) : Int32(category[Int($0)]) }
        }
        missingCategory = data.hasMissing[feature] ? own : nil
        categoryCount = own + (data.hasMissing[feature] ? 1 : 0)
    }

    /// Cuts sorted values where a part of about equal size ends, never between equal values.
    private static func thresholds(_ sorted: [Double], bins: Int, isWhole: Bool) -> [Double] {
        var result: [Double] = []
        for bin in 1..<bins {
            var place = sorted.count * bin / bins
            guard place > 0, place < sorted.count else { continue }
            // A value that the cut falls into goes below it.
            while place < sorted.count, sorted[place] == sorted[place - 1] { place += 1 }
            guard place < sorted.count else { continue }
            let threshold = Threshold.between(sorted[place - 1], sorted[place], isWhole: isWhole)
            if result.last != threshold { result.append(threshold) }
        }
        return result
    }

    /// The largest branch takes what the fit has not seen.
    func split(_ merge: CategoryMerge.Result, _ children: [Int], sizes: [Int], _ data: TreeData) -> DecisionTree.Split {
        let largest = sizes.indices.max { sizes[$0] < sizes[$1] || (sizes[$0] == sizes[$1] && $0 > $1) }!
        let missingGroup = missingCategory.flatMap { missing in merge.groups.firstIndex { $0.contains(missing) } }
        let tests = isOrdered ? intervals(merge.groups) : levels(merge.groups, rest: largest)
        return DecisionTree.Split(
            feature: feature,
            branches: zip(tests, children).map { DecisionTree.Branch(test: $0, child: $1) },
            missingBranch: missingGroup ?? largest,
            statesMissing: data.hasMissing[feature],
            logP: merge.logP
        )
    }

    private func intervals(_ groups: [[Int]]) -> [DecisionTree.ValueTest] {
        // A group without rows at a node has been left out, so intervals reach up to the next group's.
        let starts = groups.map { group in group.filter { $0 != missingCategory }.min() }
        let ordered = starts.compactMap { $0 }.sorted()
        return starts.map { start in
            guard let start else { return .nothing }
            let place = ordered.firstIndex(of: start)!
            return .interval(
                low: place == 0 ? nil : thresholds[start - 1],
                high: place + 1 < ordered.count ? thresholds[ordered[place + 1] - 1] : nil
            )
        }
    }

    private func levels(_ groups: [[Int]], rest: Int) -> [DecisionTree.ValueTest] {
        let named = groups.map { group in
            categoryOfLevel.indices.filter { group.contains(categoryOfLevel[$0]) }
        }
        return groups.indices.map { group in
            if group == rest {
                return .noneOf(named.indices.filter { $0 != rest }.flatMap { named[$0] }.sorted())
            }
            return named[group].isEmpty ? .nothing : .oneOf(named[group])
        }
    }
}
