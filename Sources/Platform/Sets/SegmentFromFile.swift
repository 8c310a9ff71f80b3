import Domain
import Foundation
import ProjectFile

/// Makes a segment of the customers that a file names.
package struct SegmentFromFile {
    package var workspace: Workspace
    package var context: RunContext

    package struct Outcome: Sendable {
        package var segment: MadeSegment
        /// The text that was taken for the heading of the column, where there is one.
        package var heading: String?
        package var encoding: String
        /// Lines that name a customer, also one again.
        package var lines: Int
        package var blankLines: Int
        /// Lines that name a customer who stands in the file before.
        package var repeatedLines: Int
        /// Identifiers that no customer has. They are kept: she may become one.
        package var unknown: Int
        package var unknownExamples: [String]
    }

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Parameters:
    ///   - path: a CSV or text file of any encoding that imports read.
    ///   - name: that of the new segment.
    ///   - column: a heading of the file, or a column's number from 1.
    /// - Throws: `FileError`, `ImportError`, `SetError`, `WorkspaceError.notRunYet`.
    package func run(_ path: String, as name: String, column: String? = nil) async throws -> Outcome {
        let making = try MakeSegment(workspace: workspace, context: context)
        try making.checkName(name)
        _ = try await LastRun(workspace)
        let activity = Bilingual(en: "Reading \(path)", zh: "正在读取 \(path)")
        context.progress(Progress(activity))
        let file = try await ReadList(workspace: workspace).run(path, shown: path, column: column)
        let table = ListTable(connection: workspace.connection, cleaners: workspace.project.customerCleaners)
        try await table.fill([(name, file)])
        let count = try await table.counts()[name]
        let ids = try await table.ids(of: name)
        try await table.drop()
        guard let count, !ids.isEmpty else { throw SetError.noIdentifiers(path: path) }
        let base = path.split(separator: "/").last.map(String.init) ?? path
        let description = Bilingual(
            en: "The customers of the file \(base).",
            zh: "文件 \(base) 中的客户。"
        )
        return Outcome(
            segment: try await making.run(name, of: ids, description: description),
            heading: file.heading,
            encoding: file.encoding,
            lines: file.values.count,
            // A value that cleaning leaves nothing of says nothing either.
            blankLines: file.blankLines + file.values.count - count.distinct - count.repeated,
            repeatedLines: count.repeated,
            unknown: count.distinct - count.known,
            unknownExamples: count.unknownExamples
        )
    }
}
