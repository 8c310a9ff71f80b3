import Compiler
import Domain
import Foundation
import ProjectFile
import SQL
import Segments
import Warehouse

/// Fills the trait `lists`: for every customer the names of the lists in which she stands, none for most.
///
/// A static segment is a rule on that trait, so every engine evaluates it as it does any other rule.
struct FillListTrait {
    var workspace: Workspace
    var context: RunContext

    struct Outcome {
        /// `nil` where the workspace has no lists.
        var column: ComputeTraits.Column?
        /// What of the lists could not be used.
        var remarks: [Bilingual]
    }

    private static let table: TableName = "_customer_lists"

    /// - Parameters:
    ///   - kept: the columns of the table of traits that stay: all but `lists` and those of priority lists.
    ///   - present: the columns that it has.
    /// - Throws: `FileError`, `ImportError` or `SetError` of a file that cannot be read.
    func run(keeping kept: [String], of present: [String]) async throws -> Outcome {
        let connection = workspace.connection
        let lists = CustomerLists(project: workspace.project)
        try lists.checkNames()
        let files = lists.files
        let traits = TraitsTable(connection: connection)
        guard !files.isEmpty else {
            if kept != present { try await traits.replace(keeping: kept) }
            return Outcome(column: nil, remarks: [])
        }
        guard !kept.contains(Project.listTrait) else { throw Self.taken(workspace.project.path) }
        let table = ListTable(connection: connection, cleaners: workspace.project.customerCleaners)
        var read: [(name: String, file: ListFile)] = []
        for file in files {
            try Task.checkCancellation()
            context.progress(Progress(Bilingual(en: "Reading \(file.shown)", zh: "正在读取 \(file.shown)")))
            read.append((file.name, try await ReadList(workspace: workspace).run(file.path, shown: file.shown)))
        }
        try await table.fill(read)
        let counts = try await table.counts()
        let (customers, names) = try await table.lists()
        try await table.drop()
        try await connection.ingest(
            into: TablePath(Self.table.name.name),
            columns: [
                IngestColumn(EventColumn.customer.name, .texts(customers)),
                IngestColumn(Project.listTrait, .textLists(names)),
            ],
            mode: .replace
        )
        let own = SQLExpression.column("a", Identifier(Project.listTrait))
        let empty = SQLExpression.list([]).cast(to: ValueType.list.sqlType)
        try await traits.replace(
            keeping: kept,
            adding: TraitsTable.Added(name: Project.listTrait, value: .coalesce([own, empty]), table: Self.table)
        )
        try await connection.execute(.dropTable(Self.table))
        return Outcome(
            column: ComputeTraits.Column(name: Project.listTrait, type: .list),
            remarks: files.compactMap { Self.remark($0, counts[$0.name]) }
        )
    }

    private static func remark(_ file: CustomerLists.File, _ count: ListTable.Count?) -> Bilingual? {
        guard let count else {
            return Bilingual(en: "\(file.shown) names no customer.", zh: "\(file.shown) 中没有任何客户标识。")
        }
        let unknown = count.distinct - count.known
        guard unknown > 0 else { return nil }
        let examples = count.unknownExamples.map { "“\($0)”" }
        return Bilingual(
            en: "\(file.shown): \(unknown) of \(count.distinct) are no customers here, such as "
                + examples.joined(separator: ", ") + ".",
            zh: "\(file.shown)：\(count.distinct) 个中有 \(unknown) 个不是这里的客户，例如" + examples.joined(separator: "、")
                + "。"
        )
    }

    private static func taken(_ path: String) -> WorkspaceError {
        .definition(
            path: path,
            position: nil,
            reason: Bilingual(
                en:
                    "A trait has the name “\(Project.listTrait)”, which holds the lists of customers in the folder `lists`.",
                zh: "有特征名为“\(Project.listTrait)”，该名称用于 lists 文件夹中的客户名单。"
            ),
            advice: Bilingual(en: "Give the trait another name.", zh: "请为该特征改名。")
        )
    }
}

/// Reads a file of customers.
struct ReadList {
    var workspace: Workspace

    func run(_ path: String, shown: String, column: String? = nil) async throws -> ListFile {
        var file = try ListFile.read(
            path,
            shown: shown,
            column: column,
            of: workspace.project,
            copy: workspace.temporaryPath()
        )
        let table = ListTable(connection: workspace.connection, cleaners: workspace.project.customerCleaners)
        // Somebody may be called as columns are: then the first line is one of the list.
        if let heading = file.heading, try await table.isCustomer(heading) {
            file.values.insert(heading, at: 0)
            file.heading = nil
        }
        return file
    }
}
