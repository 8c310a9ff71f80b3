import Fitting

/// Questions about the object that `--json` prints.
enum JSONText {
    static func fields(of value: FitValue) -> [String] {
        guard case .object(let fields) = value else { return [] }
        return fields.map(\.name)
    }

    /// Whether every number in it is finite.
    static func isFinite(_ value: FitValue) -> Bool {
        switch value {
        case .number(let number): number.isFinite
        case .list(let values): values.allSatisfy(isFinite)
        case .object(let fields): fields.allSatisfy { isFinite($0.value) }
        case .null, .flag, .integer, .text: true
        }
    }
}
