import Foundation

/// What progress says of a file.
struct FileOnDisk {
    var path: String

    /// Without its folders.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// In bytes; 0 where it cannot be found out.
    var size: Int64 { (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64) ?? 0 }
}
