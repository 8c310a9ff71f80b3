import Domain
import Foundation

extension Project {
    /// Reads a project from a file.
    ///
    /// - Throws: `ProjectFileError` with every problem of the file, or the reason why it cannot be read.
    package static func load(file path: String) throws(ProjectFileError) -> Project {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            // One byte more than is allowed shows that a file is too large without reading all of it.
            data = try handle.read(upToCount: SourceText.sizeLimit + 1) ?? Data()
        } catch {
            let reason = (error as NSError).localizedDescription
            throw ProjectFileError(
                path: path,
                problems: [
                    ProjectProblem(
                        at: SourcePosition(line: 1, column: 1),
                        Bilingual(en: "the file cannot be read (\(reason))", zh: "文件无法读取（\(reason)）")
                    )
                ]
            )
        }
        return try load(bytes: Array(data), path: path)
    }

    /// Reads a project from a text. `path` names the file in messages and is where relative paths begin.
    ///
    /// - Throws: `ProjectFileError` with every problem of the text.
    package static func load(text: String, path: String) throws(ProjectFileError) -> Project {
        try load(bytes: Array(text.utf8), path: path)
    }

    /// Reads a project from the bytes of a file, which must be UTF-8.
    ///
    /// - Throws: `ProjectFileError` with every problem of the text.
    package static func load(bytes: [UInt8], path: String) throws(ProjectFileError) -> Project {
        let source = try SourceText(bytes: bytes, path: path)
        let problems = ProblemCollector()
        var composer = YAMLComposer(source: source, problems: problems)
        let project = composer.compose().flatMap { ProjectReader(problems: problems, path: path).project(from: $0) }
        guard let project, problems.problems.isEmpty else {
            throw ProjectFileError(path: path, problems: problems.problems)
        }
        return project
    }
}
