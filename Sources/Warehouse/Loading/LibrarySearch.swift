import Foundation

/// Where to look for a driver's library, and in which order.
///
/// 1. The path of the configuration. Where one is given, nothing else is tried: somebody who names a library means it.
/// 2. The system: the loader's own search path, then the folders where Debian, Homebrew and the official release put it.
/// 3. The dependency folders: each may hold it in a folder of the engine's name. For DuckDB, `duckdb/` may also hold the
///    file of its official Python package. That one is a whole DuckDB whose Python symbols are unresolved, so Python's own
///    library is loaded before it; Python itself is never started.
package struct LibrarySearch: Sendable, Hashable {
    package var configured: String?
    package var systemFolders: [String]
    package var dependencyFolders: [String]

    package init(
        configured: String? = nil,
        systemFolders: [String] = LibrarySearch.usualSystemFolders,
        dependencyFolders: [String] = []
    ) {
        self.configured = configured
        self.systemFolders = systemFolders
        self.dependencyFolders = dependencyFolders
    }

    /// The folders where packages put shared libraries on this platform.
    package static var usualSystemFolders: [String] {
        #if os(macOS)
            ["/opt/homebrew/lib", "/usr/local/lib"]
        #elseif arch(arm64)
            ["/usr/local/lib", "/usr/lib/aarch64-linux-gnu", "/usr/lib", "/home/linuxbrew/.linuxbrew/lib"]
        #else
            ["/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib", "/home/linuxbrew/.linuxbrew/lib"]
        #endif
    }

    /// The dependency folders of a process: those that `COVEY_DEPS` lists, separated by colons; else every folder named
    /// `deps` beside the executable or above it.
    package static func dependencyFolders(environment: [String: String], executable: String) -> [String] {
        if let listed = environment["COVEY_DEPS"], !listed.isEmpty {
            return listed.split(separator: ":").map(String.init)
        }
        var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
        var found: [String] = []
        while true {
            let candidate = folder.appendingPathComponent("deps").path
            if FileManager.default.fileExists(atPath: candidate) { found.append(candidate) }
            let parent = folder.deletingLastPathComponent()
            guard parent.path != folder.path, folder.path != "/" else { return found }
            folder = parent
        }
    }
}

extension LibrarySearch {
    /// One file to try, and the library whose symbols it needs.
    struct Candidate: Hashable {
        var path: String
        var prerequisite: String?
    }

    /// What to try, in order. A folder without a candidate contributes its plain library name, so that a message can
    /// say that it was looked at.
    func candidates(for engine: EngineLibrary = .duckDB) -> [Candidate] {
        if let configured { return [Self.candidate(path: configured)] }
        let onSearchPath = Candidate(path: engine.fileName)
        let inSystem = systemFolders.map { Candidate(path: $0 + "/" + engine.fileName) }
        let inDependencies = dependencyFolders.flatMap { folder in
            let folder = folder + "/" + engine.folder
            let official = [Candidate(path: folder + "/" + engine.fileName)]
            guard engine == .duckDB else { return official }
            return official + Self.pythonPackageFiles(in: folder).map { Self.candidate(path: folder + "/" + $0) }
        }
        return [onSearchPath] + inSystem + inDependencies
    }

    /// The Python package's files in a folder, newest Python first. None where the folder cannot be read.
    private static func pythonPackageFiles(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { pythonVersion(ofFile: $0) != nil }
            .sorted { (pythonVersion(ofFile: $0) ?? 0, $1) > (pythonVersion(ofFile: $1) ?? 0, $0) }
    }

    private static func candidate(path: String) -> Candidate {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return Candidate(path: path, prerequisite: pythonVersion(ofFile: name).map(pythonLibrary(minorVersion:)))
    }

    /// 11 for `_duckdb.cpython-311-x86_64-linux-gnu.so`; `nil` for a file of another name.
    static func pythonVersion(ofFile name: String) -> Int? {
        let prefix = "_duckdb.cpython-3"
        guard name.hasPrefix(prefix), name.hasSuffix(".so") else { return nil }
        return Int(name.dropFirst(prefix.count).prefix { $0.isNumber })
    }

    static func pythonLibrary(minorVersion: Int) -> String {
        #if os(macOS)
            "libpython3.\(minorVersion).dylib"
        #else
            "libpython3.\(minorVersion).so.1.0"
        #endif
    }
}
