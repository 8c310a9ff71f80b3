package import Domain

/// Why entries cannot be put into a project file. The file was not changed.
package enum ProjectEditError: ExplainedError, Equatable {
    /// The section stands in braces, on one line or several, where lines cannot be put in.
    case inBraces(key: String, path: String, line: Int)
    /// The file would mean something else besides what was to be added.
    case wouldChange(path: String)

    package var explanation: Bilingual {
        switch self {
        case .inBraces(let key, let path, let line):
            Bilingual(
                en: "\(path):\(line): `\(key)` is written in braces, so nothing can be added to it by itself.",
                zh: "\(path):\(line)：`\(key)` 写在花括号中，无法自动添加内容。"
            )
        case .wouldChange(let path):
            Bilingual(
                en: "\(path) is written in a way in which nothing can be added without changing the rest.",
                zh: "\(path) 的写法使自动添加内容会改变其余部分。"
            )
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .inBraces(let key, _, _):
            Bilingual(
                en: "Write `\(key):` with one indented line for each entry, and try again.",
                zh: "请把 `\(key):` 改写为每项一行（缩进）的形式后重试。"
            )
        case .wouldChange:
            Bilingual(
                en: "Write `traits:` and `models:` with one indented line for each entry, and try again.",
                zh: "请把 `traits:` 和 `models:` 改写为每项一行（缩进）的形式后重试。"
            )
        }
    }
}
