package import Domain
package import Models
import Statistics

/// Survival curves: `kaplanmeier`.
package enum KaplanMeierOnTable: TableModel {
    package struct Fitted: Codable, Sendable {
        /// Of all rows.
        package var curve: SurvivalCurve
        /// The column of groups, and the curve of each of its values.
        package var group: String?
        package var levels: [String]
        package var curves: [SurvivalCurve]
        /// The time that survival is predicted to where no `--horizon` is given: the middle of the fitted durations.
        package var usualHorizon: Double
    }

    package static let name = "kaplanmeier"
    package static let purpose = Bilingual(
        en: "Survival curves: how long customers stay, by group, with a test of their difference",
        zh: "生存曲线：客户能留存多久，可分组比较并检验差异"
    )
    package static let example = "covey fit kaplanmeier customers.csv --time tenure --target churn --group contract"
    package static let options: [FitOption] = [
        .time, .target, .positive, .group, .method, .horizon, .level, .seed,
    ]

    package static var choices: [FitOption: [String]] {
        [.method: FitOptions.words(of: KaplanMeier.Interval.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (fitted: Fitted, document: FitDocument)
    {
        let durations = try DurationReading(table, options)
        let settings = KaplanMeier(
            interval: try options.choice(.method, default: .logLog),
            level: try options.fraction(.level, in: 0.5...0.9999, default: 0.95)
        )
        let groupName = options.text(.group)
        let groups = try groupName.map { try Groups(table, $0) }
        let rows = (0..<table.rowCount).filter { row in
            durations.isKnown(row) && groups.map { $0.codes[row] >= 0 } ?? true
        }
        let data = try durations.survivalTimes(rows)
        let numbers = groups.map { groups in rows.map { groups.codes[$0] } }
        var test: LogRankTest?
        var curves: [SurvivalCurve] = []
        if let groups, let numbers {
            test = LogRankTest(data, groups: numbers, count: groups.levels.count)
            var members = [[Int]](repeating: [], count: groups.levels.count)
            for (index, number) in numbers.enumerated() { members[number].append(index) }
            curves = members.map { settings.fit(data.selecting($0)) }
        }
        let fitted = Fitted(
            curve: settings.fit(data),
            group: groupName,
            levels: groups?.levels ?? [],
            curves: curves,
            usualHorizon: data.times.sorted()[data.count / 2]
        )
        var document = FitDocument(model: name, n: data.count, seed: try options.seed)
        document.rowsLeftOut = table.rowCount - rows.count
        document.own = [
            FitField("time", .text(durations.timeName)), FitField("target", .text(durations.targetName)),
            FitField("positive", .text(durations.target.positive)),
            FitField("method", .text(settings.interval.rawValue)),
        ]
        document.notes = [durations.target.note].compactMap { $0 }
        SurvivalReport(fitted: fitted, test: test).add(to: &document)
        return (fitted, document)
    }

    /// The values of a column of groups that any row has.
    private struct Groups {
        var codes: [Int]
        var levels: [String]

        /// Curves of more groups cannot be told apart.
        static let most = 50

        init(_ table: DataTable, _ name: String) throws {
            let (given, all) = try table.categories(name)
            var counts = [Int](repeating: 0, count: all.count)
            for code in given where code >= 0 { counts[Int(code)] += 1 }
            let used = all.indices.filter { counts[$0] > 0 }
            guard used.count <= Self.most else {
                throw ModelError.unusable(
                    Bilingual(
                        en:
                            "Column \"\(name)\" has \(used.count) values; curves of more than \(Self.most) groups cannot be "
                            + "told apart.",
                        zh: "列“\(name)”有 \(used.count) 种取值，超过 \(Self.most) 组的曲线无法分辨。"
                    ),
                    advice: Bilingual(en: "Put its values into fewer groups.", zh: "请将其取值合并为较少的组。")
                )
            }
            var numbers = [Int](repeating: -1, count: all.count)
            for (number, level) in used.enumerated() { numbers[level] = number }
            codes = given.map { $0 < 0 ? -1 : numbers[Int($0)] }
            levels = used.map { all[$0] }
        }
    }

    /// `survival`, the probability of staying from the start beyond `--horizon`, and `median`, the time at which half have
    /// left, each with its interval (`survivalLow`, `survivalHigh`, `medianLow`, `medianHigh`): those of the row's group. A
    /// row without a known group has those of all; what does not exist is missing.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let horizon = try options.number(.horizon, in: 0...1e15, default: fitted.usualHorizon)
        var curves = [fitted.curve]
        var places = [Int](repeating: 0, count: table.rowCount)
        if let group = fitted.group {
            let (codes, levels) = try table.categories(group)
            let known = levels.map { fitted.levels.firstIndex(of: $0).map { $0 + 1 } ?? 0 }
            places = codes.map { $0 < 0 ? 0 : known[Int($0)] }
            curves += fitted.curves
        }
        let points = curves.map { $0.point(at: horizon) }
        // Before anybody left everybody stays, for certain.
        func bound(_ value: (SurvivalCurve.Point) -> Double?) -> [Double] {
            points.map { $0.map { value($0) ?? .nan } ?? 1 }
        }
        let columns = [
            ("survival", bound { $0.survival }), ("survivalLow", bound { $0.low }), ("survivalHigh", bound { $0.high }),
            ("median", curves.map { $0.median ?? .nan }), ("medianLow", curves.map { $0.medianLow ?? .nan }),
            ("medianHigh", curves.map { $0.medianHigh ?? .nan }),
        ]
        return columns.map { name, values in DataColumn(name, numbers: places.map { values[$0] }) }
    }
}
