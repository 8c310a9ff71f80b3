package import Domain

/// Why a file could not be read as a source of rows.
package enum FileError: ExplainedError, Equatable {
    case notFound(path: String)
    case isDirectory(path: String)
    case notReadable(path: String, reason: String)
    case empty(path: String)
    /// A compressed file that ends early or is damaged.
    case damaged(path: String, format: String, reason: String)
    case unknownEncoding(name: String)
    /// A working copy could not be written.
    case notWritable(path: String, reason: String, diskFull: Bool)

    package var explanation: Bilingual {
        switch self {
        case .notFound(let path):
            Bilingual(en: "There is no file \(path).", zh: "找不到文件 \(path)。")
        case .isDirectory(let path):
            Bilingual(en: "\(path) is a folder, not a file.", zh: "\(path) 是文件夹，不是文件。")
        case .notReadable(let path, let reason):
            Bilingual(en: "\(path) cannot be read: \(reason).", zh: "无法读取 \(path)：\(reason)。")
        case .empty(let path):
            Bilingual(en: "\(path) is empty: it has no bytes.", zh: "\(path) 是空文件，没有任何内容。")
        case .damaged(let path, let format, let reason):
            Bilingual(
                en: "\(path) is a damaged \(format) file: \(reason).",
                zh: "\(path) 是损坏的 \(format) 文件：\(reason)。"
            )
        case .unknownEncoding(let name):
            Bilingual(en: "The encoding “\(name)” is not known here.", zh: "不支持的编码“\(name)”。")
        case .notWritable(let path, let reason, let diskFull):
            diskFull
                ? Bilingual(en: "The disk is full: \(path) could not be written.", zh: "磁盘已满：无法写入 \(path)。")
                : Bilingual(en: "\(path) could not be written: \(reason).", zh: "无法写入 \(path)：\(reason)。")
        }
    }

    /// Whether the path names no file at all.
    package var isWrongPath: Bool {
        switch self {
        case .notFound, .isDirectory: true
        default: false
        }
    }

    package var advice: Bilingual? {
        switch self {
        // Where the path came from is known to whoever asked for the file.
        case .notFound, .isDirectory: nil
        case .notReadable:
            Bilingual(en: "Check the file's permissions.", zh: "请检查文件权限。")
        case .empty, .damaged:
            Bilingual(en: "Export or copy the file again.", zh: "请重新导出或复制该文件。")
        case .unknownEncoding:
            Bilingual(
                en: "Use one of utf-8, utf-16, gbk, gb18030, big5, latin-1, windows-1252, shift-jis.",
                zh: "可用的编码：utf-8、utf-16、gbk、gb18030、big5、latin-1、windows-1252、shift-jis。"
            )
        case .notWritable(_, _, let diskFull):
            diskFull
                ? Bilingual(
                    en: "Free some space and run the command again; nothing was changed.",
                    zh: "请腾出磁盘空间后重试；数据没有任何改动。"
                ) : Bilingual(en: "Check the folder's permissions.", zh: "请检查文件夹权限。")
        }
    }
}
