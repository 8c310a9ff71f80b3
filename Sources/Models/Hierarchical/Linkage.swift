/// How far apart two groups are.
package enum Linkage: String, Sendable, Hashable, Codable, CaseIterable {
    /// By how much the sum of squares within groups would rise (Ward 1963): compact groups of about one size.
    case ward
    /// The mean distance between their rows.
    case average
    /// The largest distance between their rows.
    case complete
    /// The smallest distance between their rows: chains, and groups of any shape.
    case single

    /// Rows beyond which a random sample of as many is taken. Ward and single linkage need memory for the rows alone,
    /// and time that grows with the square: some seconds for this many. The others hold all distances: 400 MB.
    package var largestTable: Int {
        switch self {
        case .ward, .single: 20_000
        case .average, .complete: 10_000
        }
    }
}
