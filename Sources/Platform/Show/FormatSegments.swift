import Domain
import Foundation
import ProjectFile
import Segments

/// Puts the files of segments into their canonical form, with their comments.
package struct FormatSegments {
    package struct File: Sendable {
        package var path: String
        /// Whether its text is another one in canonical form.
        package var isChanged: Bool
    }

    package init() {}

    /// The files that a workspace's project names, in order.
    package static func files(of directory: String) throws -> [String] {
        let project = try Workspace.loadProject(directory)
        return project.segments.flatMap { FilePattern.files(matching: project.resolve($0.value)) }
    }

    /// - Parameter writes: whether files are replaced; each at once, and only where its text changes.
    /// - Throws: `WorkspaceError` with the place of the first mistake of a file. No file is changed before all are read.
    package func run(_ paths: [String], writes: Bool) throws -> [File] {
        let texts = try paths.map { path in (path: path, old: try text(of: path)) }
        let formatted = try texts.map { (path: $0.path, old: $0.old, new: try format($0.old, $0.path)) }
        for file in formatted where writes && file.new != file.old {
            do {
                try file.new.write(toFile: file.path, atomically: true, encoding: .utf8)
            } catch {
                throw WorkspaceError.readOnly(path: file.path, reason: error.localizedDescription)
            }
        }
        return formatted.map { File(path: $0.path, isChanged: $0.new != $0.old) }
    }

    private func text(of path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else {
            throw WorkspaceError.definition(
                path: path,
                position: nil,
                reason: Bilingual(en: "The file cannot be read as UTF-8 text.", zh: "无法按 UTF-8 文本读取该文件。"),
                advice: Bilingual(en: "Save it as UTF-8.", zh: "请另存为 UTF-8。")
            )
        }
        return text
    }

    private func format(_ text: String, _ path: String) throws -> String {
        do throws(ParseError) {
            return try SegmentFormatter.format(text)
        } catch {
            throw WorkspaceError.definition(
                path: path,
                position: error.position,
                reason: error.reason.explanation,
                advice: error.advice
            )
        }
    }
}
