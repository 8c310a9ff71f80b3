import Domain

/// A number on the one scale that integers, money and other numbers share.
///
/// Two exact numbers compare exactly. Where one of the two is a `Double`, both are taken as the nearest `Double`, as SQL
/// engines do.
enum Quantity {
    /// Ten-thousandths, in 128 bits: no sum of 64-bit values can overflow.
    case exact(Int128)
    case binary(Double)

    init(_ whole: Int64) {
        self = .exact(Int128(whole) * 10_000)
    }

    init(_ amount: Amount) {
        self = .exact(Int128(amount.tenThousandths))
    }

    init(_ number: Numeral) {
        switch number.form {
        case .integer(let whole): self.init(whole)
        case .decimal(let amount): self.init(amount)
        case .binary(let number): self = .binary(number)
        }
    }

    /// `nil` where the value is no number.
    init?(_ value: Value) {
        switch value {
        case .integer(let whole): self.init(whole)
        case .money(let amount): self.init(amount)
        case .number(let number): self = .binary(number)
        case .text, .boolean, .date, .instant, .list: return nil
        }
    }

    var doubleValue: Double {
        switch self {
        case .exact(let tenThousandths):
            // Whole numbers are not divided as doubles, which would round them twice.
            tenThousandths % 10_000 == 0 ? Double(tenThousandths / 10_000) : Double(tenThousandths) / 10_000
        case .binary(let number): number
        }
    }

    /// `nil` where one is NaN.
    func order(to other: Quantity) -> Order? {
        if case .exact(let left) = self, case .exact(let right) = other { return Order(left, right) }
        let (left, right) = (doubleValue, other.doubleValue)
        return left.isNaN || right.isNaN ? nil : Order(left, right)
    }
}

/// How one value lies to another on their scale.
enum Order {
    case less, equal, greater

    init<Scalar: Comparable>(_ left: Scalar, _ right: Scalar) {
        self = left < right ? .less : left == right ? .equal : .greater
    }

    func satisfies(_ relation: Relation) -> Bool {
        switch relation {
        case .equal: self == .equal
        case .notEqual: self != .equal
        case .less: self == .less
        case .lessOrEqual: self != .greater
        case .greater: self == .greater
        case .greaterOrEqual: self != .less
        }
    }
}
