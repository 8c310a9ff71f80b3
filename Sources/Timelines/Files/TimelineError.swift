package import Domain

/// Why timelines could not be made or read. They are a copy: making them anew from the warehouse mends everything but a
/// disk that cannot be written.
package enum TimelineError: ExplainedError, Hashable {
    case notWritable(path: String, reason: String)
    case diskFull(path: String)
    case notReadable(path: String, reason: String)
    /// There are none yet.
    case missing(path: String)
    /// Made by another version of Covey.
    case otherFormat(path: String, found: Int, known: Int)
    /// What is there is not what was written.
    case damaged(path: String)
    /// Events that do not come in the order of customers and times.
    case outOfOrder(customer: Int)
    /// More events of one name, or more customers, than 32 bits count.
    case tooMany(name: String)
    /// They do not say up to which arrival they go, so nothing can be added to them.
    case arrivalsUnknown
    /// Others took the place of those that these were made from.
    case superseded(path: String)
    /// Only one set is made at a time.
    case mergeUnderWay

    package var explanation: Bilingual {
        switch self {
        case .notWritable(let path, let reason):
            Bilingual(en: "\(path) could not be written: \(reason).", zh: "无法写入 \(path)：\(reason)。")
        case .diskFull(let path):
            Bilingual(
                en: "The disk is full: \(path) could not be written.",
                zh: "磁盘已满：无法写入 \(path)。"
            )
        case .notReadable(let path, let reason):
            Bilingual(en: "\(path) could not be read: \(reason).", zh: "无法读取 \(path)：\(reason)。")
        case .missing(let path):
            Bilingual(en: "There are no timelines in \(path).", zh: "\(path) 中没有时间线。")
        case .otherFormat(let path, let found, let known):
            Bilingual(
                en: "\(path) has format \(found); this version of Covey reads format \(known).",
                zh: "\(path) 的格式版本是 \(found)，此版本的群像只读取版本 \(known)。"
            )
        case .damaged(let path):
            Bilingual(en: "\(path) is damaged: its checksum is wrong.", zh: "\(path) 已损坏：校验和不符。")
        case .outOfOrder(let customer):
            Bilingual(
                en: "The events of customer number \(customer) are not in the order of time.",
                zh: "第 \(customer) 位客户的事件不是按时间排列的。"
            )
        case .tooMany(let name):
            Bilingual(
                en: "There are more than 4,294,967,295 of “\(name)”.",
                zh: "“\(name)”多于 4,294,967,295 个。"
            )
        case .arrivalsUnknown:
            Bilingual(
                en: "The timelines were made by an earlier version of Covey and cannot take in new events.",
                zh: "时间线由较早版本的群像生成，无法并入新事件。"
            )
        case .superseded(let path):
            Bilingual(
                en: "Other timelines were put in \(path) in the meantime; the merged ones were dropped.",
                zh: "\(path) 中的时间线已被替换，合并结果已丢弃。"
            )
        case .mergeUnderWay:
            Bilingual(en: "New events are being merged already.", zh: "新事件正在合并中。")
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .diskFull: Bilingual(en: "Make room on it and run again.", zh: "请腾出空间后重新运行。")
        case .missing, .otherFormat, .damaged, .arrivalsUnknown: Bilingual(en: "Run: covey run", zh: "请运行：covey run")
        case .superseded: Bilingual(en: "Open the workspace again.", zh: "请重新打开工作区。")
        case .mergeUnderWay: Bilingual(en: "Wait until that has ended.", zh: "请等待其完成。")
        case .notWritable, .notReadable, .outOfOrder, .tooMany: nil
        }
    }
}
