package import Domain

/// Sums and means of numbers. What is no number is left out; the checker refuses it.
struct Total {
    private var exact: Int128 = 0
    /// The sum of all numbers in their order, as `Double`; only where one of them is a `Double`.
    private var binary: Double = 0
    private var count = 0
    private var type = ValueType.integer

    init(_ values: [Value]) {
        for value in values {
            guard let quantity = Quantity(value) else { continue }
            count += 1
            binary += quantity.doubleValue
            if case .exact(let tenThousandths) = quantity { exact += tenThousandths }
            type = Total.common(type, value.type)
        }
    }

    /// The narrowest type that holds both: integers below money below other numbers.
    private static func common(_ left: ValueType, _ right: ValueType) -> ValueType {
        if left == .number || right == .number { return .number }
        return left == .money || right == .money ? .money : .integer
    }

    /// 0 without numbers; missing where the sum leaves the 64 bits of its type.
    var sum: Value? {
        switch type {
        case .money: Int64(exactly: exact).map { .money(Amount(tenThousandths: $0)) }
        case .number: .number(binary)
        default: Int64(exactly: exact / 10_000).map(Value.integer)
        }
    }

    /// Missing without numbers. Money is rounded half to even at its fourth place.
    var average: Value? {
        guard count > 0 else { return nil }
        switch type {
        case .money: return Amount.mean(ofTenThousandths: exact, count: count).map(Value.money)
        case .number: return .number(binary / Double(count))
        default: return .number(Double(exact / 10_000) / Double(count))
        }
    }

    /// The middle number, or the mean of the two in the middle.
    static func median(_ values: [Value]) -> Value? {
        let sorted = Extreme.ordered(values).filter { $0.type.isNumeric }.sorted(by: Extreme.isBefore)
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return Total(Array(sorted.count % 2 == 1 ? sorted[middle...middle] : sorted[middle - 1...middle])).average
    }
}

extension Amount {
    /// The mean of amounts that add up to `sum`, rounded half to even at its fourth place.
    ///
    /// - Parameter count: how many, one or more.
    package static func mean(ofTenThousandths sum: Int128, count: Int) -> Amount? {
        let count = Int128(count)
        let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: count)
        let twice = remainder.magnitude * 2
        let roundsAway = twice > count.magnitude || (twice == count.magnitude && quotient % 2 != 0)
        let rounded = roundsAway ? quotient + (sum < 0 ? -1 : 1) : quotient
        return Int64(exactly: rounded).map { Amount(tenThousandths: $0) }
    }
}

/// The least and the greatest of numbers, of dates or of instants.
enum Extreme {
    static func least(_ values: [Value]) -> Value? {
        ordered(values).min(by: isBefore)
    }

    static func greatest(_ values: [Value]) -> Value? {
        ordered(values).max(by: isBefore)
    }

    /// Only values that have an order; NaN has none.
    static func ordered(_ values: [Value]) -> [Value] {
        values.filter { order($0, $0) == .equal }
    }

    static func isBefore(_ left: Value, _ right: Value) -> Bool {
        order(left, right) == .less
    }

    private static func order(_ left: Value, _ right: Value) -> Order? {
        switch (left, right) {
        case (.date(let left), .date(let right)): Order(left, right)
        case (.instant(let left), .instant(let right)): Order(left, right)
        default: Quantity(left).flatMap { left in Quantity(right).flatMap { left.order(to: $0) } }
        }
    }
}

extension Value {
    /// The same number in a wider type: integers become money or other numbers. Any other value stays as it is.
    package func widened(to type: ValueType) -> Value? {
        switch (self, type) {
        case (.integer(let whole), .money): Amount(whole).map(Value.money)
        case (.integer(let whole), .number): .number(Double(whole))
        case (.money(let amount), .number): .number(amount.doubleValue)
        default: self
        }
    }
}
