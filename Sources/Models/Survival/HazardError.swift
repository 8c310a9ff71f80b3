/// By what the error of a predicted survival is computed, at so few times that a saved fit stays small.
package struct HazardError: Sendable, Hashable, Codable {
    /// 0, and ascending the times at which somebody left; the last of those is the last here.
    private var times: [Double]
    /// The variance of H₀ at each time for coefficients that are known.
    private var variances: [Double]
    /// −∂H₀/∂b at each time, times × columns.
    private var slopes: [Double]
    /// Whether there were more times; what is between two of them is then read off a line.
    private var isThinned: Bool

    /// More times than a figure can show apart.
    static let timeLimit = 500

    init(columns: Int, isThinned: Bool) {
        (times, variances, slopes) = ([0], [0], [Double](repeating: 0, count: columns))
        self.isThinned = isThinned
    }

    /// How many times of somebody's leaving are kept.
    var count: Int { times.count - 1 }

    mutating func append(time: Double, variance: Double, slopes: [Double]) {
        times.append(time)
        variances.append(variance)
        self.slopes += slopes
    }

    /// The variance and the slopes at a time from 0.
    func at(_ time: Double) -> (variance: Double, slopes: [Double]) {
        let size = slopes.count / times.count
        let after = times.firstIndex { $0 > time } ?? times.count
        let before = max(0, after - 1)
        guard isThinned, after < times.count else {
            return (variances[before], Array(slopes[before * size..<(before + 1) * size]))
        }
        let share = (time - times[before]) / (times[after] - times[before])
        return (
            variances[before] + share * (variances[after] - variances[before]),
            (0..<size).map { column in
                let start = slopes[before * size + column]
                return start + share * (slopes[after * size + column] - start)
            }
        )
    }
}
