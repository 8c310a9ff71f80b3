import Domain

/// What can go wrong with a connection itself.
package enum ConnectionFault: Sendable, Hashable {
    case nestedTransaction
    /// A transaction was to begin while a result was being streamed.
    case streaming
    /// Beginning, committing or rolling back failed; what the transaction did is undone.
    case transaction(message: String)
    /// Committing failed because the disk is full; what the transaction did is undone.
    case diskFull(message: String)
    case closed
}

extension ConnectionFault {
    var text: Bilingual {
        switch self {
        case .nestedTransaction:
            Bilingual(
                en: "A transaction was begun inside another one on the same connection.",
                zh: "在同一连接的事务之内又开始了事务。"
            )
        case .streaming:
            Bilingual(
                en: "A transaction cannot begin while a result is being read on the same connection.",
                zh: "同一连接正在读取结果时不能开始事务。"
            )
        case .transaction(let message):
            Bilingual(
                en: "The transaction failed and was undone: \(message)",
                zh: "事务失败，已撤销：\(message)"
            )
        case .diskFull(let message):
            Bilingual(
                en: "The disk is full; what was done is undone: \(message)",
                zh: "磁盘已满，所做的改动已撤销：\(message)"
            )
        case .closed: Bilingual(en: "The connection is closed.", zh: "连接已关闭。")
        }
    }

    var advice: Bilingual? {
        switch self {
        case .nestedTransaction:
            Bilingual(
                en: "Do the inner work without a transaction of its own, or on another connection.",
                zh: "内层操作请勿另开事务，或改用另一个连接。"
            )
        case .streaming: Bilingual(en: "Use another connection for it.", zh: "请改用另一个连接。")
        case .transaction: Bilingual(en: "Run it again.", zh: "请重新运行。")
        case .diskFull: Bilingual(en: "Free some space and try again.", zh: "请腾出空间后重试。")
        case .closed: nil
        }
    }
}
