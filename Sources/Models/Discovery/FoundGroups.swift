import Statistics

/// Which candidate was chosen, and what was compared.
package struct GroupChoice: Sendable, Hashable {
    /// The place of the highest score.
    package var best: Int
    package var chosen: Int
    /// The finer groups that were compared with coarser ones, in the order in which they were.
    package var steps: [RefinementStep]
    package var evidence: GroupEvidence
}

/// The groups that a search chose, the largest first, with all that was tried and what speaks for them.
package struct FoundGroups: Sendable {
    /// By method, then by size.
    package let candidates: [GroupCandidate]
    /// What was chosen among them, and why.
    package let choice: GroupChoice
    package let fitted: FittedGrouping
    /// The number from 0 of each group of `fitted`.
    package let numberOf: [Int]
    /// By number.
    package let profiles: [GroupProfile]
    /// Of the final groups, by number.
    package let tree: ExplainingTree?
    /// The number of each row of the table from 0, and how sure it is.
    package let groups: [Int]
    package let confidences: [Double]
    /// Pearson's correlations between the columns of numbers, after the preparation; 0 for others.
    package let correlations: ColumnCorrelations
    /// Whether candidates were compared on a sample.
    package let isFromSample: Bool
    /// Rows on which the tree was grown.
    package let treeRows: Int

    /// The place of the chosen one.
    package var chosen: Int { choice.chosen }
    package var best: GroupCandidate { candidates[choice.chosen] }
    package var evidence: GroupEvidence { choice.evidence }

    init(
        _ candidates: [GroupCandidate],
        _ choice: GroupChoice,
        fitted: FittedGrouping,
        sample: SearchSample,
        seed: UInt64
    ) {
        self.candidates = candidates
        self.choice = choice
        self.fitted = fitted
        isFromSample = sample.isPart
        let (given, sure) = fitted.assign(sample.all)
        numberOf = Self.numbers(given, sample.all, groups: fitted.groups)
        let numbers = numberOf
        let labels = given.map { numbers[$0] }
        profiles = ProfileMaker(sample: sample, labels: labels, confidences: sure, groups: fitted.groups).profiles()
        correlations = ColumnCorrelations(sample.rows)
        let columns = sample.firstColumns(GroupSearch.mostRows)
        treeRows = columns.first?.count ?? 0
        tree = ExplainingTree.shortest(columns, Array(labels.prefix(treeRows)), groups: fitted.groups)
        var groups = [Int](repeating: 0, count: labels.count)
        var confidences = [Double](repeating: 0, count: labels.count)
        for (place, row) in sample.order.enumerated() {
            groups[row] = labels[place]
            confidences[row] = sure[place]
        }
        self.groups = groups
        self.confidences = confidences
    }

    /// The largest group first; of two of one size, the one with the smaller mean of the first column that differs.
    private static func numbers(_ given: [Int], _ rows: ComparableRows, groups: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: groups)
        var means = Matrix(rows: groups, columns: rows.matrix.columns)
        for (row, group) in given.enumerated() {
            counts[group] += 1
            for column in 0..<rows.matrix.columns { means[group, column] += rows.matrix[row, column] }
        }
        for group in 0..<groups {
            for column in 0..<means.columns { means[group, column] /= Double(max(1, counts[group])) }
        }
        let order = (0..<groups).sorted { left, right in
            counts[left] != counts[right]
                ? counts[left] > counts[right] : means.row(left).lexicographicallyPrecedes(means.row(right))
        }
        var numbers = [Int](repeating: 0, count: groups)
        for (number, group) in order.enumerated() { numbers[group] = number }
        return numbers
    }
}
