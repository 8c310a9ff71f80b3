import Exchange
import Foundation

/// Text whose columns are told apart by runs of spaces, as statistics programs write it.
enum AlignedText {
    /// Lines that are looked at to find out.
    private static let sampleSize = 50

    /// The path of a copy with tabs between the columns; `nil` where the file is written in another way.
    static func copy(of path: String) throws -> String? {
        let name = path.lowercased()
        guard [".txt", ".dat", ".asc"].contains(where: name.hasSuffix) else { return nil }
        let inspection = try TextInspection.inspect(path: path)
        let copy = FileManager.default.temporaryDirectory.path + "/covey-" + UUID().uuidString + ".tsv"
        _ = try WorkingCopy.write(of: path, inspection: inspection, to: copy)
        var keeps = false
        defer { if !keeps { unlink(copy) } }
        let text = String(decoding: try Data(contentsOf: URL(filePath: copy)), as: UTF8.self)
        guard isAligned(text) else { return nil }
        let lines = text.split(separator: "\n").lazy.map { line in
            line.split(separator: " ").joined(separator: "\t") + "\n"
        }
        try Data(lines.joined().utf8).write(to: URL(filePath: copy))
        keeps = true
        return copy
    }

    /// Whether the first lines hold no other separator, and the same number of words above one.
    static func isAligned(_ text: String) -> Bool {
        let lines = text.split(separator: "\n", maxSplits: sampleSize, omittingEmptySubsequences: true).prefix(
            sampleSize
        )
        guard let first = lines.first else { return false }
        let words = first.split(separator: " ").count
        return words > 1
            && lines.allSatisfy { line in
                !line.contains { [",", ";", "\t", "|"].contains($0) } && line.split(separator: " ").count == words
            }
    }
}
