import Domain

/// Puts the values of one column together.
final class ColumnBuilder {
    let type: ValueType
    let output: ColumnOutput
    /// A bit for each row of a column of keys.
    let presence: ColumnOutput
    private(set) var count = 0
    private(set) var hasMissing = false
    /// The different values of a column of codes; a place is one less than a code.
    let values = GrowingValues()
    var dictionary: [Value] { values.all }
    private var codesOfTexts: [String: UInt32] = [:]
    private var codesOfValues: [Value: UInt32] = [:]
    private var presentBits: UInt64 = 0

    init(_ type: ValueType, output: ColumnOutput, presence: ColumnOutput) {
        self.type = type
        self.output = output
        self.presence = presence
    }

    func append(_ batch: ColumnBatch, row: Int) throws(TimelineError) {
        switch batch {
        case .keys(let keys, let present): try append(key: present?[row] ?? true ? keys[row] : nil)
        case .texts(let texts): try append(code: texts[row].map(code) ?? 0)
        case .values(let values): try append(values[row])
        }
    }

    func append(_ value: Value?) throws(TimelineError) {
        // A value of another type than the column's is no value of it.
        let value = value.flatMap { $0.type == type ? $0 : nil }
        if ColumnKey.holds(type) {
            try append(key: value.flatMap(ColumnKey.key))
        } else {
            try append(code: value.map(code) ?? 0)
        }
    }

    func append(key: Int64?) throws(TimelineError) {
        try output.append(key ?? 0)
        if key == nil { hasMissing = true } else { presentBits |= 1 << UInt64(count & 63) }
        count += 1
        if count & 63 == 0 { try flushPresence() }
    }

    func append(code: UInt32) throws(TimelineError) {
        try output.append(code)
        count += 1
    }

    private func flushPresence() throws(TimelineError) {
        try presence.append(presentBits)
        presentBits = 0
    }

    /// Ends the column. One word more of presence than rows need lets kernels read whole words.
    func finish() throws(TimelineError) {
        guard ColumnKey.holds(type) else { return }
        try flushPresence()
        try flushPresence()
    }

    private func code(_ text: String) -> UInt32 {
        if let known = codesOfTexts[text] { return known }
        codesOfTexts[text] = values.add(.text(text))
        return UInt32(values.count)
    }

    /// The code of a value of a column of codes, which it has from its first time on.
    func code(_ value: Value) -> UInt32 {
        if case .text(let text) = value { return code(text) }
        if let known = codesOfValues[value] { return known }
        codesOfValues[value] = values.add(value)
        return UInt32(values.count)
    }

    /// Takes all rows back; the values keep their codes, and the column its memory.
    func rewind() {
        output.rewind()
        presence.rewind()
        (count, presentBits) = (0, 0)
    }
}
