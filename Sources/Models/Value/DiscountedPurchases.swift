import Foundation
import Statistics

/// Purchases of the time to come, each worth exp(−rate·time) of one today.
///
/// With E(t) purchases expected until t, integration by parts gives ∫ e^(−δt) dE(t) = e^(−δh)·E(h) + δ·∫ e^(−δt)·E(t) dt
/// over 0…h. The integral is taken over v = ln(1 + t/scale), in which E is smooth whatever the horizon.
struct DiscountedPurchases {
    private let horizon: Double
    private let rate: Double
    private let scale: Double

    /// - Parameters:
    ///   - scale: a time over which the purchase rate changes little: α + T.
    init(within horizon: Double, rate: Double, scale: Double) {
        self.horizon = horizon
        self.rate = rate
        self.scale = scale
    }

    func value(_ expected: (Double) -> Double) -> Double {
        guard horizon > 0 else { return 0 }
        guard rate > 0 else { return expected(horizon) }
        // What is sixty e-folds away weighs nothing in double precision.
        let far = min(horizon, 60 / rate)
        let end = log1p(far / scale)
        let panels = 1 + Int(max(end, rate * far / 8))
        let integral = GaussLegendre.sixteen.integral(from: 0, to: end, panels: panels) { place in
            let time = scale * expm1(place)
            return exp(-rate * time) * expected(time) * (scale + time)
        }
        return exp(-rate * horizon) * expected(horizon) + rate * integral
    }
}
