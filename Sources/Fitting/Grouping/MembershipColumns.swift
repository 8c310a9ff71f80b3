import Domain
import Statistics

/// The columns that a model of soft groups predicts: the most probable group, its probability, and those of all.
enum MembershipColumns {
    /// - Parameters:
    ///   - probabilities: rows by groups.
    ///   - group: the name of the column of groups, which count from 1.
    ///   - isKnown: whether anything is known of a row; where not, its values are missing.
    static func of(_ probabilities: Matrix, group: String, where isKnown: (Int) -> Bool) -> [DataColumn] {
        var groups = [Double](repeating: .nan, count: probabilities.rows)
        var confidence = groups
        var each = [[Double]](repeating: groups, count: probabilities.columns)
        for row in 0..<probabilities.rows where isKnown(row) {
            var best = 0
            for index in 0..<probabilities.columns {
                each[index][row] = probabilities[row, index]
                if probabilities[row, index] > probabilities[row, best] { best = index }
            }
            groups[row] = Double(best + 1)
            confidence[row] = probabilities[row, best]
        }
        return [DataColumn(group, numbers: groups), DataColumn("confidence", numbers: confidence)]
            + each.enumerated().map { DataColumn("probability\($0.offset + 1)", numbers: $0.element) }
    }
}
