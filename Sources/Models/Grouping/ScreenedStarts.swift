import Statistics

/// Searches with local maxima: many starts are followed a little way, and the best of them to the end.
enum ScreenedStarts {
    /// - Parameters:
    ///   - count: of the starts.
    ///   - finalists: how many are followed to the end.
    ///   - screen: the start of this number after a few steps; `nil` for one that leads nowhere.
    ///   - logLikelihood: by which they are compared; of equal ones the first is taken.
    ///   - finish: the end of a search.
    /// - Returns: the finalists, the best start first.
    static func follow<Run: Sendable>(
        _ count: Int,
        finalists: Int,
        screen: @Sendable (Int) -> Run?,
        logLikelihood: (Run) -> Double,
        finish: @Sendable (Run) -> Run
    ) -> [Run] {
        let screened = ParallelChunks.map(count, chunk: 1) { screen($0.lowerBound) }.compactMap { $0 }
        let order = screened.indices.sorted { left, right in
            let (first, second) = (logLikelihood(screened[left]), logLikelihood(screened[right]))
            return first != second ? first > second : left < right
        }
        let chosen = order.prefix(max(1, finalists)).map { screened[$0] }
        return ParallelChunks.map(chosen.count, chunk: 1) { finish(chosen[$0.lowerBound]) }
    }
}
