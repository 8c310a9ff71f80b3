package import Domain
import Foundation

/// Where a workspace keeps its timelines: a folder for each time they were made, and a file that names the current one and
/// says what it was made of.
///
/// A set of timelines becomes current by the renaming of that one file, so whoever opens them finds the old or the new ones,
/// also when a process is killed on its way.
package struct TimelineFolder: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    private var currentPath: String { path + "/current" }

    /// The folder of the current timelines, and what they were made of; `nil` where there are none.
    var current: (folder: String, fingerprint: String)? {
        guard let text = try? String(contentsOfFile: currentPath, encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard lines.count == 2, !lines[0].isEmpty, !lines[0].contains("/") else { return nil }
        return ("\(path)/\(lines[0])", String(lines[1]))
    }

    /// What the current timelines were made of; `nil` where there are none.
    package var fingerprint: String? { current?.fingerprint }

    /// Begins a new set beside the current one.
    package func begin(_ schema: Schema) throws(TimelineError) -> TimelineWriting {
        let folder = path + "/" + UUID().uuidString.lowercased()
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .notWritable(path: folder, reason: error.localizedDescription)
        }
        return try TimelineWriting(self, folder: folder, schema: schema)
    }

    /// Makes a finished set the current one, and removes the others.
    func adopt(_ folder: String, fingerprint: String) throws(TimelineError) {
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        let previous = current?.folder
        let next = currentPath + ".new"
        let output = try OutputDescriptor(path: next)
        try output.write(text: Data("\(name)\n\(fingerprint)".utf8))
        try output.close()
        guard rename(next, currentPath) == 0 else {
            throw .notWritable(path: currentPath, reason: String(cString: strerror(errno)))
        }
        // Whoever has the old ones open keeps their memory.
        if let previous, previous != folder { try? FileManager.default.removeItem(atPath: previous) }
        removeLeftovers(besides: name)
    }

    /// Likewise, but only where the current set is still `replaced`, whose fingerprint stays.
    func adopt(_ folder: String, replacing replaced: String) throws(TimelineError) {
        guard let current, current.folder == replaced else { throw .superseded(path: path) }
        try adopt(folder, fingerprint: current.fingerprint)
    }

    /// Removes what interrupted processes left behind: sets a day older than the new one. Younger ones another process may
    /// still be writing.
    private func removeLeftovers(besides name: String) {
        let newest = modification(of: name)
        for other in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        where other != name && other != "current" {
            guard let newest, let own = modification(of: other), newest.timeIntervalSince(own) > 86_400 else {
                continue
            }
            try? FileManager.default.removeItem(atPath: path + "/" + other)
        }
    }

    private func modification(of name: String) -> Date? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
        return attributes?[.modificationDate] as? Date
    }
}
