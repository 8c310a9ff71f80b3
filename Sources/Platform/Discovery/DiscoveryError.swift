package import Domain

/// Why groups cannot be proposed or kept. Nothing was changed.
package enum DiscoveryError: ExplainedError, Hashable {
    /// `--features` or `--exclude` names something that is no feature.
    case unknownFeature(String, nearest: String?)
    /// A time, a list, or a trait that is made of segments.
    case unusableFeature(String)
    /// Nothing is left.
    case noFeatures
    /// A model, trait or priority list has the name.
    case nameTaken(String, by: String)
    case unusableName(String)
    /// The proposal was written, and the run that was to apply it failed; the files are as before.
    case couldNotRestore(path: String, reason: String)

    package var explanation: Bilingual {
        switch self {
        case .unknownFeature(let name, _):
            Bilingual(en: "There is no feature “\(name)”.", zh: "没有名为“\(name)”的特征。")
        case .unusableFeature(let name):
            Bilingual(
                en: "“\(name)” cannot be a feature: it is a time, a list, or made of segments.",
                zh: "“\(name)”不能用于分群：它是时间、列表，或由人群得出。"
            )
        case .noFeatures:
            Bilingual(en: "There is nothing to make groups of.", zh: "没有可用于分群的特征。")
        case .nameTaken(let name, let other):
            Bilingual(en: "“\(name)” is taken: there is \(other).", zh: "名称“\(name)”已被占用：已有 \(other)。")
        case .unusableName(let name):
            Bilingual(
                en: "“\(name)” cannot name a model: a letter a–z, then letters, digits and `_`, at most 60.",
                zh: "“\(name)”不能作模型名：应以字母 a–z 开头，其后是字母、数字和 `_`，最多 60 个。"
            )
        case .couldNotRestore(let path, let reason):
            Bilingual(en: "\(path) could not be put back: \(reason)", zh: "无法恢复 \(path)：\(reason)")
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .unknownFeature(_, let nearest?):
            .didYouMean(nearest)
        case .unknownFeature(_, nil):
            Bilingual(en: "covey discover without options lists the features.", zh: "不带选项运行 covey discover 可查看有哪些特征。")
        case .unusableFeature:
            Bilingual(
                en: "Declare a trait such as `days since the last …` and use that.",
                zh: "请声明“距上次……的天数”之类的特征并使用它。"
            )
        case .noFeatures:
            Bilingual(
                en: "Declare traits in covey.yaml, or exclude fewer.",
                zh: "请在 covey.yaml 中声明特征，或减少排除的特征。"
            )
        case .nameTaken, .unusableName: Bilingual(en: "Choose another name with --as.", zh: "请用 --as 换一个名称。")
        case .couldNotRestore:
            Bilingual(en: "Take the new entries out by hand.", zh: "请手动删去新增的内容。")
        }
    }
}
