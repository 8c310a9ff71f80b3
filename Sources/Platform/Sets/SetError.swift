package import Domain

/// Why a segment could not be made from others, from a list, or by a draw. Nothing was changed.
package enum SetError: ExplainedError, Hashable {
    case segmentExists(String, path: String)
    /// No name at all, or one with line ends or control characters.
    case unusableName(String)
    case fileExists(path: String)
    /// `covey.yaml` names no place where a new file of segments would be found.
    case noPlace(patterns: [String])
    /// Too few segments to combine.
    case nothingToCombine
    /// The segment is wanted and excluded.
    case contradiction(String)
    case noIdentifiers(path: String)
    /// The file has several columns, and none is called as customers are.
    case columnNotStated(path: String, columns: [String])
    case unknownColumn(String, path: String, columns: [String], nearest: String?)
    case unknownTrait(String, nearest: String?)
    case noMembers(String)
    case tooManyStrata(count: Int, limit: Int)
    case unknownPriorities(String, nearest: String?)
    case noPriorities

    package var explanation: Bilingual {
        switch self {
        case .segmentExists(let name, let path):
            Bilingual(en: "There is a segment “\(name)” already, in \(path).", zh: "人群“\(name)”已存在，见 \(path)。")
        case .unusableName(let name):
            name.allSatisfy(\.isWhitespace)
                ? Bilingual(en: "The new segment has no name.", zh: "新人群没有名称。")
                : Bilingual(
                    en: "“\(name)” cannot name a segment: it has line ends or control characters.",
                    zh: "“\(name)”不能作人群名：其中有换行或控制字符。"
                )
        case .fileExists(let path):
            Bilingual(en: "\(path) exists already; nothing was changed.", zh: "\(path) 已存在；没有做任何改动。")
        case .noPlace(let patterns):
            Bilingual(
                en:
                    "No new file of segments would be found by `segments` of covey.yaml: \(patterns.joined(separator: ", ")).",
                zh: "covey.yaml 的 segments（\(patterns.joined(separator: "、"))）不会找到新的人群文件。"
            )
        case .nothingToCombine:
            Bilingual(en: "There is nothing to combine.", zh: "没有可以组合的人群。")
        case .contradiction(let name):
            Bilingual(
                en: "“\(name)” is both demanded and excluded, so nobody would be in the new segment.",
                zh: "“\(name)”既被要求又被排除，新人群将没有任何客户。"
            )
        case .noIdentifiers(let path):
            Bilingual(en: "\(path) names no customer.", zh: "\(path) 中没有任何客户标识。")
        case .columnNotStated(let path, let columns):
            Bilingual(
                en: "\(path) has \(columns.count) columns, and none is called as customers are: "
                    + columns.joined(separator: ", ") + ".",
                zh: "\(path) 有 \(columns.count) 列，没有一列的名称表明它是客户：" + columns.joined(separator: "、") + "。"
            )
        case .unknownColumn(let name, let path, let columns, _):
            Bilingual(
                en: "\(path) has no column “\(name)”; it has " + columns.joined(separator: ", ") + ".",
                zh: "\(path) 没有“\(name)”列，它的列有：" + columns.joined(separator: "、") + "。"
            )
        case .unknownTrait(let name, _):
            Bilingual(en: "There is no trait “\(name)”.", zh: "没有特征“\(name)”。")
        case .noMembers(let name):
            Bilingual(en: "Nobody is in “\(name)”, so there is nobody to draw.", zh: "“\(name)”没有成员，无法抽样。")
        case .tooManyStrata(let count, let limit):
            Bilingual(
                en: "These traits make \(count) strata; more than \(limit) cannot be drawn from.",
                zh: "这些特征分出 \(count) 层；最多支持 \(limit) 层。"
            )
        case .unknownPriorities(let name, _):
            Bilingual(en: "There is no priority list “\(name)”.", zh: "没有优先级列表“\(name)”。")
        case .noPriorities:
            Bilingual(en: "covey.yaml has no priority lists.", zh: "covey.yaml 中没有优先级列表。")
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .segmentExists: Bilingual(en: "Choose another name with --as.", zh: "请用 --as 换一个名称。")
        case .unusableName: Bilingual(en: "Name it with --as.", zh: "请用 --as 指定名称。")
        case .fileExists:
            Bilingual(en: "Choose another name with --as, or remove the file first.", zh: "请用 --as 换一个名称，或先删除该文件。")
        case .noPlace:
            Bilingual(en: "Add a pattern such as segments/*.segment.", zh: "请加上 segments/*.segment 这样的模式。")
        case .nothingToCombine:
            Bilingual(
                en: "Name two segments or more after --all-of or --any-of, or one after --except.",
                zh: "请在 --all-of 或 --any-of 后写至少两个人群，或在 --except 后写一个。"
            )
        case .contradiction: Bilingual(en: "Take it out on one side.", zh: "请去掉其中一处。")
        case .noIdentifiers:
            Bilingual(en: "Write one customer a line, as the data name them.", zh: "请每行写一个客户，写法与数据一致。")
        case .columnNotStated, .unknownColumn(_, _, _, nil):
            Bilingual(
                en: "Name the column with --column, or its number: --column 1.",
                zh: "请用 --column 指定列名或列号，例如 --column 1。"
            )
        case .unknownColumn(_, _, _, let nearest?), .unknownTrait(_, let nearest?),
            .unknownPriorities(_, let nearest?):
            .didYouMean(nearest)
        case .unknownTrait(_, nil):
            Bilingual(en: "covey customer show ID names the traits.", zh: "covey customer show 客户标识 可查看有哪些特征。")
        case .tooManyStrata:
            Bilingual(en: "Choose traits with fewer values.", zh: "请选择取值较少的特征。")
        case .noPriorities:
            Bilingual(
                en: "Add one: priorities: { level: { segments: [champions, regulars] } }",
                zh: "添加方法：priorities: { level: { segments: [champions, regulars] } }"
            )
        case .noMembers, .unknownPriorities: nil
        }
    }
}
