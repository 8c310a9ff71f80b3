import Foundation
import Statistics

/// How much of the false alarms may be used up by which share of an experiment's information.
///
/// Lan and DeMets, "Discrete sequential boundaries for clinical trials", Biometrika 70 (1983).
package enum AlphaSpending: String, Sendable, Hashable, Codable, CaseIterable {
    /// 4 − 4Φ(z_{α/4} / √t): next to nothing early, so that the last look is almost the plain test.
    case obrienFleming = "obrien-fleming"
    /// α ln(1 + (e − 1) t): about the same at every look.
    case pocock

    /// The two-sided probability spent by the share `time` (0…1) of the information.
    package func spent(_ alpha: Double, at time: Double) -> Double {
        guard time > 0 else { return 0 }
        guard time < 1 else { return alpha }
        switch self {
        case .obrienFleming:
            return 4 * Normal.standard.survival(Normal.standard.upperQuantile(alpha / 4) / time.squareRoot())
        case .pocock: return alpha * log1p((M_E - 1) * time)
        }
    }
}
