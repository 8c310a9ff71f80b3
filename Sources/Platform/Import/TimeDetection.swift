import Compiler
import Domain
import Foundation
import ProjectFile

/// Finds out how the times of a column are written, from some of its values.
struct TimeDetection {
    var path: String
    /// The column, as the project has it.
    var mapping: ColumnMapping

    private var column: String { mapping.column.value }

    /// Ways that no one takes for anything else, in the order they are tried.
    private static let certain = [
        "yyyy/M/d", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss", "yyyy-M-d", "yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyyMMdd",
        "yyyyMMddHHmmss", "yyyyMMdd HH:mm:ss", "yyyy.M.d", "yyyy.M.d H:mm", "yyyy.M.d H:mm:ss", "yyyy年M月d日",
        "yyyy年M月d日 H:mm", "yyyy年M月d日 H:mm:ss", "yyyy年M月d日H时mm分", "yyyy年M月d日H时mm分ss秒", "yyyy年M月d日 H时mm分ss秒",
        "yyyy/M/d H:mm:ss.SSS", "yyyy-MM-dd'T'HH:mm",
    ]
    /// Ways with the day or the month first, which only a value above 12 tells apart.
    private static let endings = ["", " H:mm", " H:mm:ss"]

    /// The ways that cover all of `values`.
    ///
    /// - Throws: `ImportError.ambiguousDates` or `.unknownDates`.
    func readings(of values: [String]) throws -> [TimeReading] {
        var readings: [TimeReading] = []
        var rest = values
        func take(_ reading: TimeReading, where matches: (String) -> Bool) {
            let before = rest.count
            rest.removeAll(where: matches)
            if rest.count < before { readings.append(reading) }
        }
        take(.iso, where: Self.isISO)
        take(.isoWithOffset, where: Self.isISOWithOffset)
        for pattern in Self.certain.compactMap(Self.pattern) {
            take(.pattern(pattern)) { pattern.read($0) != nil }
        }
        take(.epochMilliseconds) { $0.utf8.count == 13 && Self.isDigits($0) }
        take(.epochSeconds) { $0.utf8.count == 10 && Self.isDigits($0) }
        // Excel's serial dates from 1954 to 2119; numbers outside of that are more likely something else.
        take(.excel) { Double($0).map { (20_000...80_000).contains($0) } ?? false }
        try takeEitherOrder(of: &rest, into: &readings)
        if let unknown = rest.first {
            // A few values that no way covers are rejects of the import; a column of them is a mistake.
            guard rest.count * 2 < values.count else {
                let setting = setting(mapping.valueType == .date ? "dd.MM.yyyy" : "dd.MM.yyyy HH:mm")
                throw ImportError.unknownDates(path: path, column: column, example: unknown, setting: setting)
            }
        }
        // A column without values is read as any.
        return readings.isEmpty ? [.iso] : readings
    }

    private func takeEitherOrder(of rest: inout [String], into readings: inout [TimeReading]) throws {
        for mark in ["/", "-", "."] {
            for ending in Self.endings {
                let texts = ["d\(mark)M\(mark)yyyy\(ending)", "M\(mark)d\(mark)yyyy\(ending)"]
                let patterns = texts.compactMap(Self.pattern)
                guard patterns.count == 2 else { continue }
                let shaped = rest.filter { value in patterns.contains { $0.read(value) != nil } }
                guard let example = shaped.first else { continue }
                // Points are written with the day first nearly everywhere, but nearly is not known.
                guard let fitting = Self.decided(patterns[0], patterns[1], shaped) else {
                    throw ImportError.ambiguousDates(
                        path: path,
                        column: column,
                        example: example,
                        formats: texts,
                        setting: setting(texts[0])
                    )
                }
                readings.append(.pattern(fitting))
                rest.removeAll { fitting.read($0) != nil }
            }
        }
    }

    /// The line for `covey.yaml` that states a pattern and leaves the rest of the column's mapping as it is.
    private func setting(_ pattern: String) -> String {
        var stated = mapping
        stated.formats = Self.pattern(pattern).map { [Located(.pattern($0), at: mapping.column.position)] } ?? []
        return stated.text
    }

    /// The pattern for which the values speak that only one of two reads. A tenth of them may speak against it, for
    /// a slip is no second way of writing; those become rejects.
    private static func decided(_ one: TimePattern, _ other: TimePattern, _ values: [String]) -> TimePattern? {
        let forOne = values.count { one.read($0) != nil && other.read($0) == nil }
        let forOther = values.count { other.read($0) != nil && one.read($0) == nil }
        let (most, least) = (max(forOne, forOther), min(forOne, forOther))
        guard most > 0, least * 10 <= most + least else { return nil }
        return forOne > forOther ? one : other
    }

    static func pattern(_ text: String) -> TimePattern? {
        try? TimePattern.parse(text).get()
    }

    private static let isoPatterns = [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss.SSS",
        "yyyy-MM-dd'T'HH:mm:ss.SSS", "yyyy-MM-dd HH:mm:ss.SSSSSS", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
    ].compactMap(pattern)

    private static let offsetPatterns = [
        "yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "yyyy-MM-dd HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ssXX",
        "yyyy-MM-dd HH:mm:ss XX", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", "yyyy-MM-dd HH:mm:ss.SSSSSSXXX",
    ].compactMap(pattern)

    private static func isISO(_ text: String) -> Bool { isoPatterns.contains { $0.read(text) != nil } }

    private static func isISOWithOffset(_ text: String) -> Bool {
        offsetPatterns.contains { $0.read(text) != nil } || text.hasSuffix("+00") && isISO(String(text.dropLast(3)))
    }

    private static func isDigits(_ text: String) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) } }
}
