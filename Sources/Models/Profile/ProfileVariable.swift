/// A variable of customers, as a profile of groups takes it.
package struct ProfileVariable: Sendable {
    package enum Values: Sendable {
        /// Not-a-number where missing.
        case numbers([Double])
        /// An index into `levels`, below 0 where missing.
        case categories(codes: [Int32], levels: [String])
    }

    package var name: String
    package var values: Values

    package init(_ name: String, numbers: [Double]) {
        self.name = name
        values = .numbers(numbers)
    }

    package init(_ name: String, codes: [Int32], levels: [String]) {
        self.name = name
        values = .categories(codes: codes, levels: levels)
    }

    var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .categories(let codes, _): codes.count
        }
    }
}
