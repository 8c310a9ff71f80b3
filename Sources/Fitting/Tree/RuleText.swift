package import Models

/// The conditions of a leaf in Covey's segment language (docs/segment-language.md), columns as traits.
package enum RuleText {
    /// One rule; `nil` for the root, which asks nothing of anybody.
    ///
    /// - Parameter truths: the traits that are yes or no, whose values are no texts.
    package static func rule(
        _ conditions: [TreeCondition],
        of tree: DecisionTree,
        truths: Set<String> = []
    ) -> String? {
        guard !conditions.isEmpty else { return nil }
        let texts = conditions.map { text($0, of: tree, truths) }
        // `and` binds closer than `or`, so that parts with `or` are put in parentheses beside others.
        return texts.map { $0.isAlternative && texts.count > 1 ? "(\($0.text))" : $0.text }.joined(separator: " and ")
    }

    private static func text(
        _ condition: TreeCondition,
        of tree: DecisionTree,
        _ truths: Set<String>
    ) -> (text: String, isAlternative: Bool) {
        let feature = tree.features[condition.feature]
        let name = name(feature.name)
        let levels = (feature.levels ?? []).map { truths.contains(feature.name) ? $0 : quoted($0) }
        let value = value(condition.test, name, levels)
        switch (value, condition.missing) {
        case (.none, .included): return ("\(name) is missing", false)
        case (.some(let text), .included): return ("\(text) or \(name) is missing", true)
        case (.none, .excluded): return ("\(name) is present", false)
        case (.some(let text), .excluded): return (text, false)
        }
    }

    /// What is asked of a value that is there; `nil` where it is nothing, or where only a missing one fits.
    ///
    /// - Parameter levels: as the language writes them.
    private static func value(_ test: DecisionTree.ValueTest, _ name: String, _ levels: [String]) -> String? {
        switch test {
        case .interval(nil, let high?): "\(name) < \(number(high))"
        case .interval(let low?, nil): "\(name) >= \(number(low))"
        case .interval(let low?, let high?): "\(name) >= \(number(low)) and \(name) < \(number(high))"
        case .oneOf(let chosen): membership(name, chosen.map { levels[$0] }, isNegated: false)
        case .noneOf(let others) where others.isEmpty: nil
        case .noneOf(let others):
            // The shorter list is read more easily. They differ for values that the fit has not seen.
            others.count * 2 < levels.count
                ? membership(name, others.map { levels[$0] }, isNegated: true)
                : membership(name, levels.indices.filter { !others.contains($0) }.map { levels[$0] }, isNegated: false)
        case .interval, .nothing: nil
        }
    }

    private static func membership(_ name: String, _ texts: [String], isNegated: Bool) -> String {
        if texts.count == 1 { return "\(name) \(isNegated ? "!=" : "=") \(texts[0])" }
        return "\(name) \(isNegated ? "not in" : "in") (\(texts.joined(separator: ", ")))"
    }

    /// A name as it is, or in quotes where the language would not take it for one.
    static func name(_ name: String) -> String {
        let scalars = name.unicodeScalars
        guard let first = scalars.first, isLetter(first), !reserved.contains(name) else { return quoted(name) }
        let isBare = scalars.allSatisfy { scalar in
            isLetter(scalar) || scalar == "." || scalar.properties.generalCategory == .decimalNumber
        }
        return isBare ? name : quoted(name)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || scalar == "_" }

    /// The reserved words of docs/segment-grammar.md.
    private static let reserved: Set<String> = [
        "after", "and", "any", "average", "before", "between", "contains", "count", "did", "distinct", "ends",
        "entered", "exactly", "false", "first", "has", "ignoring", "in", "is", "last", "left", "maximum", "median",
        "minimum", "not", "of", "on", "or", "random", "resumed", "sequence", "starts", "stopped", "sum", "true", "was",
        "where",
    ]

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.generalCategory == .control
                    || scalar == "\u{2028}" || scalar == "\u{2029}"
                {
                    result += "\\u{" + String(scalar.value, radix: 16) + "}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// Digits with a point, and an exponent for the very large and the very small.
    static func number(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
    }
}
