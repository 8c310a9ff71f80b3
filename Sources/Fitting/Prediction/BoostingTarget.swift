import Domain
import Models

/// What boosting learns: whether, or how much.
enum BoostingTarget {
    case yes(BinaryTarget)
    /// Not-a-number where the value is missing.
    case number([Double])

    /// The known values of some rows.
    enum Known {
        case yes([Bool])
        case number([Double])
    }

    /// A number is learned where the target is one with more than two values and no value was said to be the yes.
    init(_ table: DataTable, _ name: String, positive: String?) throws {
        if positive == nil, case .numbers = try table.column(name).values {
            let numbers = try table.numbers(name)
            if Set(numbers.filter { !$0.isNaN }).count > 2 {
                self = .number(numbers)
                return
            }
        }
        self = .yes(try BinaryTarget(table, name, positive: positive))
    }

    /// The value that counts as yes.
    var positive: String? { if case .yes(let target) = self { target.positive } else { nil } }
    var note: Bilingual? { if case .yes(let target) = self { target.note } else { nil } }

    func isKnown(_ row: Int) -> Bool {
        switch self {
        case .yes(let target): target.values[row] != nil
        case .number(let numbers): !numbers[row].isNaN
        }
    }

    func selecting(_ rows: [Int]) -> Known {
        switch self {
        case .yes(let target): .yes(rows.map { target.values[$0] == true })
        case .number(let numbers): .number(rows.map { numbers[$0] })
        }
    }
}

extension BoostingTarget.Known {
    func selecting(_ rows: [Int]) -> Self {
        switch self {
        case .yes(let outcomes): .yes(rows.map { outcomes[$0] })
        case .number(let numbers): .number(rows.map { numbers[$0] })
        }
    }

    /// As numbers, 1 for yes.
    var numbers: [Double] {
        switch self {
        case .yes(let outcomes): outcomes.map { $0 ? 1 : 0 }
        case .number(let numbers): numbers
        }
    }

    /// What parts of the rows should have alike: the outcome; numbers are all of one kind.
    var strata: [Bool] {
        switch self {
        case .yes(let outcomes): outcomes
        case .number(let numbers): [Bool](repeating: true, count: numbers.count)
        }
    }
}
