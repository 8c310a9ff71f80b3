import Domain
import Exchange
import Foundation
import ProjectFile

/// The lists of customers of a workspace: text files in its folder `lists`, which may be edited and kept under version
/// control like the files of segments.
struct CustomerLists {
    let project: Project

    struct File {
        /// The file's name without its ending: what `lists has any of ("…")` calls it.
        var name: String
        var path: String
        /// From the project's folder.
        var shown: String
    }

    private static let endings = [".csv", ".txt"]
    /// The heading of the files that Covey writes.
    static let heading = "customer"

    var folder: String { project.resolve(Project.listFolder) }

    /// In the order of their names.
    var files: [File] {
        let paths = Self.endings.flatMap { FilePattern.files(matching: folder + "/*" + $0) }
        return paths.sorted().map { path in
            let file = path.split(separator: "/").last.map(String.init) ?? path
            return File(name: String(file.dropLast(4)), path: path, shown: Project.listFolder + "/" + file)
        }
    }

    /// Two files of one name, such as `vip.csv` and `vip.txt`: a rule could not say which it means.
    ///
    /// - Throws: `WorkspaceError.definition` with the second.
    func checkNames() throws {
        var seen: Set<String> = []
        for file in files where !seen.insert(file.name).inserted {
            throw WorkspaceError.definition(
                path: file.path,
                position: nil,
                reason: Bilingual(
                    en: "There is another list “\(file.name)” in the folder.",
                    zh: "文件夹中还有一个名为“\(file.name)”的名单。"
                ),
                advice: Bilingual(en: "Rename one of them.", zh: "请为其中一个改名。")
            )
        }
    }

    /// Where a new list of a segment is to be.
    ///
    /// - Throws: `SetError.fileExists`.
    func path(forNew name: String) throws -> File {
        let name = FileName.of(name)
        let path = folder + "/" + name + ".csv"
        for ending in Self.endings where FileManager.default.fileExists(atPath: folder + "/" + name + ending) {
            throw SetError.fileExists(path: folder + "/" + name + ending)
        }
        return File(name: name, path: path, shown: Project.listFolder + "/" + name + ".csv")
    }

    /// Writes a list, each customer on a line, sorted by the bytes of their identifiers, so that versions can be compared.
    ///
    /// - Throws: `FileError.notWritable`, `WorkspaceError.readOnly`; no file is left then.
    func write(_ ids: [String], to file: File) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw WorkspaceError.readOnly(path: folder, reason: error.localizedDescription)
        }
        let output = try OutputFile(path: file.path + ".part")
        do {
            try output.write(CSVLine.text([Self.heading], end: "\n"))
            for id in ids.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                try output.write(CSVLine.text([id], end: "\n"))
            }
            try output.close()
        } catch {
            output.discard()
            throw error
        }
        chmod(file.path + ".part", 0o644)
        guard rename(file.path + ".part", file.path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(file.path + ".part")
            throw WorkspaceError.readOnly(path: file.path, reason: reason)
        }
    }
}

/// The names of files that hold what people give names to.
enum FileName {
    /// As much of a name as a file's may be: no slashes, no control characters, not hidden, and short enough for any disk.
    static func of(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            let isUsable =
                scalar != "/" && scalar != "\\" && !scalar.properties.isDefaultIgnorableCodePoint
                && scalar.value >= 32 && scalar.value != 127 && scalar != "*" && scalar != "?"
            text.unicodeScalars.append(isUsable ? scalar : "_")
        }
        while text.first == "." || text.first == " " { text.removeFirst() }
        while text.utf8.count > 180 || text.last == " " { text.removeLast() }
        return text.isEmpty ? "_" : text
    }
}
