import Foundation

/// The chart library that reports carry inside them; set-up fetches it.
struct ChartLibrary {
    var folders: [String]

    /// - Throws: `WorkspaceError.missingPart` with every place that was looked at.
    func path() throws -> String {
        let places = folders.map { $0 + "/echarts/echarts.min.js" }
        guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw WorkspaceError.missingPart(name: "echarts.min.js", lookedAt: places)
        }
        return found
    }

    func source() throws -> String {
        try String(contentsOfFile: path(), encoding: .utf8)
    }
}
