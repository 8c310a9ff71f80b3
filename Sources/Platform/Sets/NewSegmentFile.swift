package import Domain
import Foundation
import ProjectFile
import Segments

/// Puts a new definition where the project looks for segments, in canonical form.
struct NewSegmentFile {
    let project: Project
    let definitions: Definitions

    /// - Throws: `SetError.unusableName`, `.segmentExists`.
    func checkName(_ name: String) throws {
        let isControlled = name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !name.allSatisfy(\.isWhitespace), !isControlled else { throw SetError.unusableName(name) }
        if let taken = definitions.segments.first(where: { $0.definition.name == name }) {
            throw SetError.segmentExists(name, path: taken.path)
        }
    }

    /// The path of a file that is not there yet and that one of the project's patterns finds: named after the segment, with
    /// a number where there is such a file already.
    ///
    /// - Throws: `SetError.noPlace` where the project names its files one by one.
    func path(for name: String) throws -> String {
        guard let pattern = project.segments.map(\.value).first(where: Self.takesNewFiles) else {
            throw SetError.noPlace(patterns: project.segments.map(\.value))
        }
        let parts = project.resolve(pattern).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let folder = parts.dropLast().joined(separator: "/")
        let last = parts.last ?? ""
        for number in 1... {
            let stem = FileName.of(name) + (number == 1 ? "" : " \(number)")
            let path = (parts.count > 1 ? folder + "/" : "") + last.replacing("*", with: stem, maxReplacements: 1)
            if !FileManager.default.fileExists(atPath: path) { return path }
        }
        throw SetError.noPlace(patterns: [pattern])
    }

    /// Whether a file of any name in one folder is found: `segments/*.segment`.
    private static func takesNewFiles(_ pattern: String) -> Bool {
        let parts = pattern.split(separator: "/")
        let isFixed = parts.dropLast().allSatisfy { !$0.contains("*") && !$0.contains("?") }
        guard let last = parts.last, isFixed else { return false }
        return last.count { $0 == "*" } == 1 && !last.contains("?")
    }

    /// Writes the definition into a new file.
    ///
    /// - Returns: the path.
    /// - Throws: `SetError`, `WorkspaceError.readOnly`.
    func write(_ definition: SegmentDefinition) throws -> String {
        try checkName(definition.name)
        let path = try path(for: definition.name)
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        do {
            if !folder.isEmpty {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            let text = SegmentPrinter.text(of: definition)
            try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw WorkspaceError.readOnly(path: path, reason: error.localizedDescription)
        }
        return path
    }
}

/// A segment that was made, and how many are in it.
package struct MadeSegment: Sendable {
    package var name: String
    /// The rule, as a file of segments has it.
    package var rule: String
    package var sentence: Bilingual
    /// The file of its definition.
    package var path: String
    /// The file of its customers, where the segment is a list.
    package var listPath: String?
    package var size: Int
    package var customers: Int64
    package var asOf: Instant
}

/// Makes segments and evaluates them at once; what fails leaves no file behind.
struct MakeSegment {
    var workspace: Workspace
    var context: RunContext
    let definitions: Definitions

    init(workspace: Workspace, context: RunContext) throws {
        self.workspace = workspace
        self.context = context
        definitions = try Definitions(workspace.project)
    }

    private var file: NewSegmentFile { NewSegmentFile(project: workspace.project, definitions: definitions) }

    /// - Throws: `SetError.unusableName`, `.segmentExists`.
    func checkName(_ name: String) throws { try file.checkName(name) }

    /// A segment by its rule.
    func run(_ definition: SegmentDefinition) async throws -> MadeSegment {
        try checkName(definition.name)
        let path = try file.write(definition)
        return try await evaluated(definition, path, list: nil)
    }

    /// A segment of these customers.
    ///
    /// - Parameter description: what the list is and where it comes from.
    func run(_ name: String, of customers: [String], description: Bilingual) async throws -> MadeSegment {
        try checkName(name)
        let lists = CustomerLists(project: workspace.project)
        let list = try lists.path(forNew: name)
        let condition = Comparison(.list(.any, [list.name]))
        let definition = SegmentDefinition(
            name: name,
            description: Caption([.english: description.english, .chinese: description.chinese]),
            condition: .atom(.trait(name: Project.listTrait, condition))
        )
        _ = try file.path(for: name)
        try lists.write(customers, to: list)
        let path: String
        do {
            path = try file.write(definition)
        } catch {
            unlink(list.path)
            throw error
        }
        return try await evaluated(definition, path, list: list)
    }

    private func evaluated(
        _ definition: SegmentDefinition,
        _ path: String,
        list: CustomerLists.File?
    ) async throws -> MadeSegment {
        do {
            let summary = try await UpdateMemberships(workspace: workspace, context: context)
                .run(rereadsLists: list != nil)
            if let failure = summary.failures?.first(where: { $0.name == definition.name }) {
                throw SegmentNotEvaluable(name: definition.name, reason: failure.reason.bilingual)
            }
            return MadeSegment(
                name: definition.name,
                rule: SegmentPrinter.text(of: definition.condition),
                sentence: Vocabulary(workspace.project).sentence(of: definition),
                path: path,
                listPath: list?.path,
                size: summary.segments.first { $0.name == definition.name }?.size ?? 0,
                customers: summary.customers,
                asOf: Instant(summary.refreshedAsOf ?? summary.asOf)
            )
        } catch {
            unlink(path)
            if let list { unlink(list.path) }
            throw error
        }
    }
}
