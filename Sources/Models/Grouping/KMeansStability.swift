package import Statistics

extension KMeans {
    /// Whether the groups of this fit come out of other samples of its rows.
    ///
    /// Each sample is fitted with five starts: what is compared are good groupings, and not always the best.
    package func stability(of fit: FittedKMeans, _ matrix: Matrix, resamples: Int = GroupStability.defaultResamples)
        -> GroupStability?
    {
        let rows = CanonicalOrder(matrix, seed: seed).rows.prefix(GroupStability.largestSample)
        let sample = matrix.selecting(rows: Array(rows))
        var model = self
        model.groups = fit.groups
        model.starts = min(starts, 5)
        model.method = .lloyd
        let settings = model
        return GroupStability.measure(
            fit.assign(sample).groups,
            groups: fit.groups,
            resamples: resamples,
            seed: seed
        ) { drawn in
            (try? settings.fit(sample.selecting(rows: drawn), names: fit.columns))?.assign(sample).groups
        }
    }
}
