import Foundation

/// Paths with `*` (any characters of a name) and `?` (one character), in the last part of a path or in any.
enum FilePattern {
    /// The files that match, in the order of their names; the path itself where it has no pattern.
    static func files(matching pattern: String) -> [String] {
        guard pattern.contains("*") || pattern.contains("?") else { return [pattern] }
        var folders = [pattern.hasPrefix("/") ? "/" : "."]
        let parts = pattern.split(separator: "/").map(String.init)
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            folders = folders.flatMap { folder in
                names(in: folder, matching: part).map { join(folder, $0) }.filter { isDirectory($0) != isLast }
            }
        }
        return folders
    }

    private static func names(in folder: String, matching part: String) -> [String] {
        guard part.contains("*") || part.contains("?") else { return [part] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        // As in a shell, a hidden file has to be asked for.
        return names.filter { part.hasPrefix(".") || !$0.hasPrefix(".") }
            .filter { matches(Array($0)[...], Array(part)[...]) }.sorted()
    }

    private static func join(_ folder: String, _ name: String) -> String {
        switch folder {
        case ".": name
        case "/": "/" + name
        default: folder + "/" + name
        }
    }

    private static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// Whether a name matches, by following the one star that can still take more.
    static func matches(_ name: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
        var (n, p) = (name.startIndex, pattern.startIndex)
        var retry: (name: Int, pattern: Int)?
        while n < name.endIndex {
            if p < pattern.endIndex, pattern[p] == "*" {
                retry = (n, p + 1)
                p += 1
            } else if p < pattern.endIndex, pattern[p] == "?" || pattern[p] == name[n] {
                n += 1
                p += 1
            } else if let last = retry {
                retry = (last.name + 1, last.pattern)
                (n, p) = (last.name + 1, last.pattern)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == "*" }
    }
}
