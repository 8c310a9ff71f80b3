import Statistics

/// Looks for higher maxima of a penalised likelihood, which can have several where many columns nearly repeat each other.
struct FirthSearch {
    var firth: FirthLogistic
    /// Of the used columns: starts are drawn by name, so that the order of columns does not change them.
    var names: [String]

    /// On 30 columns of which many nearly repeat others (Wisconsin breast cancer), a start in five led elsewhere.
    private static let starts = 8
    /// Multiplications of the second derivatives for each start, up to which this is done: some fifteen evaluations each,
    /// about a second in all.
    private static let most = 2e7
    private static let seed: UInt64 = 1

    /// The highest penalised log-likelihood that any start leads to; `nil` where none is above the one that is known, or
    /// the search would take too long.
    func higher(than known: FirthLogistic.Maximum) -> Double? {
        guard firth.curvature.work <= Self.most else { return nil }
        let random = SplittableRandom(seed: Self.seed)
        var best: Double?
        for start in 0..<Self.starts {
            var stream = random.split(start)
            // Standardised coefficients of everyday size and of separated data.
            let spread = start % 2 == 0 ? 1.0 : 3.0
            var theta = [Double](repeating: 0, count: names.count + 1)
            for index in names.indices.sorted(by: { names[$0] < names[$1] }) {
                theta[index + 1] = spread * Normal.standard.quantile(min(max(stream.uniform(), 1e-12), 1 - 1e-12))
            }
            guard let found = try? firth.maximise(from: theta) else { continue }
            if found.penalised > max(best ?? -.infinity, known.penalised + 1e-6 * known.penalised.magnitude) {
                best = found.penalised
            }
        }
        return best
    }
}
