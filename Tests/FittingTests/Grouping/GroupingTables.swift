import Fitting
import Statistics
import TestSupport

/// Tables for the tests of groups.
enum GroupingTables {
    static let irisColumns = ["sepal_length", "sepal_width", "petal_length", "petal_width"]

    static func iris() throws -> DataTable {
        DataTable(try irisColumns.map { DataColumn($0, numbers: try Fixture.numbers("iris.csv", $0)) })
    }

    /// What can be wrong with a table, and the columns of it that a model is given.
    static let wrong: [(name: String, table: DataTable)] = [
        ("no column", DataTable([])),
        ("no row", DataTable([DataColumn("a", numbers: []), DataColumn("b", numbers: [])])),
        ("one row", DataTable([DataColumn("a", numbers: [1]), DataColumn("b", numbers: [2])])),
        ("one value", DataTable([DataColumn("a", numbers: [3, 3, 3, 3])])),
        ("all missing", DataTable([DataColumn("a", numbers: [.nan, .nan, .nan])])),
        ("infinite", DataTable([DataColumn("a", numbers: [1, .infinity, 2, 3])])),
        ("too large", DataTable([DataColumn("a", numbers: [1, 1e200, -1e308, 3])])),
    ]

    /// What is odd and can be grouped all the same.
    static let odd: [(name: String, table: DataTable)] = [
        ("two rows", DataTable([DataColumn("a", numbers: [1, 2])])),
        (
            "duplicates",
            DataTable([
                DataColumn("a", numbers: [1, 1, 1, 2, 2, 5, 5, 5]), DataColumn("b", numbers: [0, 0, 0, 0, 0, 0, 0, 0]),
            ])
        ),
        ("large", DataTable([DataColumn("a", numbers: [1e12, 1e12 + 1, 3e12, 3e12 + 1, -2e12, 0])])),
        ("tiny", DataTable([DataColumn("a", numbers: [1e-300, 2e-300, 5e-300, 9e-300, 0, -1e-305])])),
        (
            "missing",
            DataTable([
                DataColumn("a", numbers: [1, .nan, 2, 8, 9, .nan]), DataColumn("b", numbers: [1, 2, .nan, 4, 5, 6]),
            ])
        ),
        ("signs", DataTable([DataColumn("a", numbers: [0, -0.0, -5, 5, 0, -0.0])])),
        ("an outlier", DataTable([DataColumn("a", numbers: [1, 2, 3, 4, 5, 6, 1e90])])),
    ]
}

extension FitValue {
    var double: Double? {
        switch self {
        case .number(let number): number
        case .integer(let integer): Double(integer)
        default: nil
        }
    }

    var items: [FitValue] { if case .list(let items) = self { items } else { [] } }
}
