import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Warehouse

/// The customers of lists in tables of the warehouse, treated as imports treat the column of customers: trimmed, composed,
/// cleaned as the project says. The tables are there for as long as somebody looks at them.
struct ListTable {
    var connection: Connection
    var cleaners: [Cleaner]

    /// What the lines of one list come to.
    struct Count {
        /// Customers of the list, each once.
        var distinct: Int
        /// Those of them that the workspace has.
        var known: Int
        /// Lines that name a customer again.
        var repeated: Int
        /// Some of the others, in the order of the file.
        var unknownExamples: [String]
    }

    private static let lines: TableName = "_list_lines"
    private static let ids: TableName = "_list_ids"
    private static let shownExamples = 3

    /// - Complexity: O(lines), in the engine.
    func fill(_ files: [(name: String, file: ListFile)]) async throws {
        try await connection.ingest(
            into: TablePath(Self.lines.name.name),
            columns: [
                IngestColumn("list", .texts(files.flatMap { Array(repeating: $0.name, count: $0.file.values.count) })),
                IngestColumn("line", .integers(files.flatMap { $0.file.values.indices.map(Int64.init) })),
                IngestColumn("value", .texts(files.flatMap(\.file.values))),
            ],
            mode: .replace
        )
        let cleaned = Select(
            ["list": .column("list"), "line": .column("line"), "id": cleaned(.column("value"))],
            from: .table(Self.lines)
        )
        try await connection.execute(
            .createTable(
                Self.ids,
                as: Select(
                    [
                        "list": .column("list"), "id": .column("id"), "line": .min(.column("line")),
                        "lines": .countRows(),
                    ],
                    from: .subquery(cleaned, as: "c"),
                    where: SQLExpression.column("id").isNotNull,
                    groupBy: .by([.column("list"), .column("id")])
                ),
                mode: .orReplace
            )
        )
    }

    /// An identifier as the customers' own are: cleaned as the project says, or as a cluster's tables have them.
    private func cleaned(_ value: SQLExpression) -> SQLExpression {
        guard connection.dialect == .duckDB else { return .nullIf(.trim(value), "") }
        return ColumnPlan(column: "value", target: "value", type: .text, cleaners: cleaners).cleaned(value)
    }

    func drop() async throws {
        try await connection.execute(.dropTable(Self.lines))
        try await connection.execute(.dropTable(Self.ids))
    }

    private static func joined(_ columns: Columns, where condition: SQLExpression? = nil) -> Select {
        Select(
            columns,
            from: .table(ids, as: "i"),
            joins: [
                .left(
                    .table(WarehouseTables.customers, as: "c"),
                    .on(SQLExpression.column("i", "id").equals(.column("c", EventColumn.customer)))
                )
            ],
            where: condition
        )
    }

    private static var isUnknown: SQLExpression { SQLExpression.column("c", EventColumn.customer).isNull }

    /// By the lists' names; a list of nobody is missing.
    func counts() async throws -> [String: Count] {
        var select = Self.joined([
            "list": .column("i", "list"), "distinct": .countRows(), "unknown": .countRows(where: Self.isUnknown),
            "lines": .sum(.column("i", "lines")).cast(to: .integer),
        ])
        select.groupBy = .by([.column("i", "list")])
        let result = try await connection.query(select)
        let (distinct, unknown) = (try result.integers("distinct"), try result.integers("unknown"))
        let lines = try result.integers("lines")
        var counts: [String: Count] = [:]
        for (row, list) in try result.texts("list").enumerated() {
            counts[list] = Count(
                distinct: Int(distinct[row]),
                known: Int(distinct[row] - unknown[row]),
                repeated: Int(lines[row] - distinct[row]),
                unknownExamples: unknown[row] > 0 ? try await examples(of: list) : []
            )
        }
        return counts
    }

    private func examples(of list: String) async throws -> [String] {
        var select = Self.joined(
            ["id": .column("i", "id")],
            where: Self.isUnknown && SQLExpression.column("i", "list").equals(.text(list))
        )
        select.orderBy = [SQLExpression.column("i", "line").ascending()]
        select.limit = Self.shownExamples
        return try await connection.query(select).texts("id")
    }

    /// Everybody that a list names, known or not.
    func ids(of list: String) async throws -> [String] {
        try await connection.query(
            Select(
                ["id": .column("id")],
                from: .table(Self.ids),
                where: SQLExpression.column("list").equals(.text(list))
            )
        ).texts("id")
    }

    /// Whether there is a customer of this name: then it is no heading.
    func isCustomer(_ text: String) async throws -> Bool {
        let value = Select(["value": cleaned(.text(text))])
        let result = try await connection.query(
            Select(
                ["count": .countRows()],
                from: .subquery(value, as: "v"),
                joins: [
                    .inner(
                        .table(WarehouseTables.customers, as: "c"),
                        .on(SQLExpression.column("v", "value").equals(.column("c", EventColumn.customer)))
                    )
                ]
            )
        )
        return try result.integers("count")[0] > 0
    }

    /// Each customer who stands in a list, with the names of her lists, sorted.
    func lists() async throws -> (customers: [String], lists: [[String]]) {
        var select = Self.joined(
            ["customer": .column("i", "id"), "list": .column("i", "list")],
            where: !Self.isUnknown
        )
        select.orderBy = [SQLExpression.column("i", "id").ascending(), SQLExpression.column("i", "list").ascending()]
        let result = try await connection.query(select)
        var customers: [String] = []
        var lists: [[String]] = []
        for (customer, list) in zip(try result.texts("customer"), try result.texts("list")) {
            // Bytes, as the engine compares: Swift takes texts of other code points for equal.
            if let last = customers.last, last.utf8.elementsEqual(customer.utf8) {
                lists[lists.count - 1].append(list)
            } else {
                customers.append(customer)
                lists.append([list])
            }
        }
        return (customers, lists)
    }
}
