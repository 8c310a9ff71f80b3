import Domain
import Foundation

/// Why a file cannot be written at a path.
enum OutputPathError: ExplainedError {
    case isFolder(path: String)
    case noFolder(path: String, folder: String)
    case notWritable(path: String)

    var explanation: Bilingual {
        switch self {
        case .isFolder(let path):
            Bilingual(en: "\(path) is a folder; a file is to be written.", zh: "\(path) 是文件夹，应为文件。")
        case .noFolder(let path, let folder):
            Bilingual(
                en: "\(path) cannot be written: there is no folder \(folder).",
                zh: "无法写入 \(path)：没有文件夹 \(folder)。"
            )
        case .notWritable(let path):
            Bilingual(en: "\(path) cannot be written: permission denied.", zh: "无法写入 \(path)：没有权限。")
        }
    }

    var advice: Bilingual? {
        Bilingual(en: "Name another place with --output.", zh: "请用 --output 指定其他位置。")
    }
}

/// A place for a file that a command is to write.
enum OutputPath {
    /// Finds out before the work what would otherwise be found out after it.
    static func check(_ path: String) throws(OutputPathError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw .isFolder(path: path)
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw .noFolder(path: path, folder: folder)
        }
        guard access(folder, W_OK) == 0 else { throw .notWritable(path: path) }
    }
}
