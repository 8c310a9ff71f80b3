import Domain
import Models

/// Durations and whether they ended in leaving, from `--time`, `--target` and `--positive`.
struct DurationReading {
    var timeName: String
    var targetName: String
    var times: [Double]
    var target: BinaryTarget

    /// - Throws: `ModelError.negative` for a duration below zero, with its row in the table.
    init(_ table: DataTable, _ options: FitOptions) throws {
        timeName = try options.required(.time)
        targetName = try options.required(.target)
        times = try table.numbers(timeName)
        if let row = times.firstIndex(where: { $0 < 0 }) {
            throw ModelError.negative(column: timeName, row: row + 1, value: times[row])
        }
        target = try Self.target(table, targetName, options)
    }

    /// A column in which everybody left, or nobody did, is an answer here where the value for yes was said.
    private static func target(_ table: DataTable, _ name: String, _ options: FitOptions) throws -> BinaryTarget {
        do {
            return try BinaryTarget(table, name, positive: options.text(.positive))
        } catch ModelError.oneClassOnly(let target, let value) {
            let events: [String: Bool] = ["1": true, "0": false]
            guard let isYes = options.text(.positive).map({ $0 == value }) ?? events[value] else {
                throw ModelError.oneClassOnly(target: target, value: value)
            }
            let codes = try table.categories(name).codes
            return BinaryTarget(values: codes.map { $0 < 0 ? nil : isYes }, positive: isYes ? value : "")
        }
    }

    func isKnown(_ row: Int) -> Bool { !times[row].isNaN && target.values[row] != nil }

    func survivalTimes(_ rows: [Int]) throws(ModelError) -> SurvivalTimes {
        try SurvivalTimes(
            times: rows.map { times[$0] },
            events: rows.map { target.values[$0] == true },
            timeName: timeName
        )
    }
}
