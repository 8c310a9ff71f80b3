import Compiler
import Domain
import ProjectFile
import SQL
import Segments
import Warehouse

/// A source as its raw table shows it: the columns there are, and their types.
struct SourceLayout {
    var source: SourceDefinition
    /// Roles and properties that the raw table has as columns.
    var types: [String: ValueType]
    /// Whether rows also differ in columns that were not kept.
    var hasOtherColumns: Bool

    var name: String { source.name.value }

    /// The layouts of all sources that have been imported.
    static func all(_ workspace: Workspace) async throws -> [SourceLayout] {
        var layouts: [SourceLayout] = []
        let ledger = ImportLedger(connection: workspace.connection)
        for source in workspace.project.sources where try await !ledger.entries(of: source.name.value).isEmpty {
            let raw = RawTable(of: source.name.value, workspace.connection)
            let (types, hasOthers) = (try await raw.types(), try await raw.hasOtherColumns())
            layouts.append(SourceLayout(source: source, types: types, hasOtherColumns: hasOthers))
        }
        return layouts
    }

    /// Roles of this kind of source that the table has.
    var roles: Set<String> {
        Set(source.kind.value.roles.map(\.rawValue)).intersection(types.keys)
    }

    /// Columns that are no role.
    var properties: [String: ValueType] {
        let roles = Set(source.kind.value.roles.map(\.rawValue))
        return types.filter { !roles.contains($0.key) }
    }

    /// What a row is worth: its amount, else its quantity times its price; `nil` for rows that are no orders.
    ///
    /// The product of any two numbers fits its type, which is wider than that of money.
    var amount: SQLExpression? {
        guard source.kind.value == .orders else { return nil }
        if roles.contains("amount") { return .column("amount") }
        guard roles.contains("quantity"), roles.contains("price") else { return nil }
        let price = SQLExpression.column("price")
        return types["quantity"] == .integer
            ? SQLExpression.column("quantity").cast(to: .decimal(precision: 19, scale: 0)) * price
            : SQLExpression.column("quantity") * price.cast(to: .double)
    }

    /// The columns that conditions of the cleaning policy may speak of.
    var scope: ColumnScope {
        var columns: [String: ColumnScope.Column] = [:]
        for (name, type) in types { columns[name] = ColumnScope.Column(.column(Identifier(name)), type) }
        if let amount, columns["amount"] == nil { columns["amount"] = ColumnScope.Column(amount, .money) }
        return ColumnScope(columns)
    }
}
