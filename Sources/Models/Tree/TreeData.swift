import Statistics

/// A column that a tree may split on.
package struct TreeFeature: Sendable {
    package enum Values: Sendable {
        /// Not-a-number where missing; otherwise finite.
        case numbers([Double])
        /// Indices into `levels`, −1 where missing.
        case categories(codes: [Int32], levels: [String])
    }

    package var name: String
    package var values: Values

    package init(_ name: String, _ values: Values) {
        self.name = name
        self.values = values
    }

    package func isMissing(_ row: Int) -> Bool {
        switch values {
        case .numbers(let numbers): numbers[row].isNaN
        case .categories(let codes, _): codes[row] < 0
        }
    }

    package var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .categories(let codes, _): codes.count
        }
    }
}

/// What a tree foretells; never missing.
package enum TreeTarget: Sendable {
    case classes(codes: [Int32], levels: [String])
    case numbers([Double])

    package var count: Int {
        switch self {
        case .classes(let codes, _): codes.count
        case .numbers(let numbers): numbers.count
        }
    }
}

/// The rows that trees are grown from, with what is the same for every tree: each numeric column in order.
struct TreeData: Sendable {
    let features: [TreeFeature]
    let target: TreeTarget
    /// For a numeric feature the rows with a value, ascending by it; empty for categories.
    let orders: [[Int32]]
    /// The places of features in the order of their names, in which splits are looked for: of two that are as good, the
    /// one of the first name is taken, however the table's columns stand.
    let byName: [Int]
    /// Whether a value of the feature is missing anywhere.
    let hasMissing: [Bool]
    /// Whether every value of a numeric feature is a whole number.
    let isWhole: [Bool]

    init(features: [TreeFeature], target: TreeTarget) {
        let count = target.count
        self.features = features
        self.target = target
        byName = GroupNumbering.byName(features.map(\.name))
        orders = ParallelChunks.map(features.count, chunk: 1) { range in
            let index = range.lowerBound
            guard case .numbers(let numbers) = features[index].values else { return [] }
            return (0..<Int32(count)).filter { !numbers[Int($0)].isNaN }
                .sorted { left, right in
                    let values = (numbers[Int(left)], numbers[Int(right)])
                    return values.0 == values.1 ? left < right : values.0 < values.1
                }
        }
        hasMissing = features.map { feature in (0..<count).contains { feature.isMissing($0) } }
        isWhole = features.map { feature in
            guard case .numbers(let numbers) = feature.values else { return false }
            return numbers.allSatisfy { $0.isNaN || ($0 == $0.rounded() && $0.magnitude < 1e15) }
        }
    }

    var rowCount: Int { target.count }

    /// The classes, or 2 for a numeric target: a sum and a sum of squares.
    var width: Int {
        switch target {
        case .classes(_, let levels): levels.count
        case .numbers: 2
        }
    }

    /// Each row as a number that depends on its values alone, so that what is drawn by it depends neither on the order of
    /// rows nor on that of features: a sum over features of a mix of name and value, as in `ContentOrder.keys`.
    func contentHashes(seed: UInt64) -> [UInt64] {
        var sums = [UInt64](repeating: 0, count: rowCount)
        for feature in features {
            let salt = Self.mix(seed ^ ContentHash.of(feature.name))
            switch feature.values {
            case .numbers(let numbers):
                for row in sums.indices { sums[row] &+= Self.mix(salt ^ ContentHash.of(numbers[row])) }
            case .categories(let codes, let levels):
                let mixed = levels.map { Self.mix(salt ^ ContentHash.of($0)) }
                for row in sums.indices { sums[row] &+= codes[row] < 0 ? Self.mix(salt) : mixed[Int(codes[row])] }
            }
        }
        let salt = Self.mix(seed ^ 0x5851_F42D_4C95_7F2D)
        switch target {
        case .classes(let codes, _):
            return sums.indices.map { Self.mix(sums[$0] &+ Self.mix(salt ^ UInt64(bitPattern: Int64(codes[$0])))) }
        case .numbers(let numbers):
            return sums.indices.map { Self.mix(sums[$0] &+ Self.mix(salt ^ ContentHash.of(numbers[$0]))) }
        }
    }

    private static func mix(_ value: UInt64) -> UInt64 { SplitMix64.mix(value &+ SplitMix64.goldenGamma) }
}
