import Domain

/// Why a database could not be opened.
package enum OpeningFault: Sendable, Hashable {
    /// Another process has the file open.
    case locked(by: LockHolder?)
    /// This process has the file open already, as another ``Database``.
    case alreadyOpen
    case notADatabase
    /// The file was a database and its contents are damaged.
    case corrupt(message: String)
    /// The engine does not read the file's storage version.
    case storageVersion(Int?, isNewer: Bool)
    case missing
    /// The file or its folder may not be written.
    case readOnly(message: String)
    case diskFull(message: String)
    case optionRefused(name: String, value: String, message: String)
    /// A server does not answer, or refuses whoever asks.
    case unreachable(message: String)
    /// Anything else, in the driver's words.
    case other(message: String)
}

/// Who holds the lock on a database file, as far as the engine says.
package struct LockHolder: Sendable, Hashable {
    package var process: Int
    package var program: String?

    package init(process: Int, program: String?) {
        self.process = process
        self.program = program
    }
}

extension OpeningFault {
    func text(path: String) -> Bilingual {
        switch self {
        case .locked(let holder):
            let who = holder.map { holder in [holder.program, "PID \(holder.process)"].compactMap(\.self) } ?? []
            return Bilingual(
                en: "The database \(path) is in use by another process"
                    + (who.isEmpty ? "." : " (\(who.joined(separator: ", ")))."),
                zh: "数据库 \(path) 正被另一个进程使用" + (who.isEmpty ? "。" : "（\(who.joined(separator: "，"))）。")
            )
        case .alreadyOpen:
            return Bilingual(
                en: "The database \(path) is already open in this process.",
                zh: "数据库 \(path) 已在本进程中打开。"
            )
        case .notADatabase:
            return Bilingual(en: "The file \(path) is not a DuckDB database.", zh: "文件 \(path) 不是 DuckDB 数据库。")
        case .corrupt(let message):
            return Bilingual(
                en: "The database \(path) is damaged: \(message)",
                zh: "数据库 \(path) 已损坏：\(message)"
            )
        case .storageVersion(let found, let isNewer):
            let version = found.map(String.init) ?? "?"
            return Bilingual(
                en: "The database \(path) was written by \(isNewer ? "a newer" : "an older") DuckDB: "
                    + "its storage version \(version) cannot be read by this one.",
                zh: "数据库 \(path) 由\(isNewer ? "更新" : "更旧")的 DuckDB 写成：当前版本无法读取其存储版本 \(version)。"
            )
        case .missing:
            return Bilingual(en: "There is no database at \(path).", zh: "\(path) 处没有数据库。")
        case .readOnly(let message):
            return Bilingual(
                en: "The database \(path) may not be written: \(message)",
                zh: "数据库 \(path) 不允许写入：\(message)"
            )
        case .diskFull(let message):
            return Bilingual(
                en: "The disk of the database \(path) is full: \(message)",
                zh: "数据库 \(path) 所在磁盘已满：\(message)"
            )
        case .optionRefused(let name, let value, let message):
            return Bilingual(
                en: "The database engine refused the option \(name) = \(value): \(message)",
                zh: "数据库引擎不接受选项 \(name) = \(value)：\(message)"
            )
        case .unreachable(let message):
            return Bilingual(
                en: "The server \(path) cannot be used: \(message)",
                zh: "无法使用服务器 \(path)：\(message)"
            )
        case .other(let message):
            return Bilingual(
                en: "The database \(path) could not be opened: \(message)",
                zh: "数据库 \(path) 无法打开：\(message)"
            )
        }
    }

    var advice: Bilingual? {
        switch self {
        case .locked:
            Bilingual(
                en: "One process at a time may have a DuckDB file open. Wait until the other has ended, or stop it.",
                zh: "DuckDB 文件同一时间只能由一个进程打开。请等待另一个进程结束，或将其停止。"
            )
        case .alreadyOpen:
            Bilingual(en: "Connect to the database that is open.", zh: "请连接到已打开的数据库。")
        case .notADatabase:
            Bilingual(en: "Check the path.", zh: "请检查路径。")
        case .corrupt:
            Bilingual(
                en: "Restore the file from a backup, or build it again from the imported files.",
                zh: "请从备份恢复该文件，或用导入的文件重新生成。"
            )
        case .storageVersion(_, let isNewer):
            isNewer
                ? Bilingual(en: "Install a newer DuckDB library.", zh: "请安装更新版本的 DuckDB 库。")
                : Bilingual(
                    en: "Export the data with the DuckDB version that wrote the file, and import it again.",
                    zh: "请用写成该文件的 DuckDB 版本导出数据，再重新导入。"
                )
        case .missing:
            Bilingual(en: "Check that the folder exists and the path is right.", zh: "请检查文件夹是否存在、路径是否正确。")
        case .readOnly:
            Bilingual(
                en: "Allow writing to the file and its folder, or open the database for reading only.",
                zh: "请允许写入该文件及其文件夹，或以只读方式打开数据库。"
            )
        case .diskFull:
            Bilingual(en: "Free some space and try again.", zh: "请腾出空间后重试。")
        case .unreachable:
            Bilingual(
                en: "Check that the server is running, its address and port, and the token where it asks for one.",
                zh: "请检查服务器是否在运行、地址和端口是否正确，以及是否需要令牌。"
            )
        case .optionRefused, .other: nil
        }
    }
}
