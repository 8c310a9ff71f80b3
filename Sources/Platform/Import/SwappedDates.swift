import Compiler
package import Domain
import ProjectFile
import SQL
import Warehouse

/// Values of a column that were rejected, and that would be dates with day and month in each other's place: the sign
/// that the stated or found order is the wrong one.
package struct SwappedDates: Sendable, Hashable {
    package var source: String
    /// At least one.
    package var files: [String]
    /// The column's name in the files.
    package var column: String
    /// How many of the rejected values of this column.
    package var count: Int
    /// How many values of this column were rejected in all.
    package var rejected: Int
    /// Whether swapping puts the day first.
    package var dayFirst: Bool
    /// The line for `covey.yaml` that reads them.
    package var setting: String

    /// What to tell the owner of the files.
    package var text: Bilingual {
        let more = files.count - 1
        let english = files[0] + (more == 0 ? "" : " and \(more) more \(more == 1 ? "file" : "files")")
        let chinese = files[0] + (more == 0 ? " " : " 等 \(files.count) 个文件")
        let first = dayFirst ? Bilingual(en: "day", zh: "日") : Bilingual(en: "month", zh: "月")
        return Bilingual(
            en: "\(english), column “\(column)”: \(count) of \(rejected) rejected values are dates if day and month "
                + "are swapped. If the \(first.english) stands first there, write in covey.yaml: \(setting)",
            zh: "\(chinese)的列“\(column)”：\(rejected) 个被拒收的值中有 \(count) 个对调日和月后就是日期。"
                + "如果该列是\(first.chinese)在前，请在 covey.yaml 中写：\(setting)"
        )
    }

    /// One for each column of a source, for all of its files together.
    static func merged(_ found: [SwappedDates]) -> [SwappedDates] {
        var merged: [SwappedDates] = []
        for dates in found {
            let same = merged.firstIndex {
                $0.source == dates.source && $0.column == dates.column && $0.setting == dates.setting
            }
            guard let same else {
                merged.append(dates)
                continue
            }
            merged[same].files += dates.files
            merged[same].count += dates.count
            merged[same].rejected += dates.rejected
        }
        return merged
    }
}

extension RejectCollector {
    /// The columns of which rejected values would be dates the other way round.
    ///
    /// - Complexity: one pass over the rejected rows, and a reading of each different value.
    func swappedDates(of source: SourceDefinition) async throws -> [SwappedDates] {
        let swapped = plans.map { plan in plan.times.compactMap(\.swapped) }
        guard swapped.contains(where: { !$0.isEmpty }) else { return [] }
        let text = SQLExpression.column(rejectMark.textColumn)
        let result = try await connection.query(
            Select(
                ["mark": .column(RawColumn.importNumber), "text": text, "count": .countRows()],
                from: .table(raw),
                where: RejectMark.isMarked && text.isNotNull,
                groupBy: .by([.column(RawColumn.importNumber), text])
            )
        )
        let (marks, texts) = (try result.integers("mark"), try result.texts("text"))
        let counts = try result.integers("count")
        var found = plans.map { _ in (swapped: 0, rejected: 0) }
        for (index, text) in texts.enumerated() {
            // Rows that are rejected as a whole have no column.
            let position = RejectMark.position(ofNumber: marks[index])
            guard plans.indices.contains(position) else { continue }
            found[position].rejected += Int(counts[index])
            if swapped[position].contains(where: { $0.read(text) != nil }) {
                found[position].swapped += Int(counts[index])
            }
        }
        return plans.indices.compactMap { index in
            found[index].swapped == 0 ? nil : dates(of: plans[index], source, found[index])
        }
    }

    private func dates(
        of plan: ColumnPlan,
        _ source: SourceDefinition,
        _ found: (swapped: Int, rejected: Int)
    ) -> SwappedDates? {
        guard var mapping = source.columns.first(where: { $0.column.value == plan.column }) else { return nil }
        mapping.formats = plan.times.compactMap(\.statedSwapped).map { Located($0, at: mapping.column.position) }
        return SwappedDates(
            source: source.name.value,
            files: [file],
            column: plan.column,
            count: found.swapped,
            rejected: found.rejected,
            dayFirst: plan.times.lazy.compactMap(\.swapped).first?.hasDayFirst ?? true,
            setting: mapping.text
        )
    }
}

extension TimeReading {
    /// The pattern with day and month in each other's place, where they can be.
    fileprivate var swapped: TimePattern? {
        guard case .pattern(let pattern) = self else { return nil }
        return pattern.withDayAndMonthSwapped
    }

    /// As a project file states it, with day and month swapped where they can be; `nil` for what is only ever found.
    fileprivate var statedSwapped: TimeFormat? {
        switch self {
        case .pattern(let pattern): .pattern(pattern.withDayAndMonthSwapped ?? pattern)
        case .excel: .excel
        case .iso: TimeDetection.pattern("yyyy-MM-dd HH:mm:ss").map(TimeFormat.pattern)
        case .isoWithOffset: TimeDetection.pattern("yyyy-MM-dd'T'HH:mm:ssXXX").map(TimeFormat.pattern)
        case .epochSeconds, .epochMilliseconds: nil
        }
    }
}
