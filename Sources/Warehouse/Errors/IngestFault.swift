import Domain

/// Why columns do not fit a table.
package enum IngestFault: Sendable, Hashable {
    case noColumns
    case lengthsDiffer(column: String, length: Int, expected: Int)
    case duplicateColumn(String)
    case unknownColumn(String, available: [String])
    case missingColumn(String)
}

extension IngestFault {
    var text: Bilingual {
        switch self {
        case .noColumns:
            Bilingual(en: "there are no columns.", zh: "没有列。")
        case .lengthsDiffer(let column, let length, let expected):
            Bilingual(
                en: "column “\(column)” has \(length) rows, not \(expected).",
                zh: "列“\(column)”有 \(length) 行，应为 \(expected) 行。"
            )
        case .duplicateColumn(let name):
            Bilingual(en: "column “\(name)” is given twice.", zh: "列“\(name)”出现了两次。")
        case .unknownColumn(let name, let available):
            Bilingual(
                en: "it has no column “\(name)”, only \(available.joined(separator: ", ")).",
                zh: "其中没有列“\(name)”，只有 \(available.joined(separator: "、"))。"
            )
        case .missingColumn(let name):
            Bilingual(en: "its column “\(name)” is not given.", zh: "缺少其列“\(name)”。")
        }
    }
}
