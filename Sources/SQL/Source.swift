/// Rows to select from.
package struct Source: Sendable, Hashable {
    let node: Node
    let alias: Identifier?

    indirect enum Node: Sendable, Hashable {
        case table(TableName)
        case subquery(Query)
        case function(TableFunction)
        case rows([[Expression]], columns: [Identifier])
    }

    /// A table, a view or a common table.
    package static func table(_ name: TableName, as alias: Identifier? = nil) -> Source {
        Source(node: .table(name), alias: alias)
    }

    package static func subquery(_ query: some QueryExpression, as alias: Identifier) -> Source {
        Source(node: .subquery(query.query), alias: alias)
    }

    package static func function(_ function: TableFunction, as alias: Identifier? = nil) -> Source {
        Source(node: .function(function), alias: alias)
    }

    /// `VALUES`. At least one row; every row has one value for each column.
    package static func values(_ rows: [[Expression]], columns: [Identifier], as alias: Identifier) -> Source {
        Source(node: .rows(rows, columns: columns), alias: alias)
    }
}

/// A function that gives rows, such as `read_csv('orders.csv', all_varchar = true)`.
///
/// Its arguments decide which columns there are, so they are always written into the text.
package struct TableFunction: Sendable, Hashable {
    package enum Name: String, Sendable, Hashable, CaseIterable {
        case readCSV = "read_csv"
        /// What a CSV file looks like: one row with its delimiter, quote and columns.
        case sniffCSV = "sniff_csv"
        case readJSON = "read_json"
        case readParquet = "read_parquet"
        /// Integers from the first argument to the second, both included, in the column `generate_series`.
        case series = "generate_series"
    }

    package enum Argument: Sendable, Hashable {
        case boolean(Bool)
        case integer(Int64)
        case text(String)
        case texts([String])
        /// `{'name': 'TYPE', …}`, each with the dialect's spelling of the type.
        case types([ColumnType])
    }

    /// `name = value`. The name consists of lower-case ASCII letters, digits and `_`.
    package struct Option: Sendable, Hashable {
        package var name: String
        package var value: Argument

        package init(_ name: String, _ value: Argument) {
            self.name = name
            self.value = value
        }
    }

    package var name: Name
    package var arguments: [Argument]
    package var options: [Option]

    package init(_ name: Name, _ arguments: [Argument], options: [Option] = []) {
        self.name = name
        self.arguments = arguments
        self.options = options
    }
}

/// The name of a column and its type.
package struct ColumnType: Sendable, Hashable {
    package var name: Identifier
    package var type: SQLType

    package init(_ name: Identifier, _ type: SQLType) {
        self.name = name
        self.type = type
    }
}
