import Domain
import SQL

/// Units of time one after another, and the number of the one that an instant lies in.
struct UnitNumbers {
    /// The start of each unit, the earliest first, and the end of the last. Each unit ends where the next begins; a day that a
    /// zone left out begins and ends at one instant, and no instant lies in it.
    private let bounds: [Instant]

    /// - Parameter ranges: the units, the latest first.
    init(_ ranges: [InstantRange]) {
        bounds = ranges.reversed().map(\.start) + ranges.prefix(1).map(\.end)
    }

    /// From the start of the first unit to the end of the last.
    var all: InstantRange {
        InstantRange(start: bounds.first ?? .distantFuture, end: bounds.last ?? .distantFuture)
    }

    /// The number of the unit, from 0, as a balanced tree of comparisons. The instant lies in one of them.
    func number(of time: SQLExpression) -> SQLExpression {
        tree(time, 0..<max(1, bounds.count - 1))
    }

    private func tree(_ time: SQLExpression, _ units: Range<Int>) -> SQLExpression {
        guard units.count > 1 else { return .integer(Int64(units.lowerBound)) }
        let middle = units.lowerBound + units.count / 2
        return .cases(
            [.when(time < .instant(bounds[middle]), then: tree(time, units.lowerBound..<middle))],
            otherwise: tree(time, middle..<units.upperBound)
        )
    }
}
