/// A set of Unicode scalars, as ranges in order that neither overlap nor touch.
package struct ScalarSet: Sendable, Hashable {
    package private(set) var ranges: [ClosedRange<UInt32>]
    /// Whether an upper-case letter was written in it, alone or as the end of a range.
    let namesUpperCase: Bool

    init(_ ranges: [ClosedRange<UInt32>], namesUpperCase: Bool = false) {
        self.namesUpperCase = namesUpperCase
        self.ranges = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound + 1 {
                self.ranges[self.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                self.ranges.append(range)
            }
        }
    }

    init(_ scalar: Unicode.Scalar) {
        self.init([scalar.value...scalar.value], namesUpperCase: Self.isUpperCase(scalar))
    }

    static func isUpperCase(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.lowercaseMapping != String(scalar)
    }

    var isEmpty: Bool { ranges.isEmpty }

    /// All other scalars.
    var complement: ScalarSet {
        var others: [ClosedRange<UInt32>] = []
        for block in Self.all {
            var next = block.lowerBound
            for range in ranges where range.overlaps(block) {
                if next < range.lowerBound { others.append(next...range.lowerBound - 1) }
                next = max(next, range.upperBound + 1)
            }
            if next <= block.upperBound { others.append(next...block.upperBound) }
        }
        return ScalarSet(others, namesUpperCase: namesUpperCase)
    }

    package func contains(_ scalar: Unicode.Scalar) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= scalar.value
    }

    /// Unicode scalars are the code points that are no surrogates.
    private static let all: [ClosedRange<UInt32>] = [0...0xD7FF, 0xE000...0x10_FFFF]

    /// `\d`
    static let digits = ScalarSet([0x30...0x39])
    /// `\w`: ASCII letters, digits and `_`.
    static let wordParts = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// `\s`: tab, line feed, vertical tab, form feed, carriage return, blank.
    static let blanks = ScalarSet([0x09...0x0D, 0x20...0x20])
    /// `.`
    static let notLineFeed = ScalarSet([0x0A...0x0A]).complement
}
