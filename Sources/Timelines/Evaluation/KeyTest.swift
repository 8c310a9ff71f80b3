import Domain
import Segments

/// A comparison made ready for keys or counts: mostly a range.
///
/// The ranges are not worked out from literals a second time: they are found by asking the reference's own test
/// (`ValueTest`) at keys that halve the scale, so the two cannot differ.
enum KeyTest: Sendable {
    case never
    case missing
    /// Present, and inside of the range, or outside of it where it is inverted.
    case range(ClosedRange<Int64>, inverted: Bool)
    /// What is no range.
    case each(ValueTest, ValueType)

    init(_ comparison: Comparison, type: ValueType, in context: EvaluationContext) {
        let scale = KeyScale(type: type, comparison: comparison, context: context)
        switch comparison.test {
        case .missing: self = .missing
        case .present: self = .range(.min ... .max, inverted: false)
        case .relation(let relation, let literal): self = scale.relation(relation, literal)
        case .on(let date): self = scale.relation(.equal, .date(date))
        case .before(let bound):
            self = .upTo(scale.last { Comparison(.before(bound), ignoringCase: $0.ignoringCase) }, scale)
        case .after(let bound):
            self = .from(scale.first { Comparison(.after(bound), ignoringCase: $0.ignoringCase) }, scale)
        case .between(let low, let high):
            let first = scale.first { _ in Comparison(.relation(.greaterOrEqual, low)) }
            let last = scale.last { _ in Comparison(.relation(.lessOrEqual, high)) }
            self = .between(first, last)
        case .oneOf, .noneOf, .within, .anniversary: self = .each(ValueTest(comparison, in: context), type)
        case .text, .list, .matches: self = .never
        }
    }

    fileprivate static func between(_ first: Int64?, _ last: Int64?) -> KeyTest {
        guard let first, let last, first <= last else { return .never }
        return .range(first...last, inverted: false)
    }

    fileprivate static func upTo(_ last: Int64?, _ scale: KeyScale) -> KeyTest { between(scale.keys.lowerBound, last) }
    fileprivate static func from(_ first: Int64?, _ scale: KeyScale) -> KeyTest {
        between(first, scale.keys.upperBound)
    }

    /// Whether a key passes; `nil` is a missing value.
    @inline(__always)
    func holds(_ key: Int64?) -> Bool {
        switch self {
        case .never: return false
        case .missing: return key == nil
        case .range(let range, let inverted):
            guard let key else { return false }
            return range.contains(key) != inverted
        case .each(let test, let type): return test.holds(key.flatMap { ColumnKey.value($0, type) })
        }
    }
}

/// The keys of a type with an order, and where a monotone comparison turns.
private struct KeyScale {
    let type: ValueType
    let comparison: Comparison
    let context: EvaluationContext

    var keys: ClosedRange<Int64> { ColumnKey.ordered(type) }

    func relation(_ relation: Relation, _ literal: Literal) -> KeyTest {
        let first = first { _ in Comparison(.relation(.greaterOrEqual, literal)) }
        let last = last { _ in Comparison(.relation(.lessOrEqual, literal)) }
        // Neither: the literal is not of the keys' scale.
        guard first != nil || last != nil else { return .never }
        switch relation {
        case .greaterOrEqual: return .from(first, self)
        case .lessOrEqual: return .upTo(last, self)
        case .equal: return .between(first, last)
        case .greater: return .from(last.map { $0 < keys.upperBound ? $0 + 1 : nil } ?? keys.lowerBound, self)
        case .less: return .upTo(first.map { $0 > keys.lowerBound ? $0 - 1 : nil } ?? keys.upperBound, self)
        case .notEqual:
            guard case .range(let equal, _) = KeyTest.between(first, last) else {
                return .range(keys, inverted: false)
            }
            // Not-a-number has no order, and so is unequal to nothing.
            return type == .number ? .each(ValueTest(comparison, in: context), type) : .range(equal, inverted: true)
        }
    }

    /// The lowest key that passes a comparison which higher keys pass as well.
    func first(_ make: (Comparison) -> Comparison) -> Int64? {
        let test = ValueTest(make(comparison), in: context)
        guard holds(test, keys.upperBound) else { return nil }
        var (low, high) = (keys.lowerBound, keys.upperBound)
        while low < high {
            let middle = low + Int64((high.subtractingReportingOverflow(low).partialValue.magnitudeAsUnsigned) / 2)
            if holds(test, middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The highest key that passes a comparison which lower keys pass as well.
    func last(_ make: (Comparison) -> Comparison) -> Int64? {
        let test = ValueTest(make(comparison), in: context)
        guard holds(test, keys.lowerBound) else { return nil }
        var (low, high) = (keys.lowerBound, keys.upperBound)
        while low < high {
            let half = Int64((high.subtractingReportingOverflow(low).partialValue.magnitudeAsUnsigned) / 2)
            let middle = high - half
            if holds(test, middle) { low = middle } else { high = middle - 1 }
        }
        return low
    }

    private func holds(_ test: ValueTest, _ key: Int64) -> Bool { test.holds(ColumnKey.value(key, type)) }
}

extension Int64 {
    /// A difference of two keys that left the signed range, as the unsigned number that it is.
    fileprivate var magnitudeAsUnsigned: UInt64 { UInt64(bitPattern: self) }
}
