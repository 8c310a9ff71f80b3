package import Domain

/// Why something that the last run found may no longer be true.
package enum Staleness: Sendable, Hashable {
    /// The segment was defined after the last run.
    case neverEvaluated
    /// The last refresh could not evaluate the segment, which keeps the members that it had.
    case refreshFailed(Bilingual, at: Instant)
    /// The segment's own rule, or that of a segment it refers to, is another one now.
    case definitionChanged
    /// The segment is no longer defined.
    case definitionRemoved
    /// The segments' files cannot be read as they stand, so nothing can be compared.
    case definitionsUnreadable
    /// `covey.yaml` says something else of sources, traits or models.
    case projectChanged
    /// Files were imported or taken out.
    case dataImported
    /// Files of the sources are new, gone, or have another size or time; at least one.
    case filesChanged([String])

    /// The reason in a few words, for a column.
    package var reason: Bilingual {
        switch self {
        case .neverEvaluated: Bilingual(en: "not evaluated yet", zh: "尚未计算")
        case .refreshFailed(let reason, _):
            Bilingual(en: "its refresh failed: ", zh: "刷新失败：") + Self.withoutEnd(reason)
        case .definitionChanged: Bilingual(en: "its rule was changed since", zh: "规则在计算之后有改动")
        case .definitionRemoved: Bilingual(en: "it is no longer defined", zh: "定义已不存在")
        case .definitionsUnreadable: Bilingual(en: "the segments’ files have a mistake", zh: "人群文件有误")
        case .projectChanged: Bilingual(en: "settings in covey.yaml were changed since", zh: "计算之后 covey.yaml 的设置有改动")
        case .dataImported: Bilingual(en: "data were imported since", zh: "计算之后导入了新数据")
        case .filesChanged(let paths): Self.changed(paths)
        }
    }

    /// The reason and what to do, in sentences.
    ///
    /// - Parameter program: how the reader calls Covey.
    /// - Parameter options: what follows the command, such as the workspace.
    package func sentence(program: String = "covey", options: String = "") -> Bilingual {
        let english = reason.english.prefix(1).uppercased() + reason.english.dropFirst()
        return Bilingual(en: "\(english). ", zh: "\(reason.chinese)。")
            + advice(program: program, options: options)
    }

    /// What brings it up to date.
    package func advice(program: String = "covey", options: String = "") -> Bilingual {
        let line = "\(program) \(command)\(options)"
        return Bilingual(en: "Run: \(line)", zh: "请运行：\(line)")
    }

    private var command: String {
        switch self {
        case .definitionsUnreadable: "doctor"
        case .refreshFailed: "segment check"
        case .neverEvaluated, .definitionChanged, .definitionRemoved, .projectChanged, .dataImported, .filesChanged:
            "run"
        }
    }

    /// A sentence as a part of another one.
    private static func withoutEnd(_ reason: Bilingual) -> Bilingual {
        func cut(_ text: String) -> String {
            text.hasSuffix(".") || text.hasSuffix("。") ? String(text.dropLast()) : text
        }
        return Bilingual(en: cut(reason.english), zh: cut(reason.chinese))
    }

    private static func changed(_ paths: [String]) -> Bilingual {
        guard paths.count != 1 else {
            return Bilingual(en: "the file \(paths[0]) was changed since", zh: "计算之后 \(paths[0]) 有变化")
        }
        return Bilingual(en: "\(paths.count) files were changed since", zh: "计算之后有 \(paths.count) 个文件变化")
    }
}
