/// Why a tree has no text.
package enum RenderError: Error, Sendable, Hashable {
    /// The dialect has no way to say this node. `node` is its name as in SQL, such as `COPY`.
    case unsupported(node: String, dialect: Dialect)
    /// No literal stands for this value.
    case unwritable(UnwritableValue)
    /// The tree itself is wrong, whatever the dialect. `node` is the name of the node as in SQL.
    case malformed(node: String, FlawInTree)
    /// Expressions or queries are nested deeper than ``Dialect/depthLimit``.
    case tooDeep(limit: Int)
}

/// A value or a name that cannot be written in SQL text.
package enum UnwritableValue: Sendable, Hashable {
    /// SQL text ends at a zero byte in some engines.
    case zeroInText
    case dateOutOfRange(days: Int32)
    case timestampOutOfRange(microseconds: Int64)
    case emptyName
    /// A zero byte, or Spark's `${`, which it replaces even within quotes.
    case nameCannotBeQuoted(String)
    case decimalType(precision: Int, scale: Int)
}

/// What is wrong with a tree.
package enum FlawInTree: Sendable, Hashable {
    /// A list that must hold something is empty.
    case empty
    /// A row or column list does not have the length that it must have.
    case width(expected: Int, found: Int)
    /// A number that counts something is out of range.
    case countOutOfRange(Int)
    /// A quantile is not in `0...1`.
    case fractionOutOfRange(Double)
    /// The name of an option or zone, or a one-character option, has characters that none has.
    case improperOption(String)
}

extension RenderError: CustomStringConvertible {
    package var description: String { english }

    /// What happened, for an English reader.
    package var english: String {
        switch self {
        case .unsupported(let node, let dialect): "\(dialect.name) has no equivalent of \(node)."
        case .unwritable(let value): value.english
        case .malformed(let node, let flaw): "\(node): \(flaw.english)"
        case .tooDeep(let limit): "The query is nested deeper than \(limit) levels."
        }
    }

    /// What happened, for a Chinese reader.
    package var chinese: String {
        switch self {
        case .unsupported(let node, let dialect): "\(dialect.name) 不支持 \(node)。"
        case .unwritable(let value): value.chinese
        case .malformed(let node, let flaw): "\(node):\(flaw.chinese)"
        case .tooDeep(let limit): "查询的嵌套超过 \(limit) 层。"
        }
    }
}

extension UnwritableValue {
    fileprivate var english: String {
        switch self {
        case .zeroInText: "A text with a zero byte cannot be written in SQL."
        case .dateOutOfRange(let days): "The date \(days) days from 1970-01-01 is not in the years 1 to 9999."
        case .timestampOutOfRange(let count):
            "The time \(count) microseconds from 1970-01-01T00:00:00 is not in the years 1 to 9999."
        case .emptyName: "A name is empty."
        case .nameCannotBeQuoted(let name): "The name \(name.debugDescription) cannot be written in SQL."
        case .decimalType(let precision, let scale): "DECIMAL(\(precision), \(scale)) is not a type: at most 38 digits."
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .zeroInText: "含有零字节的文本无法写入 SQL。"
        case .dateOutOfRange(let days): "距 1970-01-01 \(days) 天的日期不在公元 1 至 9999 年之内。"
        case .timestampOutOfRange(let count): "距 1970-01-01T00:00:00 \(count) 微秒的时间不在公元 1 至 9999 年之内。"
        case .emptyName: "名称为空。"
        case .nameCannotBeQuoted(let name): "名称 \(name.debugDescription) 无法写入 SQL。"
        case .decimalType(let precision, let scale): "DECIMAL(\(precision), \(scale)) 不是有效的类型:最多 38 位。"
        }
    }
}

extension FlawInTree {
    fileprivate var english: String {
        switch self {
        case .empty: "a list is empty."
        case .width(let expected, let found): "\(expected) columns were expected, \(found) were found."
        case .countOutOfRange(let count): "the number \(count) is out of range."
        case .fractionOutOfRange(let fraction): "the fraction \(fraction) is not between 0 and 1."
        case .improperOption(let text): "\(text.debugDescription) is not a proper option."
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .empty: "列表为空。"
        case .width(let expected, let found): "应有 \(expected) 列,实有 \(found) 列。"
        case .countOutOfRange(let count): "数字 \(count) 超出范围。"
        case .fractionOutOfRange(let fraction): "分数 \(fraction) 不在 0 到 1 之间。"
        case .improperOption(let text): "\(text.debugDescription) 不是有效的选项。"
        }
    }
}
