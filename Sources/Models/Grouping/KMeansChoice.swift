package import Statistics

/// k-means for each of several numbers of groups, and the number that a rule picks.
package struct KMeansChoice: Sendable {
    /// In the order of the range that was asked for.
    package let fits: [FittedKMeans]
    /// The group of each row in each of the fits, from 0.
    package let assignments: [GroupAssignments]
    /// `nil` for one group.
    package let silhouettes: [Silhouette?]
    package let choice: ChoiceOfGroups

    /// The most rows of which the gap statistic is computed: its references are fitted as often as there are numbers of
    /// groups times `gapReferences`.
    package static let rowsForGap = 2_000
    /// Reference tables of the gap statistic; the simulation error is then a seventh of the standard deviation.
    package static let gapReferences = 50

    /// - Parameters:
    ///   - model: the settings, of which `groups` is not used.
    ///   - range: the numbers of groups to try; where `nil`, 2 to 10, as far as there are different rows. Ten: more
    ///     segments than that are seldom told apart in campaigns.
    /// - Throws: as `KMeans.fit`.
    package init(
        _ model: KMeans,
        _ range: ClosedRange<Int>?,
        _ matrix: Matrix,
        names: [String],
        criterion: ChoiceOfGroups.Criterion
    ) throws(ModelError) {
        let data = try CanonicalRows(matrix, names: names, seed: model.seed)
        let range = range ?? 2...max(2, min(10, data.differentRows(among: data.count, upTo: 11) - 1))
        var fits: [FittedKMeans] = []
        for groups in range {
            var one = model
            one.groups = groups
            try one.checkSettings()
            fits.append(try one.fit(data, names: names))
        }
        let assignments = fits.map { $0.assign(matrix) }
        let several = fits.indices.filter { fits[$0].groups > 1 }
        let measured = Silhouette.measure(matrix, groupings: several.map { assignments[$0].groups }, seed: model.seed)
        var silhouettes = [Silhouette?](repeating: nil, count: fits.count)
        for (index, silhouette) in zip(several, measured) { silhouettes[index] = silhouette }
        var candidates = fits.indices.map { Self.candidate(fits[$0], silhouettes[$0], rows: matrix.rows) }
        if criterion == .gap { try Self.addGaps(&candidates, model, data, names) }
        self.fits = fits
        self.assignments = assignments
        self.silhouettes = silhouettes
        choice = ChoiceOfGroups(criterion: criterion, candidates: candidates)
    }

    private static func candidate(_ fit: FittedKMeans, _ silhouette: Silhouette?, rows: Int) -> ChoiceOfGroups.Candidate
    {
        var candidate = ChoiceOfGroups.Candidate(
            groups: fit.groups,
            cost: fit.withinSumOfSquares,
            silhouette: silhouette?.mean
        )
        if fit.groups > 1, rows > fit.groups, fit.withinSumOfSquares > 0 {
            let between = fit.betweenSumOfSquares / Double(fit.groups - 1)
            candidate.calinskiHarabasz = between / (fit.withinSumOfSquares / Double(rows - fit.groups))
        }
        return candidate
    }

    /// Gap(k) = mean log W*(k) − log W(k), with W* of tables that are uniform over the columns' ranges.
    ///
    /// Tibshirani, Walther and Hastie, "Estimating the number of clusters in a data set via the gap statistic", JRSS B
    /// 63, 2001, with the references of their section 3 (a).
    private static func addGaps(
        _ candidates: inout [ChoiceOfGroups.Candidate],
        _ model: KMeans,
        _ data: CanonicalRows,
        _ names: [String]
    ) throws(ModelError) {
        let gaps = GapStatistic(data: data, rows: min(data.count, rowsForGap), references: gapReferences)
        let found = gaps.measure(candidates.map(\.groups), model: model)
        for (index, gap) in found.enumerated() {
            candidates[index].gap = gap?.gap
            candidates[index].gapError = gap?.error
        }
    }
}
