import Domain
import Foundation

/// The values of `in (…)`, hashed: a list of a million takes no longer to ask than one of ten.
///
/// It says what comparing with each literal in turn (`Operand.order`) would say.
struct LiteralSet: Sendable {
    private var texts: Set<TextForm> = []
    /// Numbers that are exact, in ten-thousandths.
    private var exactNumbers: Set<Int128> = []
    /// Numbers that are not.
    private var binaryNumbers: Set<Double> = []
    /// All numbers as the nearest `Double`, which is what a `Double` is compared with.
    private var nearestNumbers: Set<Double> = []
    private var booleans: Set<Bool> = []
    private var days: Set<CalendarDate> = []
    private var instants: Set<Instant> = []
    private var hasForeignMoney = false
    private let ignoringCase: Bool
    private let zone: TimeZone

    init(_ literals: [Literal], ignoringCase: Bool, _ context: EvaluationContext) {
        self.ignoringCase = ignoringCase
        zone = context.zone
        for literal in literals {
            switch literal {
            case .text(let text): texts.insert(TextForm(text, ignoringCase: ignoringCase))
            case .number(let number): insert(Quantity(number))
            case .boolean(let boolean): booleans.insert(boolean)
            case .date(let date): days.insert(date)
            case .instant(let instant): instants.insert(instant)
            case .money(let amount, let currency):
                if currency == context.currency { insert(Quantity(amount)) } else { hasForeignMoney = true }
            }
        }
    }

    private mutating func insert(_ quantity: Quantity) {
        switch quantity {
        case .exact(let tenThousandths): exactNumbers.insert(tenThousandths)
        case .binary(let number): binaryNumbers.insert(number)
        }
        nearestNumbers.insert(quantity.doubleValue)
    }

    /// Whether the value equals one of the literals.
    func contains(_ value: Value) -> Bool {
        switch value {
        case .text(let text): texts.contains(TextForm(text, ignoringCase: ignoringCase))
        case .integer, .money, .number: Quantity(value).map(contains) ?? false
        case .boolean(let boolean): booleans.contains(boolean)
        case .date(let date): days.contains(date)
        case .instant(let instant): instants.contains(instant) || isWithinDay(instant)
        case .list: false
        }
    }

    private func contains(_ quantity: Quantity) -> Bool {
        switch quantity {
        case .exact(let tenThousandths):
            exactNumbers.contains(tenThousandths) || binaryNumbers.contains(quantity.doubleValue)
        case .binary(let number): nearestNumbers.contains(number)
        }
    }

    /// Around a clock change at midnight the local date may be the neighbour of the day whose instants hold this one.
    private func isWithinDay(_ instant: Instant) -> Bool {
        guard !days.isEmpty else { return false }
        let date = zone.local(instant).date
        return (-1...1).contains { offset in
            let day = date.adding(days: offset)
            return days.contains(day) && day.instants(in: zone).contains(instant)
        }
    }

    /// Whether the value lies on the scale of every literal and equals none.
    func excludes(_ value: Value) -> Bool {
        isComparable(value) && !contains(value)
    }

    private func isComparable(_ value: Value) -> Bool {
        guard !hasForeignMoney else { return false }
        let others: [Bool]
        switch value {
        case .text: others = [nearestNumbers.isEmpty, booleans.isEmpty, days.isEmpty, instants.isEmpty]
        case .number(let number) where number.isNaN: return false
        case .integer, .money, .number: others = [texts.isEmpty, booleans.isEmpty, days.isEmpty, instants.isEmpty]
        case .boolean: others = [texts.isEmpty, nearestNumbers.isEmpty, days.isEmpty, instants.isEmpty]
        case .date: others = [texts.isEmpty, nearestNumbers.isEmpty, booleans.isEmpty, instants.isEmpty]
        case .instant: others = [texts.isEmpty, nearestNumbers.isEmpty, booleans.isEmpty]
        case .list: return false
        }
        return others.allSatisfy { $0 }
    }
}
