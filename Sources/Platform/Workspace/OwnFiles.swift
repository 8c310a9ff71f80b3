import Domain
import Foundation
import ProjectFile

/// The files that a workspace is made of, which no result may be written over.
struct OwnFiles {
    var workspace: Workspace

    /// - Throws: `WorkspaceError.ownFile`.
    func check(_ path: String) throws {
        let place = Self.canonical(path)
        guard isOwn(place) else { return }
        throw WorkspaceError.ownFile(path: path)
    }

    private func isOwn(_ place: String) -> Bool {
        let directory = workspace.directory
        let files =
            [Workspace.projectFileName, Workspace.warehouseFileName, Workspace.warehouseFileName + ".wal"]
            .map { directory + "/" + $0 } + [workspace.project.path]
        let folders = [directory + "/.covey", workspace.project.resolve(Project.listFolder)]
        let patterns =
            workspace.project.segments.map(\.value) + workspace.project.sources.flatMap { $0.files.map(\.value) }
        let matched = patterns.flatMap { FilePattern.files(matching: workspace.project.resolve($0)) }
        if (files + matched).contains(where: { Self.canonical($0) == place }) { return true }
        return folders.contains { place.hasPrefix(Self.canonical($0) + "/") }
    }

    private static func canonical(_ path: String) -> String {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
        return folder.appendingPathComponent(url.lastPathComponent).resolvingSymlinksInPath().path
    }
}

extension Workspace {
    /// Looks whether a file for a result may be written here.
    ///
    /// - Throws: `WorkspaceError.ownFile` for one that the workspace is made of.
    package func checkOutput(_ path: String) throws {
        try OwnFiles(workspace: self).check(path)
    }
}
