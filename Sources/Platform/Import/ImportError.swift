package import Domain
import ProjectFile

/// Why a file was not imported. The workspace is as it was before.
package enum ImportError: ExplainedError {
    /// The file has no rows below its header.
    case noRows(path: String)
    /// The file has nothing but blank lines.
    case blank(path: String)
    /// The file begins with NUL bytes, and with nothing else.
    case nulBytes(path: String, count: Int)
    case missingColumns(path: String, columns: [(name: String, nearest: String?)], found: [String])
    /// Columns that are to be kept under names that the warehouse has for itself or twice, with names that are free.
    case unusableNames(path: String, columns: [(name: String, replacement: String)])
    case unclosedQuote(path: String, line: Int)
    /// `swapped` says which columns' rejected values are dates with day and month swapped.
    case tooManyRejects(
        path: String,
        rejected: Int,
        rows: Int,
        limit: String,
        examples: [Reject],
        swapped: [SwappedDates]
    )
    /// The column's dates can be read with the day or with the month first. `setting` is the line that states the one.
    case ambiguousDates(path: String, column: String, example: String, formats: [String], setting: String)
    case unknownDates(path: String, column: String, example: String, setting: String)
    /// What the reader of the format said.
    case unreadable(path: String, reason: String)
    case notATable(path: String, kind: OtherFormat)
    case otherCurrency(source: String, currency: String, workspace: String)

    /// What a file is that is no table of text.
    package enum OtherFormat: Sendable {
        /// Excel's own formats, or another archive.
        case workbook
        case webPage
        case jsonArray
    }

    package var explanation: Bilingual {
        switch self {
        case .notATable(let path, .workbook):
            Bilingual(
                en: "\(path) is an Excel workbook or an archive, not a text file.",
                zh: "\(path) 是 Excel 工作簿或压缩包，不是文本文件。"
            )
        case .notATable(let path, .webPage):
            Bilingual(en: "\(path) is a web page, not a table.", zh: "\(path) 是网页，不是表格。")
        case .notATable(let path, .jsonArray):
            Bilingual(en: "\(path) is one JSON array.", zh: "\(path) 是一个 JSON 数组。")
        case .noRows(let path):
            Bilingual(en: "\(path) has a header but no rows.", zh: "\(path) 只有表头，没有数据行。")
        case .blank(let path):
            Bilingual(en: "\(path) is empty: it has blank lines at most.", zh: "\(path) 是空文件，最多只有空行。")
        case .nulBytes(let path, let count):
            Bilingual(
                en: "\(path) holds no text: it begins with NUL bytes (\(count) in all).",
                zh: "\(path) 不含文本：文件以 NUL 字节开头（共 \(count) 个）。"
            )
        case .missingColumns(let path, let columns, let found):
            Self.missing(path, columns, found)
        case .unusableNames(let path, let columns):
            Self.unusable(path, columns.map(\.name))
        case .unclosedQuote(let path, let line):
            Bilingual(
                en: "\(path), line \(line): a quote is opened and never closed, so nothing after it can be read.",
                zh: "\(path) 第 \(line) 行：引号打开后没有闭合，其后的内容都无法读取。"
            )
        case .tooManyRejects(let path, let rejected, let rows, let limit, let examples, _):
            Self.tooMany(path, rejected, rows, limit, examples)
        case .ambiguousDates(let path, let column, let example, let formats, _):
            Bilingual(
                en: "\(path), column “\(column)”: “\(example)” may be \(formats.joined(separator: " or ")).",
                zh: "\(path) 的列“\(column)”：“\(example)”可以按 \(formats.joined(separator: " 或 ")) 理解。"
            )
        case .unknownDates(let path, let column, let example, _):
            Bilingual(
                en: "\(path), column “\(column)”: “\(example)” is no date or time that is known.",
                zh: "\(path) 的列“\(column)”：“\(example)”不是可识别的日期或时间。"
            )
        case .unreadable(let path, let reason):
            Bilingual(en: "\(path) cannot be read: \(reason)", zh: "无法读取 \(path)。引擎的说明（英文）：\(reason)")
        case .otherCurrency(let source, let currency, let workspace):
            Bilingual(
                en:
                    "Source “\(source)” is in \(currency), the workspace in \(workspace), and there are no exchange rates.",
                zh: "数据源“\(source)”的货币是 \(currency)，工作区是 \(workspace)，且没有汇率。"
            )
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .notATable(_, .jsonArray):
            Bilingual(en: "Write one object on each line (JSON Lines).", zh: "请改为每行一个对象（JSON Lines）。")
        case .notATable: Bilingual(en: "Save it as CSV (UTF-8) first.", zh: "请先另存为 CSV（UTF-8）。")
        case .noRows, .blank: Bilingual(en: "Export the file again.", zh: "请重新导出该文件。")
        case .nulBytes:
            Bilingual(
                en: "It was probably not written or copied to its end. Export or copy it again.",
                zh: "该文件可能没有写完或没有复制完整。请重新导出或复制。"
            )
        case .missingColumns:
            Bilingual(en: "Correct `columns` in covey.yaml.", zh: "请修改 covey.yaml 中的 columns。")
        case .unusableNames(_, let columns):
            Self.naming(columns)
        case .unclosedQuote:
            Bilingual(
                en:
                    "Close the quote in that line, or state `quote: none` if quotes are ordinary characters in this file.",
                zh: "请在该行补上引号；如果该文件中引号是普通字符，请写 quote: none。"
            )
        case .tooManyRejects(_, _, _, _, _, let swapped) where !swapped.isEmpty:
            Bilingual(
                en: swapped.map(\.text.english).joined(separator: "\n"),
                zh: swapped.map(\.text.chinese).joined(separator: "\n")
            )
        case .tooManyRejects(_, _, _, _, let examples, _):
            examples.contains { $0.reason == .damagedText }
                ? Bilingual(
                    en: "The file may be in another encoding, or in several: state `encoding`, for example gbk.",
                    zh: "该文件可能是其他编码，或混有多种编码：请写明 encoding，例如 gbk。"
                )
                : Bilingual(
                    en: "Correct the file or the columns' types and formats, or raise `rejects` in covey.yaml.",
                    zh: "请修正文件或列的类型与格式，或调高 covey.yaml 中的 rejects。"
                )
        case .ambiguousDates(_, _, _, let formats, let setting):
            Bilingual(
                en: "State it, for example \(formats[0]): \(setting)",
                zh: "请写明，例如 \(formats[0])：\(setting)"
            )
        case .unknownDates(_, _, _, let setting):
            Bilingual(en: "State it, for example: \(setting)", zh: "请写明格式，例如：\(setting)")
        case .unreadable:
            Bilingual(
                en: "State in covey.yaml what was found out wrongly (`format`, `encoding`, `delimiter`, `quote`), or "
                    + "export the file again.",
                zh: "请在 covey.yaml 中写明识别有误的项（format、encoding、delimiter、quote），或重新导出该文件。"
            )
        case .otherCurrency:
            Bilingual(
                en: "Convert the amounts before the import, or use a workspace for each currency.",
                zh: "请在导入前换算金额，或为每种货币建立一个工作区。"
            )
        }
    }

    private static func unusable(_ path: String, _ names: [String]) -> Bilingual {
        let quoted = names.map { "“\($0)”" }
        return Bilingual(
            en: "\(path): \(quoted.joined(separator: ", ")) cannot be kept under \(names.count == 1 ? "its" : "their") "
                + "own name, which the warehouse has for itself or for another column.",
            zh: "\(path)：\(quoted.joined(separator: "、")) 不能以原名保留，该名称已由数据仓库自身或其他列使用。"
        )
    }

    private static func naming(_ columns: [(name: String, replacement: String)]) -> Bilingual {
        let nowhere = SourcePosition(line: 1, column: 1)
        let lines = columns.map { column in
            ColumnMapping(
                column: Located(column.name, at: nowhere),
                target: Located(.property(column.replacement), at: nowhere)
            ).text
        }
        return Bilingual(
            en: "Name it under `columns` in covey.yaml: \(lines.joined(separator: "; "))",
            zh: "请在 covey.yaml 的 columns 中为其命名：\(lines.joined(separator: "；"))"
        )
    }

    private static func missing(
        _ path: String,
        _ columns: [(name: String, nearest: String?)],
        _ found: [String]
    ) -> Bilingual {
        let english = columns.map { "“\($0.name)”" + ($0.nearest.map { " (near: “\($0)”)" } ?? "") }
        let chinese = columns.map { "“\($0.name)”" + ($0.nearest.map { "（相近：“\($0)”）" } ?? "") }
        return Bilingual(
            en: "\(path) has no column \(english.joined(separator: ", ")). It has: \(found.joined(separator: ", ")).",
            zh: "\(path) 没有列 \(chinese.joined(separator: "、"))。现有的列：\(found.joined(separator: "、"))。"
        )
    }

    private static func tooMany(
        _ path: String,
        _ rejected: Int,
        _ rows: Int,
        _ limit: String,
        _ examples: [Reject]
    ) -> Bilingual {
        let english = examples.map {
            "\n  line \($0.line)" + place($0, ", column ", ", ") + ": " + $0.reason.text.english
        }
        let chinese = examples.map { "\n  第 \($0.line) 行" + place($0, "，列", "，") + "：" + $0.reason.text.chinese }
        return Bilingual(
            en:
                "\(path): \(rejected) of \(rows) rows are rejected, more than the limit of \(limit), so the file is refused."
                + english.joined() + "\n  all of them: covey query \"\(Reject.query(.english))\"",
            zh: "\(path)：\(rows) 行中有 \(rejected) 行被拒收，超过上限 \(limit)，因此整个文件未导入。" + chinese.joined()
                + "\n  全部拒收的行：covey query \"\(Reject.query(.chinese))\""
        )
    }

    private static func place(_ reject: Reject, _ opening: String, _ comma: String) -> String {
        guard let column = reject.column else { return "" }
        return opening + "“\(column)”" + (reject.value.map { comma + "“\($0.prefix(40))”" } ?? "")
    }
}
