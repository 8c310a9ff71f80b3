import Domain

/// The text of single statements.
extension SegmentPrinter {
    static func clause(_ clause: Clause) -> String {
        switch clause {
        case .trait(let name, let comparison): self.name(name) + " " + text(of: comparison)
        case .occurrence(let occurrence): self.occurrence(occurrence)
        case .measure(let expression, let comparison): measureClause(expression, comparison)
        case .regularity(let regularity): self.regularity(regularity)
        case .change(let change): change.kind.rawValue + " " + events(change.events, followed: false)
        case .sequence(let sequence): self.sequence(sequence)
        case .segment(let name): "in segment " + TextLiteral.quoted(name)
        case .history(let clause): history(clause)
        case .sample(let sample): "random \(sample.percent)% seed " + TextLiteral.quoted(sample.seed)
        }
    }

    static func propertyClause(_ clause: PropertyClause) -> String {
        name(clause.property) + " " + text(of: clause.comparison)
    }

    private static func occurrence(_ occurrence: Occurrence) -> String {
        let names = eventNames(occurrence.events.names)
        let tail = windowAndWhere(occurrence.events, followed: false)
        return "did " + (occurrence.frequency == .never ? "not " : "") + names + frequency(occurrence.frequency) + tail
    }

    private static func frequency(_ frequency: Frequency) -> String {
        switch frequency {
        case .ever, .never: ""
        case .atLeast(let count): " at least \(times(count))"
        case .atMost(let count): " at most \(times(count))"
        case .exactly(let count): " exactly \(times(count))"
        case .between(let low, let high): " between \(low) and \(high) times"
        case .onAtLeastDays(let count): " on at least \(count) \(count == 1 ? "day" : "days")"
        }
    }

    private static func times(_ count: Int) -> String {
        count == 1 ? "1 time" : "\(count) times"
    }

    private static func measureClause(_ expression: TraitExpression, _ comparison: Comparison) -> String {
        let measure =
            switch expression.measure {
            case .first(BuiltInProperty.time): "first"
            case .last(BuiltInProperty.time): "last"
            default: self.measure(expression.measure)
            }
        return measure + " " + events(expression.events, followed: true) + " " + text(of: comparison)
    }

    // MARK: Measures

    /// The measure up to the names of its events.
    static func measure(_ measure: Measure) -> String {
        switch measure {
        case .count: "count of"
        case .sum(let property): "sum of \(name(property)) of"
        case .average(let property): "average of \(name(property)) of"
        case .minimum(let property): "minimum of \(name(property)) of"
        case .maximum(let property): "maximum of \(name(property)) of"
        case .median(let property): "median of \(name(property)) of"
        case .distinctCount(let property): "distinct count of \(name(property)) of"
        case .mostFrequent(let property): "most frequent \(name(property)) of"
        case .first(let property): "\(name(property)) of first"
        case .last(let property): "\(name(property)) of last"
        case .daysSinceFirst: "days since first"
        case .daysSinceLast: "days since last"
        case .averageGap: "average gap of"
        }
    }

    static func events(_ events: EventSelector, followed: Bool) -> String {
        eventNames(events.names) + windowAndWhere(events, followed: followed)
    }

    static func eventNames(_ names: [String]) -> String {
        let quoted = names.map(TextLiteral.quoted)
        return quoted.count == 1 ? quoted[0] : "any of (" + quoted.joined(separator: ", ") + ")"
    }

    /// `followed` says whether a comparison comes next; `where` then stands in parentheses, to be read apart.
    private static func windowAndWhere(_ events: EventSelector, followed: Bool) -> String {
        window(events.window) + whereText(events.condition, followed: followed)
    }

    /// Nothing for all time.
    static func window(_ window: Window) -> String {
        window == .allTime ? "" : " in " + text(of: window)
    }

    static func whereText(_ condition: EventCondition?, followed: Bool) -> String {
        guard let condition else { return "" }
        return " where " + (followed ? "(" + text(of: condition) + ")" : grouped(condition, propertyClause))
    }
}
