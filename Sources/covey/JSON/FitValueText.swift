import Fitting

/// A model's document as JSON text, its fields in their order.
enum FitValueText {
    /// On several lines; a list of plain values stands on one.
    static func pretty(_ value: FitValue, indent: Int = 0) -> String {
        let margin = String(repeating: "  ", count: indent + 1)
        let end = "\n" + String(repeating: "  ", count: indent)
        switch value {
        case .null: return "null"
        case .flag(let flag): return flag ? "true" : "false"
        case .integer(let number): return String(number)
        // JSON has no numbers for these.
        case .number(let number): return number.isFinite ? Self.number(number) : "null"
        case .text(let text): return JSONText.string(text)
        case .list(let values):
            guard values.contains(where: \.isCompound) else {
                return "[" + values.map { pretty($0) }.joined(separator: ", ") + "]"
            }
            return "[\n" + values.map { margin + pretty($0, indent: indent + 1) }.joined(separator: ",\n") + end + "]"
        case .object(let fields):
            guard !fields.isEmpty else { return "{}" }
            let lines = fields.map { margin + JSONText.string($0.name) + ": " + pretty($0.value, indent: indent + 1) }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        }
    }

    /// As short as it can be without losing a digit; negative zero is zero.
    private static func number(_ number: Double) -> String {
        if number == 0 { return "0" }
        return number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
    }
}

extension FitValue {
    fileprivate var isCompound: Bool {
        switch self {
        case .list, .object: true
        case .null, .flag, .integer, .number, .text: false
        }
    }
}
