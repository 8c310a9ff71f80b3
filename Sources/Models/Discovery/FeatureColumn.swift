/// A column as customers have it, before anything is made of it: numbers, or texts by category.
package struct FeatureColumn: Sendable {
    package enum Values: Sendable {
        /// Not-a-number where missing.
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

    package var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .categories(let codes, _): codes.count
        }
    }

    package func selecting(rows: [Int]) -> FeatureColumn {
        switch values {
        case .numbers(let numbers): FeatureColumn(name, .numbers(rows.map { numbers[$0] }))
        case .categories(let codes, let levels):
            FeatureColumn(name, .categories(codes: rows.map { codes[$0] }, levels: levels))
        }
    }

    var missing: Int {
        switch values {
        case .numbers(let numbers): numbers.count { $0.isNaN }
        case .categories(let codes, _): codes.count { $0 < 0 }
        }
    }

    /// As categories: whole numbers by their digits.
    var asCategories: (codes: [Int32], levels: [String]) {
        switch values {
        case .categories(let codes, let levels): return (codes, levels)
        case .numbers(let numbers):
            let different = Set(numbers.filter { !$0.isNaN }).sorted()
            let codes = Dictionary(uniqueKeysWithValues: different.enumerated().map { ($1, Int32($0)) })
            return (numbers.map { $0.isNaN ? -1 : codes[$0]! }, different.map(Self.text))
        }
    }

    /// A number as a category is named: `3`, `2.5`.
    static func text(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
    }
}

extension FeatureColumn {
    package func isMissing(_ row: Int) -> Bool {
        switch values {
        case .numbers(let numbers): numbers[row].isNaN
        case .categories(let codes, _): codes[row] < 0
        }
    }
}
