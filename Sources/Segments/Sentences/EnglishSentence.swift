import Domain

/// Sentences such as: Customers whose country is “France”, and who have at least 3 “Order Completed” events in the past
/// 90 days.
enum EnglishSentence {
    static func sentence(of condition: Condition) -> String {
        switch condition {
        case .all(let members): "Customers " + joined(members.map(relative), with: "and") + "."
        case .any(let members): "Customers " + joined(members.map(relative), with: "or") + "."
        case .not, .atom: "Customers " + relative(condition) + "."
        }
    }

    /// A clause after “customers”.
    private static func relative(_ condition: Condition) -> String {
        switch condition {
        case .all(let members): "(" + joined(members.map(relative), with: "and") + ")"
        case .any(let members): "(" + joined(members.map(relative), with: "or") + ")"
        case .not(.atom(let clause)): negated(clause) ?? "who are not among those " + self.clause(clause)
        case .not(let member): "who are not among those " + relative(member)
        case .atom(let clause): self.clause(clause)
        }
    }

    private static func clause(_ clause: Clause) -> String {
        switch clause {
        case .trait(let name, let comparison): "whose \(name) " + predicate(comparison)
        case .occurrence(let occurrence): "who have " + self.occurrence(occurrence)
        case .measure(let expression, let comparison):
            "whose " + subject(expression) + " " + predicate(comparison)
        case .regularity(let regularity): "who have " + self.regularity(regularity)
        case .change(let change): "who " + self.change(change)
        case .sequence(let sequence): "who have " + self.sequence(sequence)
        case .segment(let name): "who are in the segment “\(name)”"
        case .history(let clause): "who " + history(clause)
        case .sample(let sample): "who fall into " + self.sample(sample)
        }
    }

    /// The clause for those of whom a statement is not true, where there is a plain one.
    private static func negated(_ clause: Clause) -> String? {
        switch clause {
        case .segment(let name): "who are not in the segment “\(name)”"
        case .occurrence(let occurrence) where occurrence.frequency == .ever:
            "who have " + self.occurrence(Occurrence(occurrence.events, .never))
        case .occurrence(let occurrence) where occurrence.frequency != .never:
            "who do not have " + self.occurrence(occurrence)
        case .regularity(let regularity): "who do not have " + self.regularity(regularity)
        case .sequence(let sequence): "who do not have " + self.sequence(sequence)
        case .history(let clause): "who " + history(clause, negated: true)
        case .sample(let sample): "who do not fall into " + self.sample(sample)
        case .trait, .occurrence, .measure, .change: nil
        }
    }

    private static func sample(_ sample: RandomSample) -> String {
        "a random \(sample.percent)% (seed “\(sample.seed)”)"
    }

    // MARK: Events

    private static func occurrence(_ occurrence: Occurrence) -> String {
        let selector = occurrence.events
        func events(_ count: Int) -> String { named(selector) + (count == 1 ? " event" : " events") + tail(selector) }
        switch occurrence.frequency {
        case .ever: return "at least one " + events(1)
        case .never: return "no " + events(2)
        case .atLeast(let count): return "at least \(count) " + events(count)
        case .atMost(let count): return "at most \(count) " + events(count)
        case .exactly(let count): return "exactly \(count) " + events(count)
        case .between(let low, let high): return "between \(low) and \(high) " + events(high)
        case .onAtLeastDays(let count):
            return named(selector) + " events on at least \(count) \(count == 1 ? "day" : "different days")"
                + tail(selector)
        }
    }

    static func named(_ events: EventSelector) -> String {
        joined(events.names.map { "“\($0)”" }, with: "or")
    }

    /// The window and the condition.
    private static func tail(_ events: EventSelector) -> String {
        var text = events.window == .allTime ? "" : " " + window(events.window)
        if let condition = events.condition { text += " where " + self.condition(condition) }
        return text
    }

    static func condition(_ condition: EventCondition) -> String {
        switch condition {
        case .all(let members): members.map(grouped).joined(separator: " and ")
        case .any(let members): members.map(grouped).joined(separator: " or ")
        case .not(let member): "it is not so that " + grouped(member)
        case .atom(let clause): "\(clause.property) " + predicate(clause.comparison)
        }
    }

    static func grouped(_ condition: EventCondition) -> String {
        switch condition {
        case .all, .any: "(" + self.condition(condition) + ")"
        case .not, .atom: self.condition(condition)
        }
    }

    /// What is measured, after “whose”.
    private static func subject(_ expression: TraitExpression) -> String {
        let one = named(expression.events) + " event" + tail(expression.events)
        let many = named(expression.events) + " events" + tail(expression.events)
        return switch expression.measure {
        case .count: "number of " + many
        case .sum(let property): "total \(property) of " + many
        case .average(let property): "average \(property) of " + many
        case .minimum(let property): "smallest \(property) of " + many
        case .maximum(let property): "largest \(property) of " + many
        case .median(let property): "median \(property) of " + many
        case .distinctCount(let property): "number of different values of \(property) in " + many
        case .mostFrequent(let property): "most frequent \(property) of " + many
        case .first(BuiltInProperty.time): "first " + one
        case .last(BuiltInProperty.time): "last " + one
        case .first(let property): "\(property) of the first " + one
        case .last(let property): "\(property) of the last " + one
        case .daysSinceFirst: "number of days since the first " + one
        case .daysSinceLast: "number of days since the last " + one
        case .averageGap: "average number of days between " + many
        }
    }

    // MARK: Values

    private static func predicate(_ comparison: Comparison) -> String {
        predicate(comparison.test) + (comparison.ignoringCase ? " (ignoring case)" : "")
    }

    private static func predicate(_ test: Comparison.Test) -> String {
        switch test {
        case .relation(let relation, let literal): self.relation(relation) + " " + value(literal)
        case .between(let low, let high): "is between \(value(low)) and \(value(high))"
        case .oneOf(let literals): "is " + joined(shortened(literals, value), with: "or")
        case .noneOf(let literals): "is known and is not " + joined(shortened(literals, value), with: "or")
        case .text(.contains, let part): "contains “\(part)”"
        case .text(.startsWith, let part): "starts with “\(part)”"
        case .text(.endsWith, let part): "ends with “\(part)”"
        case .missing: "is unknown"
        case .present: "is known"
        case .before(let bound): "is before " + self.bound(bound)
        case .after(let bound): "is after " + self.bound(bound)
        case .on(let date): "is on \(date)"
        case .within(.allTime): "is not in the future"
        case .within(let window): "is " + self.window(window)
        // Of one there is no "any" and no "all".
        case .list(.any, let items) where items.count == 1, .list(.all, let items) where items.count == 1:
            "includes " + shortened(items, quoted).joined()
        case .list(.any, let items): "has any of " + joined(shortened(items, quoted), with: "or")
        case .list(.all, let items): "has all of " + joined(shortened(items, quoted), with: "and")
        case .list(.none, let items): "is known and has none of " + joined(shortened(items, quoted), with: "or")
        case .matches(let pattern): "matches the pattern “\(pattern.source)”"
        case .anniversary(.next(1, let unit)): "has an anniversary in the next \(unit.rawValue)"
        case .anniversary(.next(let count, let unit)): "has an anniversary in the next \(self.count(count, unit))"
        case .anniversary(.current(let unit)): "has an anniversary " + window(.current(unit))
        }
    }

    private static func relation(_ relation: Relation) -> String {
        switch relation {
        case .equal: "is"
        case .notEqual: "is known and is not"
        case .less: "is less than"
        case .lessOrEqual: "is at most"
        case .greater: "is more than"
        case .greaterOrEqual: "is at least"
        }
    }

    private static func quoted(_ text: String) -> String { "“\(text)”" }

    /// A long list by its first items and the number of the others.
    private static func shortened<Item>(_ items: [Item], _ text: (Item) -> String) -> [String] {
        guard items.count > Sentence.longestList else { return items.map(text) }
        let shown = Sentence.itemsOfLongLists
        return items.prefix(shown).map(text) + ["\(items.count - shown) other values"]
    }

    private static func value(_ literal: Literal) -> String {
        if case .text(let text) = literal { return "“\(text)”" }
        return SegmentPrinter.text(of: literal)
    }

    static func bound(_ bound: WindowBound) -> String {
        switch bound {
        case .date(let date): date.description
        case .instant(let instant): instant.literalText
        }
    }

    static func window(_ window: Window) -> String {
        switch window {
        case .allTime: "at any time"
        case .rolling(1, let unit): "in the past \(unit.rawValue)"
        case .rolling(let count, let unit): "in the past \(count) \(unit.rawValue)s"
        case .current(.day): "today"
        case .current(let unit): "this \(unit.rawValue)"
        case .previous(.day): "yesterday"
        case .previous(let unit): "last \(unit.rawValue)"
        case .previousWhole(let count, let unit): "in the last \(count) whole \(unit.rawValue)\(count == 1 ? "" : "s")"
        case .absolute(let from, let to): "from \(bound(from)) to \(bound(to))"
        }
    }

    /// `1 day`, `2 days`.
    static func count(_ count: Int, _ unit: TimeUnit) -> String {
        "\(count) \(unit.rawValue)" + (count == 1 ? "" : "s")
    }

    /// `a`, `a and b`, `a, b, and c`.
    static func joined(_ items: [String], with word: String) -> String {
        switch items.count {
        case 0: ""
        case 1: items[0]
        case 2: "\(items[0]) \(word) \(items[1])"
        default: items.dropLast().joined(separator: ", ") + ", \(word) " + items[items.count - 1]
        }
    }
}
