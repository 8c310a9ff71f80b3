import Domain
import Foundation

/// What a value is compared with.
enum Operand: Sendable {
    case text(TextForm, ignoringCase: Bool)
    case number(Quantity)
    case boolean(Bool)
    /// A local day, with its instants.
    case day(CalendarDate, InstantRange)
    case instant(Instant)
    /// An amount in another currency than the workspace's: no value has an order to it.
    case foreign

    init(_ literal: Literal, ignoringCase: Bool, _ context: EvaluationContext) {
        switch literal {
        case .text(let text): self = .text(TextForm(text, ignoringCase: ignoringCase), ignoringCase: ignoringCase)
        case .number(let number): self = .number(Quantity(number))
        case .boolean(let boolean): self = .boolean(boolean)
        case .date(let date): self.init(.date(date), in: context.zone)
        case .instant(let instant): self = .instant(instant)
        case .money(let amount, let currency):
            self = currency == context.currency ? .number(Quantity(amount)) : .foreign
        }
    }

    init(_ bound: WindowBound, in zone: TimeZone) {
        switch bound {
        case .date(let date): self = .day(date, date.instants(in: zone))
        case .instant(let instant): self = .instant(instant)
        }
    }

    /// How a value lies to this; `nil` where the two are not of one scale. An instant within a day equals the day.
    /// Two different truth values have no order, but one is as good as the other to be unequal.
    func order(of value: Value) -> Order? {
        switch (self, value) {
        case (.text(let form, let ignoringCase), .text(let text)):
            Order(TextForm(text, ignoringCase: ignoringCase), form)
        case (.number(let number), _): Quantity(value)?.order(to: number)
        case (.boolean(let wanted), .boolean(let boolean)): wanted == boolean ? .equal : boolean ? .greater : .less
        case (.day(let day, _), .date(let date)): Order(date, day)
        case (.day(_, let range), .instant(let instant)):
            instant < range.start ? .less : instant < range.end ? .equal : .greater
        case (.instant(let wanted), .instant(let instant)): Order(instant, wanted)
        default: nil
        }
    }
}
