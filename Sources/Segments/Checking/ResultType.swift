package import Domain

extension TraitExpression {
    /// The type of the value.
    ///
    /// - Throws: a `Problem` where an event or the property is not known, where the property's type is not the same in all
    ///   the events that have it, or where values of that type cannot be measured so.
    package func resultType(in schema: Schema) throws(Problem) -> ValueType {
        let statement = SegmentPrinter.text(of: self)
        for name in events.names where schema.events[name] == nil {
            let nearest = NearestName.of(name, among: schema.events.keys)
            throw Problem(kind: .unknownEvent(name, nearest: nearest), statement: statement)
        }
        guard let property = measure.property else { return measure.typeWithoutProperty }
        let type = try schema.type(of: property, in: events.names, statement: statement)
        guard let result = measure.resultType(of: type) else {
            throw Problem(kind: .notMeasurable(property: property, type: type), statement: statement)
        }
        return result
    }
}

extension Measure {
    fileprivate var typeWithoutProperty: ValueType {
        self == .averageGap ? .number : .integer
    }

    /// The type of the measure of values of a type; `nil` where they cannot be measured so.
    fileprivate func resultType(of type: ValueType) -> ValueType? {
        switch self {
        case .count, .daysSinceFirst, .daysSinceLast, .averageGap: typeWithoutProperty
        case .sum: type.isNumeric ? type : nil
        case .average, .median: type == .money ? .money : type.isNumeric ? .number : nil
        case .minimum, .maximum: type.isNumeric || type == .date || type == .instant ? type : nil
        case .distinctCount: type == .list ? nil : .integer
        case .mostFrequent: type == .list ? nil : type
        case .first, .last: type
        }
    }
}

extension Schema {
    /// The type of a property of these events, all of which are known. Events that lack the property have it missing.
    func type(
        of property: String,
        in names: [String],
        statement: @autoclosure () -> String
    ) throws(Problem) -> ValueType {
        if property == BuiltInProperty.time { return .instant }
        var types: [String: ValueType] = [:]
        for name in names { types[name] = events[name]?[property] }
        let distinct = Set(types.values)
        guard let type = distinct.first else {
            let known = names.flatMap { events[$0].map { Array($0.keys) } ?? [] } + [BuiltInProperty.time]
            throw Problem(
                kind: .unknownProperty(property, events: names, nearest: NearestName.of(property, among: known)),
                statement: statement()
            )
        }
        guard distinct.count == 1 else {
            throw Problem(kind: .mixedTypes(property: property, types), statement: statement())
        }
        return type
    }
}
