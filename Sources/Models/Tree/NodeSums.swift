/// What a set of rows has of the target: rows of each class, or the sum and the sum of squares of a numeric target
/// (taken from the mean of all rows).
struct NodeSums: Sendable {
    var count = 0
    var sums: [Double]

    /// The target as rows add to these sums.
    struct Target: Sendable {
        let codes: [Int32]
        /// Less their mean, so that sums of squares do not lose digits.
        let numbers: [Double]
        let mean: Double
        let width: Int

        init(_ data: TreeData) {
            width = data.width
            switch data.target {
            case .classes(let codes, _):
                self.codes = codes
                numbers = []
                mean = 0
            case .numbers(let numbers):
                codes = []
                let mean = numbers.reduce(0) { $0 + $1 / Double(numbers.count) }
                self.mean = mean
                self.numbers = numbers.map { $0 - mean }
            }
        }

        var isClasses: Bool { numbers.isEmpty }
    }

    init(width: Int) {
        sums = [Double](repeating: 0, count: width)
    }

    mutating func add(_ row: Int, _ target: Target) {
        count += 1
        if target.isClasses {
            sums[Int(target.codes[row])] += 1
        } else {
            sums[0] += target.numbers[row]
            sums[1] += target.numbers[row] * target.numbers[row]
        }
    }

    mutating func add(_ other: NodeSums) {
        count += other.count
        for index in sums.indices { sums[index] += other.sums[index] }
    }

    func less(_ other: NodeSums) -> NodeSums {
        var result = self
        result.count -= other.count
        for index in sums.indices { result.sums[index] -= other.sums[index] }
        return result
    }

    /// What splitting wants large: Σ *n*ₖ² / *n* over the classes, or (Σ *y*)² / *n*. The impurity times the number of
    /// rows is what is left of *n* (or of Σ *y*²) without it.
    func score(isClasses: Bool) -> Double {
        guard count > 0 else { return 0 }
        if !isClasses { return sums[0] * sums[0] / Double(count) }
        var squares = 0.0
        for sum in sums { squares += sum * sum }
        return squares / Double(count)
    }

    /// Gini's index, or the variance divided by the number of rows.
    func impurity(isClasses: Bool) -> Double {
        let total = isClasses ? Double(count) : sums[1]
        return max(0, (total - score(isClasses: isClasses)) / Double(max(1, count)))
    }

    func node(_ target: Target, depth: Int) -> DecisionTree.Node {
        DecisionTree.Node(
            count: count,
            values: target.isClasses ? sums : [target.mean + sums[0] / Double(max(1, count))],
            impurity: impurity(isClasses: target.isClasses),
            depth: depth,
            split: nil
        )
    }
}
