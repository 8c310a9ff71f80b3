package import Domain
package import Exchange

/// Why a workspace cannot be used as it stands.
package enum WorkspaceError: ExplainedError {
    /// There is no `covey.yaml` in the folder.
    case noProject(directory: String)
    /// A folder that should be written to cannot be.
    case readOnly(path: String, reason: String)
    case alreadyExists(path: String)
    /// A result was to be written over a file that the workspace is made of.
    case ownFile(path: String)
    /// Nothing has been imported or run yet, so there is nothing to show.
    case notRunYet
    case unknownSegment(String, nearest: String?)
    /// The segment is defined, but no run has found its members yet.
    case notEvaluated(String)
    case unknownCustomer(String)
    case unknownSource(String, nearest: String?)
    /// A name, expression or condition that does not fit the workspace.
    case definition(path: String, position: SourcePosition?, reason: Bilingual, advice: Bilingual?)
    /// Several of the above.
    case several([WorkspaceError])
    /// No file matches a pattern of `files`.
    case noFiles(source: String, pattern: String)
    /// A path of `files` is not there, or a folder's.
    case wrongPath(source: String, FileError)
    /// The file to begin a workspace from is not there, or a folder.
    case noTableFile(FileError)
    /// The browser parts for the report are not there.
    case missingPart(name: String, lookedAt: [String])

    package var explanation: Bilingual {
        switch self {
        case .noProject(let directory):
            directory == "."
                ? Bilingual(en: "There is no covey.yaml in this folder.", zh: "当前文件夹中没有 covey.yaml。")
                : Bilingual(en: "There is no covey.yaml in \(directory).", zh: "\(directory) 中没有 covey.yaml。")
        case .readOnly(let path, let reason):
            Bilingual(en: "\(path) cannot be written to: \(reason).", zh: "无法写入 \(path)：\(reason)。")
        case .alreadyExists(let path):
            Bilingual(en: "\(path) exists already; nothing was changed.", zh: "\(path) 已存在；没有做任何改动。")
        case .ownFile(let path):
            Bilingual(
                en: "\(path) is a file of the workspace itself; nothing was written.",
                zh: "\(path) 是工作区自身的文件；没有写入任何内容。"
            )
        case .notRunYet:
            Bilingual(en: "This workspace has no results yet.", zh: "该工作区还没有任何结果。")
        case .unknownSegment(let name, _):
            Bilingual(en: "There is no segment “\(name)”.", zh: "没有人群“\(name)”。")
        case .notEvaluated(let name):
            Bilingual(en: "The members of “\(name)” have not been found yet.", zh: "人群“\(name)”的成员尚未计算。")
        case .unknownCustomer(let id):
            Bilingual(en: "There is no customer “\(id)”.", zh: "没有客户“\(id)”。")
        case .unknownSource(let name, _):
            Bilingual(en: "There is no source “\(name)”.", zh: "没有数据源“\(name)”。")
        case .definition(let path, let position, let reason, _):
            Bilingual(verbatim: path + (position.map { ":\($0.line):\($0.column)" } ?? "") + ": ") + reason
        case .several(let errors):
            Bilingual(
                en: errors.map(\.described.english).joined(separator: "\n"),
                zh: errors.map(\.described.chinese).joined(separator: "\n")
            )
        case .noFiles(let source, let pattern):
            Bilingual(
                en: "Source “\(source)”: no file matches \(pattern).",
                zh: "数据源“\(source)”：没有文件匹配 \(pattern)。"
            )
        case .wrongPath(_, let error), .noTableFile(let error): error.explanation
        case .missingPart(let name, let places):
            Bilingual(
                en: "\(name) was not found. Looked at: \(places.joined(separator: ", ")).",
                zh: "找不到 \(name)。已查找：\(places.joined(separator: "、"))。"
            )
        }
    }

    /// The explanation with its advice, for lists of several.
    private var described: Bilingual {
        guard let advice else { return explanation }
        return explanation + Bilingual(verbatim: " ") + advice
    }

    package var advice: Bilingual? {
        switch self {
        case .noProject:
            Bilingual(
                en: "Start one with: covey init FILE.csv — or name the folder with --workspace.",
                zh: "用 covey init 文件.csv 新建，或用 --workspace 指定文件夹。"
            )
        case .readOnly: Bilingual(en: "Check the folder's permissions.", zh: "请检查文件夹权限。")
        case .alreadyExists:
            Bilingual(en: "Choose another folder, or remove the file first.", zh: "请换一个文件夹，或先删除该文件。")
        case .ownFile: Bilingual(en: "Name another place with --output.", zh: "请用 --output 指定其他位置。")
        case .notRunYet, .notEvaluated: Bilingual(en: "Run: covey run", zh: "请先运行：covey run")
        case .unknownSegment(_, let nearest?), .unknownSource(_, let nearest?):
            .didYouMean(nearest)
        case .unknownSegment(_, nil):
            Bilingual(en: "covey segment list shows them all.", zh: "covey segment list 可列出全部。")
        case .definition(_, _, _, let advice): advice
        case .noFiles:
            Bilingual(
                en: "Paths in covey.yaml are relative to its folder.",
                zh: "covey.yaml 中的路径相对于它所在的文件夹。"
            )
        case .wrongPath(let source, .isDirectory):
            Bilingual(
                en: "Name the files in it, for example `files: exports/*.csv`, in source “\(source)” of covey.yaml.",
                zh: "请在 covey.yaml 的数据源“\(source)”中写出其中的文件，例如 files: exports/*.csv。"
            )
        case .wrongPath(let source, _):
            Bilingual(
                en: "Check `files` of source “\(source)” in covey.yaml; paths are relative to that file.",
                zh: "请检查 covey.yaml 中数据源“\(source)”的 files；路径相对于该文件。"
            )
        case .noTableFile(.isDirectory):
            Bilingual(en: "Name one of the tables in it.", zh: "请指定其中的一个表格文件。")
        case .noTableFile:
            Bilingual(
                en: "Check the path; it begins in the folder that you are in.",
                zh: "请检查路径；相对路径从当前文件夹算起。"
            )
        case .missingPart: Bilingual(en: "Run make setup to fetch it.", zh: "请运行 make setup 获取。")
        case .unknownCustomer, .unknownSource, .several: nil
        }
    }
}

extension WorkspaceError {
    /// One error for one, `several` for more.
    static func all(_ errors: [WorkspaceError]) -> WorkspaceError {
        errors.count == 1 ? errors[0] : .several(errors)
    }

    /// An explained error at a place in a file.
    static func definition(
        _ error: any ExplainedError,
        in path: String,
        at position: SourcePosition? = nil
    ) -> WorkspaceError {
        .definition(path: path, position: position, reason: error.explanation, advice: error.advice)
    }
}
