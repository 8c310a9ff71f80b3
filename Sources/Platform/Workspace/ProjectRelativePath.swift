import Foundation

/// Paths as a project file names them: from its own folder.
enum ProjectRelativePath {
    /// The path of a file as seen from a folder: `data/orders.csv`, `../orders.csv`. Absolute where the two have nothing
    /// in common but the root.
    ///
    /// Links to folders are followed, since the system goes up from where they lead; a link to a file keeps its name.
    static func of(_ file: String, from folder: String) -> String {
        let url = URL(filePath: file)
        let target = parts(of: real(url.deletingLastPathComponent().path)) + [url.lastPathComponent]
        let base = parts(of: real(folder))
        let shared = zip(target, base).prefix { $0 == $1 }.count
        guard shared > 0 else { return url.standardizedFileURL.path }
        let up = Array(repeating: "..", count: base.count - shared)
        return (up + target[shared...]).joined(separator: "/")
    }

    /// The folder's own path, without links. A part of it may still have to be made.
    private static func real(_ folder: String) -> String {
        var existing = URL(filePath: folder).absoluteURL
        var missing: [String] = []
        while !FileManager.default.fileExists(atPath: existing.path), existing.pathComponents.count > 1 {
            missing.insert(existing.lastPathComponent, at: 0)
            existing.deleteLastPathComponent()
        }
        guard let resolved = realpath(existing.path, nil) else { return folder }
        defer { free(resolved) }
        let path = String(cString: resolved)
        return missing.reduce(URL(filePath: path)) { $0.appending(path: $1) }.standardizedFileURL.path
    }

    private static func parts(of path: String) -> [String] {
        path.split(separator: "/").map(String.init)
    }
}
