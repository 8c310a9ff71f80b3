import Domain

/// The kind of a statement's failure.
package enum StatementFault: Sendable, Hashable {
    /// The statement is wrong, or its data is: syntax, names, types, casts.
    case query
    /// A uniqueness, foreign key, not-null or check constraint was violated.
    case constraint
    case databaseReadOnly
    /// A file or its folder may not be written.
    case locationReadOnly
    case diskFull
    /// The statement needed more memory than the limit and could not move enough of it to disk.
    case outOfMemory(limit: String?)
    /// The engine interrupted the statement although its task was not cancelled.
    case interrupted
    /// Data that the statement needed could not be read back from the file.
    case dataUnreadable
}

extension StatementFault {
    var text: Bilingual {
        switch self {
        case .query: Bilingual(en: "A query failed: ", zh: "查询失败：")
        case .constraint: Bilingual(en: "A constraint was violated: ", zh: "违反了约束：")
        case .databaseReadOnly:
            Bilingual(en: "The database was opened for reading only: ", zh: "数据库以只读方式打开：")
        case .locationReadOnly: Bilingual(en: "The database may not be written: ", zh: "数据库不允许写入：")
        case .diskFull: Bilingual(en: "The disk is full: ", zh: "磁盘已满：")
        case .outOfMemory(let limit):
            Bilingual(
                en: "A query needed more memory than it may use\(limit.map { " (\($0))" } ?? ""): ",
                zh: "查询所需内存超过上限\(limit.map { "（\($0)）" } ?? "")："
            )
        case .interrupted: Bilingual(en: "A query was interrupted: ", zh: "查询被中断：")
        case .dataUnreadable: Bilingual(en: "Stored data could not be read: ", zh: "无法读取已存储的数据：")
        }
    }

    /// Whether the statement's text may help; to a full disk, every statement is the same.
    var liesWithStatement: Bool {
        switch self {
        case .query, .constraint, .databaseReadOnly: true
        case .locationReadOnly, .diskFull, .outOfMemory, .interrupted, .dataUnreadable: false
        }
    }

    var advice: Bilingual? {
        switch self {
        case .query, .constraint, .databaseReadOnly: nil
        case .locationReadOnly:
            Bilingual(en: "Allow writing to the file and its folder.", zh: "请允许写入该文件及其文件夹。")
        case .diskFull: Bilingual(en: "Free some space and try again.", zh: "请腾出空间后重试。")
        case .outOfMemory:
            Bilingual(
                en: "Raise the memory limit, lower the number of threads, or give a folder for temporary files on a "
                    + "disk with more space.",
                zh: "请提高内存上限、减少线程数，或指定空间更大的临时文件夹。"
            )
        case .interrupted: Bilingual(en: "Run it again.", zh: "请重新运行。")
        case .dataUnreadable:
            Bilingual(
                en: "Restore the file from a backup, or build it again from the imported files.",
                zh: "请从备份恢复该文件，或用导入的文件重新生成。"
            )
        }
    }
}
