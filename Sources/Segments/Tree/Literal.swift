package import Domain

/// A value that a person wrote in a definition.
package enum Literal: Sendable, Hashable {
    case text(String)
    case number(Numeral)
    case boolean(Bool)
    /// A local day; against an instant it stands for the whole of that day.
    case date(CalendarDate)
    case instant(Instant)
    /// `100 USD`: the number where the currency is the workspace's. Nothing is converted.
    case money(Amount, Currency)
}

/// A number as written: exact where it has at most four decimal places and fits, else the nearest `Double`.
///
/// One number has one form, so `100`, `100.0` and `1e2` are equal.
package struct Numeral: Sendable, Hashable {
    package enum Form: Sendable, Hashable {
        case integer(Int64)
        /// Not whole: whole numbers are integers.
        case decimal(Amount)
        /// Neither of the above; finite.
        case binary(Double)
    }

    package let form: Form

    package init(_ whole: Int64) {
        self.init(form: .integer(whole))
    }

    package init(_ amount: Amount) {
        let (whole, rest) = amount.tenThousandths.quotientAndRemainder(dividingBy: 10_000)
        self.init(form: rest == 0 ? .integer(whole) : .decimal(amount))
    }

    /// `nil` for infinities and NaN.
    package init?(_ number: Double) {
        guard number.isFinite else { return nil }
        if let whole = Int64(exactly: number) {
            self.init(whole)
        } else if let amount = Amount(number.description) {
            self.init(amount)
        } else {
            self.init(form: .binary(number))
        }
    }

    private init(form: Form) {
        self.form = form
    }

    /// Reads `-12`, `0.5`, `1.5e-7`; `nil` for anything else, and for what no `Double` can hold.
    package init?(_ text: String) {
        if let whole = Int64(text) {
            self.init(whole)
        } else if let amount = Amount(text) {
            self.init(amount)
        } else if let number = Double(text) {
            self.init(number)
        } else {
            return nil
        }
    }

    /// The number as an amount, where it has at most four decimal places and fits.
    package var amount: Amount? {
        switch form {
        case .integer(let whole): Amount(whole)
        case .decimal(let amount): amount
        case .binary: nil
        }
    }

    /// The nearest `Double`.
    package var doubleValue: Double {
        switch form {
        case .integer(let whole): Double(whole)
        case .decimal(let amount): amount.doubleValue
        case .binary(let number): number
        }
    }
}

extension Numeral: CustomStringConvertible {
    /// The shortest text that `init(_:)` reads as this number.
    package var description: String {
        switch form {
        case .integer(let whole): String(whole)
        case .decimal(let amount): amount.description
        case .binary(let number): number.description
        }
    }
}

extension Currency {
    /// A currency as definitions write it: three capital letters.
    init?(literal text: String) {
        self.init(text)
        guard code == text else { return nil }
    }
}
