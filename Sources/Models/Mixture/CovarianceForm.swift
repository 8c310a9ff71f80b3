/// What the covariance matrices of a Gaussian mixture may be.
package enum CovarianceForm: String, Sendable, Hashable, Codable, CaseIterable {
    /// A matrix of its own for each component (mclust's VVV).
    case full
    /// One matrix for all (EEE).
    case tied
    /// Variances of its own for each component and column, no covariances (VVI).
    case diagonal
    /// One variance for each component (VII). The only form that depends on the columns' units.
    case spherical

    /// Free parameters of covariances, of `k` components in `d` columns.
    package func parameterCount(k: Int, d: Int) -> Int {
        switch self {
        case .full: k * d * (d + 1) / 2
        case .tied: d * (d + 1) / 2
        case .diagonal: k * d
        case .spherical: k
        }
    }

    var isTriangular: Bool { self == .full || self == .tied }
}
