import Foundation

/// Signs that a column names customers or things in place of describing them.
struct IdentifierSigns {
    /// `customer_id`, `OrderNo`, 编号: whatever its values.
    let isNamedSo: Bool
    /// Whole numbers, each once, with hardly a gap: numbers given one after the other.
    let isCountedThrough: Bool
    /// Texts, of which more than half occur once.
    let isDifferentForMost: Bool

    private static let words: Set<String> = [
        "id", "ids", "uid", "uuid", "guid", "key", "code", "nr", "no", "number", "phone", "mobile", "email", "zip",
        "postcode", "index", "hash", "sku",
    ]
    private static let chinese = ["编号", "标识", "号码", "手机", "电话", "邮箱", "邮编", "卡号", "单号", "主键"]
    /// Fewer rows are told apart by many columns that describe.
    private static let leastRows = 20

    init(_ column: FeatureColumn, different: Int) {
        let last = Self.words(column.name).last ?? ""
        isNamedSo = Self.words.contains(last) || Self.chinese.contains { column.name.contains($0) }
        let count = column.count
        switch column.values {
        case .numbers(let numbers):
            let known = numbers.filter { !$0.isNaN }
            let isWhole = known.allSatisfy { $0 == $0.rounded() }
            let range = (known.max() ?? 0) - (known.min() ?? 0)
            isCountedThrough =
                count >= Self.leastRows && isWhole && different == known.count && range < 1.5 * Double(known.count)
            isDifferentForMost = false
        case .categories:
            isCountedThrough = false
            isDifferentForMost = different > CategoryRecipe.mostLevels && different * 2 > count
        }
    }

    /// `customerId` and `customer_id` are two words.
    private static func words(_ name: String) -> [String] {
        var words = [""]
        var wasLower = false
        for character in name {
            if !character.isLetter && !character.isNumber {
                words.append("")
            } else if character.isUppercase && wasLower {
                words.append(character.lowercased())
            } else {
                words[words.count - 1] += character.lowercased()
            }
            wasLower = character.isLowercase
        }
        return words.filter { !$0.isEmpty }
    }
}
