import Domain
import Foundation
import Models
import Statistics

/// Why a customer is predicted so: the features that add or take off most, as columns `reason1` to `reason3`.
enum Reasons {
    /// Three, which a person can still act on.
    static let count = 3

    /// - Parameters:
    ///   - contributions: of each of the design's columns, for the rows in `rows`; further columns are not looked at.
    ///   - rows: the rows of the table that have contributions; others get no reasons.
    static func columns(_ contributions: Matrix, _ design: FeatureDesign, _ table: DataTable, rows: [Int]) throws
        -> [DataColumn]
    {
        let owners = design.owners
        let columns = try design.features.map { try table.column($0.name) }
        let wanted = min(count, design.features.count)
        var texts = [[String?]](repeating: [String?](repeating: nil, count: table.rowCount), count: wanted)
        var sums = [Double](repeating: 0, count: design.features.count)
        for (index, row) in rows.enumerated() {
            for feature in sums.indices { sums[feature] = 0 }
            for (column, owner) in owners.enumerated() { sums[owner] += contributions[index, column] }
            for (place, feature) in largest(sums, wanted).enumerated() where sums[feature] != 0 {
                let value = FeatureDesign.text(columns[feature], row)
                texts[place][row] = "\(design.features[feature].name)=\(value) (\(signed(sums[feature])))"
            }
        }
        return texts.enumerated().map { DataColumn("reason\($0 + 1)", texts: $1) }
    }

    /// The sum over rows of |contribution|, divided by their number, for each feature.
    static func importance(_ contributions: Matrix, _ design: FeatureDesign) -> [(name: String, value: Double)] {
        let owners = design.owners
        var totals = [Double](repeating: 0, count: design.features.count)
        var sums = totals
        for row in 0..<contributions.rows {
            for feature in sums.indices { sums[feature] = 0 }
            for (column, owner) in owners.enumerated() { sums[owner] += contributions[row, column] }
            for feature in sums.indices { totals[feature] += sums[feature].magnitude }
        }
        let count = Double(max(1, contributions.rows))
        return design.features.indices.map { (design.features[$0].name, totals[$0] / count) }
            .sorted { ($1.value, $0.name) < ($0.value, $1.name) }
    }

    private static func largest(_ values: [Double], _ count: Int) -> [Int] {
        var found: [Int] = []
        for _ in 0..<count {
            var best: Int?
            for index in values.indices where !found.contains(index) {
                if let current = best, values[current].magnitude >= values[index].magnitude { continue }
                best = index
            }
            if let best { found.append(best) }
        }
        return found
    }

    /// With the sign: two digits after the point below a thousand, none from there to a thousand million, otherwise three
    /// significant ones. `+0.83`, `−12.35`, `+25000`.
    static func signed(_ value: Double) -> String {
        let sign = value < 0 ? "−" : "+"
        let size = value.magnitude
        guard size >= 0.005, size < 1e9 else { return sign + String(format: "%.3g", size) }
        if size >= 999.995 { return sign + String(Int(size.rounded())) }
        // Written by hand, for there are three for each customer.
        let hundredths = Int((size * 100).rounded())
        let rest = hundredths % 100
        return "\(sign)\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    static func figure(_ importance: [(name: String, value: Double)], unit: Bilingual) -> FitFigure {
        let shown = importance.prefix(20)
        return FitFigure(
            Bilingual(en: "Importance", zh: "特征重要性"),
            x: Bilingual(en: "Feature", zh: "特征"),
            y: unit,
            .bars(
                categories: shown.map { Bilingual(verbatim: $0.name) },
                series: [(name: Bilingual(en: "Mean contribution", zh: "平均贡献"), values: shown.map(\.value))]
            )
        )
    }

    static func table(_ importance: [(name: String, value: Double)], caption: Bilingual) -> FitTable {
        let total = importance.reduce(0) { $0 + $1.value }
        return FitTable(
            Bilingual(en: "Importance", zh: "特征重要性"),
            headings: [
                Bilingual(en: "Feature", zh: "特征"), Bilingual(en: "Mean contribution", zh: "平均贡献"),
                Bilingual(en: "Share", zh: "占比"),
            ],
            rows: importance.map {
                [.name($0.name), .number($0.value, digits: 4), total > 0 ? .share($0.value / total) : .missing]
            },
            caption: caption
        )
    }

    static func field(_ importance: [(name: String, value: Double)]) -> FitField {
        FitField("importance", .object(importance.map { FitField($0.name, .number($0.value)) }))
    }
}
