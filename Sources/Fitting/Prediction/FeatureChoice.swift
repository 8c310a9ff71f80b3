import Domain
import Models

/// Which columns explain: those that `--features` lists, or all others that can.
struct FeatureChoice {
    var design: FeatureDesign
    /// Columns that were not taken, and why.
    var notes: [Bilingual] = []

    /// A category with more levels says more of single rows than of kinds of them.
    static let mostLevels = 100
    /// More levels that are numbers are numbers: a grade or an answer has fewer.
    private static let mostNumberedLevels = 20
    /// With fewer rows, different whole numbers are no sign of an identifier.
    private static let fewestForIdentifier = 20
    /// A dozen dates, as of campaigns or months, are categories; more are points in time.
    private static let mostDates = 12

    /// - Parameter taken: columns that have another part: the target, the time.
    init(_ table: DataTable, _ options: FitOptions, besides taken: [String], hasReference: Bool) throws {
        design = FeatureDesign(features: [], hasReference: hasReference)
        if let names = options.list(.features) {
            var seen: Set<String> = []
            for name in names where seen.insert(name).inserted {
                guard !taken.contains(name) else { throw Self.isTaken(name) }
                design.features.append(try Self.feature(table, name))
            }
        } else {
            for column in table.columns where !taken.contains(column.name) {
                if let reason = Self.reasonAgainst(column) {
                    notes.append(Self.notTaken(column.name, reason))
                } else {
                    design.features.append(try Self.feature(table, column.name))
                }
            }
        }
        guard !design.features.isEmpty else { throw Self.nothing }
    }

    /// A named column, as what it holds.
    private static func feature(_ table: DataTable, _ name: String) throws -> FeatureDesign.Feature {
        let column = try table.column(name)
        switch column.values {
        case .numbers: return FeatureDesign.Feature(name: name, kind: .number)
        case .instants: throw TableError.timeInNumbers(column: name)
        case .categories(let codes, let levels):
            let used = Self.used(codes, levels)
            let numeric = used.count(where: Self.isNumber)
            if numeric == used.count { return FeatureDesign.Feature(name: name, kind: .number) }
            guard used.count <= mostDates || !used.allSatisfy(isDate) else { throw Self.dates(name) }
            // Mostly numbers: a few texts are mistakes rather than categories, and the first is named.
            if numeric > mostNumberedLevels, numeric * 2 > used.count { _ = try table.numbers(name) }
            guard used.count <= mostLevels else { throw Self.manyLevels(name, used.count) }
            return FeatureDesign.Feature(name: name, kind: .category(levels: used))
        }
    }

    /// A number, and not a code such as the postcode 02139.
    private static func isNumber(_ text: String) -> Bool {
        guard Double(text) != nil else { return false }
        return !(text.first == "0" && text.dropFirst().first?.isNumber == true)
    }

    private static func used(_ codes: [Int32], _ levels: [String]) -> [String] {
        var isUsed = [Bool](repeating: false, count: levels.count)
        for code in codes where code >= 0 { isUsed[Int(code)] = true }
        return levels.indices.filter { isUsed[$0] }.map { levels[$0] }
    }

    private static func reasonAgainst(_ column: DataColumn) -> Bilingual? {
        switch column.values {
        case .instants: return Bilingual(en: "it is a time", zh: "它是时间")
        case .numbers(let numbers):
            let known = numbers.filter { !$0.isNaN }
            if known.isEmpty { return Bilingual(en: "it is empty", zh: "它是空列") }
            return isIdentifier(column.name, known) ? Bilingual(en: "it numbers the rows", zh: "它只是行的编号") : nil
        case .categories(let codes, let levels):
            let used = used(codes, levels)
            if used.isEmpty { return Bilingual(en: "it is empty", zh: "它是空列") }
            if used.allSatisfy(isNumber) { return nil }
            if used.count > mostDates, used.allSatisfy(isDate) { return Bilingual(en: "it holds dates", zh: "它是日期") }
            if used.count > 2, used.count == codes.count(where: { $0 >= 0 }) {
                return Bilingual(en: "every row has another value", zh: "每行取值都不同")
            }
            guard used.count > mostLevels else { return nil }
            return Bilingual(en: "it has \(used.count) different texts", zh: "它有 \(used.count) 种不同文本")
        }
    }

    /// Different whole numbers without a gap, or under a name that says so.
    private static func isIdentifier(_ name: String, _ numbers: [Double]) -> Bool {
        guard numbers.count >= fewestForIdentifier, numbers.allSatisfy({ $0 == $0.rounded() }) else { return false }
        let sorted = numbers.sorted()
        guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0 < $1 }) else { return false }
        let lower = name.lowercased()
        let says =
            lower == "id" || lower.hasSuffix("_id") || lower.hasSuffix("id") || lower.hasPrefix("id_")
            || lower == "rownames" || lower.hasSuffix("编号") || lower.hasSuffix("号")
        return says || sorted[sorted.count - 1] - sorted[0] == Double(sorted.count - 1)
    }

    private static func notTaken(_ name: String, _ reason: Bilingual) -> Bilingual {
        Bilingual(
            en: "Column \"\(name)\" was not taken: \(reason.english).",
            zh: "未使用列“\(name)”：\(reason.chinese)。"
        )
    }

    private static func isTaken(_ name: String) -> ModelError {
        .unusable(
            Bilingual(en: "Column \"\(name)\" cannot explain itself.", zh: "列“\(name)”不能解释它自己。"),
            advice: Bilingual(en: "Take it out of --features.", zh: "请从 --features 中去掉它。")
        )
    }

    /// `2024-03-01`, `2024/3/1`, with or without a time of day after it.
    private static func isDate(_ text: String) -> Bool {
        let day = text.prefix { $0 != " " && $0 != "T" }
        let parts = day.split(whereSeparator: { "-/.".contains($0) })
        guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2 else { return false }
        return parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }

    private static func dates(_ name: String) -> ModelError {
        .unusable(
            Bilingual(
                en: "Column \"\(name)\" holds dates, and numbers or categories are needed.",
                zh: "列“\(name)”是日期，这里需要数字或类别。"
            ),
            advice: Bilingual(
                en: "Use a column of the days between it and a fixed day, or of its month or weekday.",
                zh: "请改用它与某个固定日期相差的天数，或它的月份、星期几。"
            )
        )
    }

    private static func manyLevels(_ name: String, _ count: Int) -> ModelError {
        .unusable(
            Bilingual(
                en: "Column \"\(name)\" has \(count) different texts; more than \(mostLevels) are no categories.",
                zh: "列“\(name)”有 \(count) 种不同文本，超过 \(mostLevels) 种不能作为类别。"
            ),
            advice: Bilingual(en: "Leave it out, or put its values into groups.", zh: "请去掉该列，或先将其取值归类。")
        )
    }

    private static var nothing: ModelError {
        .unusable(
            Bilingual(en: "There is no column that could explain the target.", zh: "没有可用于解释目标的列。"),
            advice: Bilingual(en: "Name them: --features a,b", zh: "请指明：--features a,b")
        )
    }
}
