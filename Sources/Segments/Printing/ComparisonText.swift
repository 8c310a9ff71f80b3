package import Domain

/// The text of comparisons, values and windows.
extension SegmentPrinter {
    package static func text(of comparison: Comparison) -> String {
        test(comparison.test) + (comparison.ignoringCase ? " ignoring case" : "")
    }

    private static func test(_ test: Comparison.Test) -> String {
        switch test {
        case .relation(let relation, let value): relation.rawValue + " " + text(of: value)
        case .between(let low, let high): "between \(text(of: low)) and \(text(of: high))"
        case .oneOf(let values): "in (" + values.map(text(of:)).joined(separator: ", ") + ")"
        case .noneOf(let values): "not in (" + values.map(text(of:)).joined(separator: ", ") + ")"
        case .text(let relation, let part): relation.rawValue + " " + TextLiteral.quoted(part)
        case .missing: "is missing"
        case .present: "is present"
        case .before(let bound): "before " + text(of: bound)
        case .after(let bound): "after " + text(of: bound)
        case .on(let date): "on \(date)"
        case .within(let window): "in " + text(of: window)
        case .list(let relation, let items):
            "has \(relation.rawValue) of (" + items.map(TextLiteral.quoted).joined(separator: ", ") + ")"
        case .matches(let pattern): "matches " + TextLiteral.quoted(pattern.source)
        case .anniversary(let window): "anniversary " + text(of: window)
        }
    }

    package static func text(of literal: Literal) -> String {
        switch literal {
        case .text(let text): TextLiteral.quoted(text)
        case .number(let number): number.description
        case .boolean(let boolean): boolean ? "true" : "false"
        case .date(let date): date.description
        case .instant(let instant): instant.literalText
        case .money(let amount, let currency): "\(amount) \(currency.code)"
        }
    }

    package static func text(of window: AnniversaryWindow) -> String {
        switch window {
        case .next(let count, let unit): "in next \(count) \(units(unit, count))"
        case .current(let unit): text(of: Window.current(unit))
        }
    }

    package static func text(of window: Window) -> String {
        switch window {
        case .allTime: "all time"
        case .rolling(let count, let unit): "last \(count) \(units(unit, count))"
        case .current(.day): "today"
        case .current(let unit): "this \(unit.rawValue)"
        case .previous(.day): "yesterday"
        case .previous(let unit): "last \(unit.rawValue)"
        case .previousWhole(let count, let unit): "last \(count) whole \(units(unit, count))"
        case .absolute(let from, let to): "from \(text(of: from)) to \(text(of: to))"
        }
    }

    static func units(_ unit: TimeUnit, _ count: Int) -> String {
        count == 1 ? unit.rawValue : unit.rawValue + "s"
    }

    static func text(of bound: WindowBound) -> String {
        switch bound {
        case .date(let date): date.description
        case .instant(let instant): instant.literalText
        }
    }
}
