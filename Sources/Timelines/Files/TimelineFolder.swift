package import Domain
import Foundation

/// Where a workspace keeps its timelines: a folder for each time they were made, and a file that names the current one.
///
/// A set of timelines becomes current by the renaming of that one file, so whoever opens them finds the old or the new ones,
/// also when a process is killed on its way.
package struct TimelineFolder: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    private var currentPath: String { path + "/current" }

    /// The folder of the current timelines; `nil` where there are none.
    var current: String? {
        guard let name = try? String(contentsOfFile: currentPath, encoding: .utf8), !name.isEmpty, !name.contains("/")
        else { return nil }
        return path + "/" + name
    }

    /// Begins a new set beside the current one.
    package func begin(_ schema: Schema, fingerprint: String) throws(TimelineError) -> TimelineWriting {
        let folder = path + "/" + UUID().uuidString.lowercased()
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .notWritable(path: folder, reason: error.localizedDescription)
        }
        return try TimelineWriting(self, folder: folder, schema: schema, fingerprint: fingerprint)
    }

    /// Makes a finished set the current one, and removes the others.
    func adopt(_ folder: String) throws(TimelineError) {
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        let next = currentPath + ".new"
        let output = try OutputDescriptor(path: next)
        try name.utf8.withContiguousBytes { (bytes) throws(TimelineError) in try output.write(bytes) }
        try output.close()
        guard rename(next, currentPath) == 0 else {
            throw .notWritable(path: currentPath, reason: String(cString: strerror(errno)))
        }
        // What an interrupted process left behind goes as well. Whoever has old timelines open keeps their memory.
        let others = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for other in others where other != name && other != "current" {
            try? FileManager.default.removeItem(atPath: path + "/" + other)
        }
    }
}

extension String.UTF8View {
    fileprivate func withContiguousBytes(
        _ body: (UnsafeRawBufferPointer) throws(TimelineError) -> Void
    ) throws(TimelineError) {
        let result = Array(self).withUnsafeBytes { bytes in
            Result { () throws(TimelineError) in try body(bytes) }
        }
        try result.get()
    }
}
