/// The one form of a pattern that other engines are given: RE2 (DuckDB) and `java.util.regex` (Spark) read it alike.
///
/// Nothing in it depends on an engine's tables or flags: classes are spelled out as ranges of code points, and the anchors are
/// those of the whole text. Both engines search for a part; the text given to them is in NFC, and in lower case where
/// case is ignored.
extension Pattern {
    package var portableText: String { tree.portableText }
}

extension PatternTree {
    fileprivate var portableText: String {
        switch self {
        case .scalars(let set): set.portableText
        case .start: #"\A"#
        case .end: #"\z"#
        case .sequence(let members): members.map(\.portableGroup).joined()
        case .choice(let members): members.map(\.portableText).joined(separator: "|")
        case .repeated(let member, let low, let high): member.portableUnit + Self.quantifier(low, high)
        }
    }

    /// As a member of a sequence.
    private var portableGroup: String {
        if case .choice = self { return "(?:" + portableText + ")" }
        return portableText
    }

    /// As what is repeated.
    private var portableUnit: String {
        if case .scalars = self { return portableText }
        return "(?:" + portableText + ")"
    }

    private static func quantifier(_ low: Int, _ high: Int?) -> String {
        switch (low, high) {
        case (0, nil): "*"
        case (1, nil): "+"
        case (0, 1): "?"
        case (_, nil): "{\(low),}"
        case (_, let high?): low == high ? "{\(low)}" : "{\(low),\(high)}"
        }
    }
}

extension ScalarSet {
    fileprivate var portableText: String {
        if ranges.count == 1, ranges[0].count == 1 { return Self.portable(ranges[0].lowerBound) }
        let members = ranges.map { range in
            range.count == 1
                ? Self.portable(range.lowerBound)
                : Self.portable(range.lowerBound) + "-" + Self.portable(range.upperBound)
        }
        return "[" + members.joined() + "]"
    }

    /// ASCII letters and digits as they are, all else by number.
    private static func portable(_ value: UInt32) -> String {
        if let scalar = Unicode.Scalar(value), wordParts.contains(scalar), scalar != "_" { return String(scalar) }
        return #"\x{"# + String(value, radix: 16) + "}"
    }
}
