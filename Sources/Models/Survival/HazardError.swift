/// By what the error of a predicted survival is computed, at so few times that a saved fit stays small.
package struct HazardError: Sendable, Hashable, Codable {
    /// 0, and ascending the times at which somebody left; the last of those is the last here.
    private var times: [Double]
    /// H₀ at each time.
    private var hazards: [Double]
    /// The variance of H₀ at each time for coefficients that are known.
    private var variances: [Double]
    /// −∂H₀/∂b at each time, times × columns.
    private var slopes: [Double]
    /// Whether there were more times. What is between two of them is then read off a line over H₀, which rises where
    /// somebody leaves as the variance does; over time a long gap before the second of them would count as known.
    private var isThinned: Bool

    /// More times than a figure can show apart.
    static let timeLimit = 500

    init(columns: Int, isThinned: Bool) {
        (times, hazards, variances) = ([0], [0], [0])
        slopes = [Double](repeating: 0, count: columns)
        self.isThinned = isThinned
    }

    /// How many times of somebody's leaving are kept.
    var count: Int { times.count - 1 }

    mutating func append(time: Double, hazard: Double, variance: Double, slopes: [Double]) {
        times.append(time)
        hazards.append(hazard)
        variances.append(variance)
        self.slopes += slopes
    }

    /// The variance and the slopes at a time from 0.
    ///
    /// - Parameter hazard: H₀ at that time.
    func at(_ time: Double, hazard: Double) -> (variance: Double, slopes: [Double]) {
        let size = slopes.count / times.count
        let after = times.firstIndex { $0 > time } ?? times.count
        let before = max(0, after - 1)
        guard isThinned, after < times.count else {
            return (variances[before], Array(slopes[before * size..<(before + 1) * size]))
        }
        let share = (hazard - hazards[before]) / (hazards[after] - hazards[before])
        return (
            variances[before] + share * (variances[after] - variances[before]),
            (0..<size).map { column in
                let start = slopes[before * size + column]
                return start + share * (slopes[after * size + column] - start)
            }
        )
    }
}
