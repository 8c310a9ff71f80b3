import Domain

/// Why a result could not be read as it was asked for.
package enum ResultFault: Sendable, Hashable {
    case noSuchColumn(name: String, available: [String])
    case columnType(column: String, wanted: String, found: String)
    /// `row` counts from zero within its batch.
    case valueOutOfRange(column: String, row: Int, wanted: String)
    /// A value is missing in a column that was read as one without gaps.
    case missingValue(column: String, row: Int)
    /// A result that should have held exactly one row held this many.
    case notOneRow(count: Int)
    /// The driver handed over something that is not valid Arrow data.
    case malformed(String)
}

extension ResultFault {
    var text: Bilingual {
        switch self {
        case .noSuchColumn(let name, let available):
            Bilingual(
                en: "The result has no column “\(name)”; it has \(available.joined(separator: ", ")).",
                zh: "结果中没有列“\(name)”；现有列：\(available.joined(separator: "、"))。"
            )
        case .columnType(let column, let wanted, let found):
            Bilingual(
                en: "Column “\(column)” cannot be read as \(wanted): it is \(found).",
                zh: "列“\(column)”不能按 \(wanted) 读取：其类型为 \(found)。"
            )
        case .valueOutOfRange(let column, let row, let wanted):
            Bilingual(
                en: "Column “\(column)”, row \(row): the value does not fit \(wanted).",
                zh: "列“\(column)”第 \(row) 行：数值超出 \(wanted) 的范围。"
            )
        case .missingValue(let column, let row):
            Bilingual(
                en: "Column “\(column)”, row \(row): a value is missing.",
                zh: "列“\(column)”第 \(row) 行：缺少值。"
            )
        case .notOneRow(let count):
            Bilingual(en: "One row was expected, not \(count).", zh: "应有一行，实际为 \(count) 行。")
        case .malformed(let message):
            Bilingual(
                en: "The driver handed over an invalid result: \(message)",
                zh: "驱动交来的结果无效：\(message)"
            )
        }
    }
}
