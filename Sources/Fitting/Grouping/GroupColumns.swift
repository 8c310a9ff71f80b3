import Models

/// The columns that a model of groups predicts.
enum GroupColumns {
    /// `group` from 1, `confidence` from 0 to 1, and `distance` to the centre; missing in rows that were left out.
    static func of(_ assignments: GroupAssignments, rows: [Int], count: Int) -> [DataColumn] {
        var groups = [Double](repeating: .nan, count: count)
        var confidences = groups
        var distances = groups
        for (index, row) in rows.enumerated() {
            groups[row] = Double(assignments.groups[index] + 1)
            confidences[row] = assignments.confidences[index]
            distances[row] = assignments.distances[index]
        }
        return [
            DataColumn("group", numbers: groups), DataColumn("confidence", numbers: confidences),
            DataColumn("distance", numbers: distances),
        ]
    }
}
