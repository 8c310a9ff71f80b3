import Domain
import Foundation

/// The sizes that the groups of an experiment were to have: `50,25,25`, the control group first, or by name
/// `control=50,mail=25,sms=25`. Equal ones where nothing was planned otherwise.
struct PlannedShares {
    /// One for each group, in the order of `ExperimentGroups.names`, with a sum of one.
    var shares: [Double]
    /// Whether somebody stated them.
    var isStated: Bool

    /// - Throws: `TableError.optionInvalid` unless there is one number above zero for each group.
    init(_ options: FitOptions, groups: [String]) throws {
        guard let text = options.text(.shares) else {
            shares = groups.map { _ in 1 / Double(groups.count) }
            isStated = false
            return
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let isNamed = parts.contains { $0.contains("=") }
        let numbers = isNamed ? Self.byName(parts, groups) : parts.map(Self.number)
        let stated = numbers.compactMap { $0 }
        guard stated.count == numbers.count, stated.count == groups.count else {
            throw Self.invalid(text, groups)
        }
        let sum = stated.reduce(0, +)
        shares = stated.map { $0 / sum }
        isStated = true
    }

    /// The number of each group; `nil` for one that is not named, and none at all where a name is no group or stands twice.
    private static func byName(_ parts: [String], _ groups: [String]) -> [Double?] {
        var numbers = [Double?](repeating: nil, count: groups.count)
        for part in parts {
            // A group's own name may hold the mark; what follows the last one is the number.
            guard let mark = part.lastIndex(of: "=") else { return [] }
            let name = part[..<mark].trimmingCharacters(in: .whitespaces)
            guard let group = groups.firstIndex(of: name), numbers[group] == nil else { return [] }
            numbers[group] = number(String(part[part.index(after: mark)...]))
        }
        return numbers
    }

    /// `50`, `0.5` or `50%`: only their ratio counts.
    private static func number(_ text: String) -> Double? {
        let digits = text.trimmingCharacters(in: .whitespaces)
        guard let number = Double(digits.hasSuffix("%") ? String(digits.dropLast()) : digits), number.isFinite,
            number > 0, number <= 1e12
        else { return nil }
        return number
    }

    private static func invalid(_ text: String, _ groups: [String]) -> TableError {
        let example = groups.enumerated().map { "\($1)=\($0 == 0 ? 50 : 25)" }.joined(separator: ",")
        return .optionInvalid(
            .shares,
            value: text,
            expected: Bilingual(
                en: "a number above 0 for each of the \(groups.count) groups is expected, the control group first, "
                    + "or each by name: \(example)",
                zh: "应为 \(groups.count) 个组各给出一个大于 0 的数（对照组在先），或逐一写明组名：\(example)"
            )
        )
    }
}
