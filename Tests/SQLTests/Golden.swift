import SQL
import Testing

/// A tree and what each dialect makes of it with its default parameters: the text, or `refuses: ` and the name of the node
/// that it refuses.
struct Golden: Sendable, CustomTestStringConvertible {
    var name: String
    var statement: Statement
    var duckDB: String
    var spark: String
    /// Whether the texts are those of one column, `SELECT … AS x FROM customers`.
    var isExpression = false

    init(_ name: String, _ statement: Statement, duckDB: String, spark: String) {
        self.name = name
        self.statement = statement
        self.duckDB = duckDB
        self.spark = spark
    }

    init(_ name: String, _ expression: Expression, duckDB: String, spark: String) {
        let select = Select(["x": expression], from: .table("customers"))
        self.init(name, Statement.select(select), duckDB: duckDB, spark: spark)
        isExpression = true
    }

    var testDescription: String { name }

    func check() {
        #expect(outcome(.duckDB) == expected(duckDB, around: "\""))
        #expect(outcome(.spark) == expected(spark, around: "`"))
    }

    private func expected(_ text: String, around mark: String) -> String {
        guard isExpression, !text.hasPrefix("refuses: ") else { return text }
        return "SELECT \(text) AS \(mark)x\(mark) FROM \(mark)customers\(mark)"
    }

    private func outcome(_ dialect: Dialect) -> String {
        do {
            return try dialect.render(statement).text
        } catch .unsupported(let node, _) {
            return "refuses: \(node)"
        } catch {
            return "throws: \(error)"
        }
    }
}
