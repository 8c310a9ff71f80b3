import Domain

/// Copies values of one column to the end of another.
final class ColumnCopier {
    let target: ColumnBuilder
    private let storage: StoredColumn.Storage?
    /// The target's code of each of the source's; 0 until a value is met.
    private var codes: [UInt32]
    /// Likewise, where few rows are copied.
    private var codesMet: [UInt32: UInt32] = [:]

    /// - Parameters:
    ///   - source: a column of another type has no values of this one.
    ///   - isWhole: whether most rows are copied, so that a place for each value is worth its memory.
    init(_ source: StoredColumn?, to target: ColumnBuilder, isWhole: Bool) {
        self.target = target
        storage = source.flatMap { $0.type == target.type ? $0.storage : nil }
        if isWhole, case .codes(_, let values)? = storage {
            codes = Array(repeating: 0, count: values.count + 1)
        } else {
            codes = []
        }
    }

    /// - Complexity: O(1), but for a value that is met for the first time.
    func append(_ row: Int) throws(TimelineError) {
        switch storage {
        case .keys(let keys, let present): try target.append(key: present?.bit(row) ?? true ? keys[row] : nil)
        case .codes(let column, let values): try target.append(code: code(column[row], values))
        case nil: try target.append(nil)
        }
    }

    private func code(_ code: UInt32, _ values: ValueDictionary) -> UInt32 {
        if code == 0 { return 0 }
        if codes.isEmpty {
            if let known = codesMet[code] { return known }
            let own = target.code(values[Int(code) - 1])
            codesMet[code] = own
            return own
        }
        if codes[Int(code)] == 0 { codes[Int(code)] = target.code(values[Int(code) - 1]) }
        return codes[Int(code)]
    }
}
