import Foundation

/// A point on the line of a search.
struct LinePoint {
    var step: Double
    var point: [Double]
    var slope: Slope
    /// Of the function along the line.
    var derivative: Double
}

/// A step along a descent direction that meets the strong Wolfe conditions
/// φ(t) ≤ φ(0) + c₁·t·φ′(0) and |φ′(t)| ≤ c₂·|φ′(0)|.
///
/// Nocedal and Wright, Numerical Optimization (2006), algorithms 3.5 (bracketing) and 3.6 (zoom), with the cubic
/// interpolation of their equation 3.59, kept within the middle 80 % of the bracket so that it shrinks at every step.
/// Near the minimum, where rounding hides the decrease, the approximate condition of Hager and Zhang (SIAM Journal on
/// Optimization 16, 2005, equation 4.1) takes the place of the first.
struct WolfeLineSearch {
    private let start: LinePoint
    private let direction: [Double]
    private(set) var evaluations = 0
    /// The values that Nocedal and Wright recommend for quasi-Newton methods.
    private let decrease = 1e-4
    private let curvature = 0.9

    init(from start: LinePoint, along direction: [Double]) {
        self.direction = direction
        let derivative = VectorArithmetic.dot(direction, start.slope.gradient)
        self.start = LinePoint(step: 0, point: start.point, slope: start.slope, derivative: derivative)
    }

    /// - Returns: `nil` where no step lowers the function in double precision.
    mutating func search(firstStep: Double, _ function: ([Double]) -> Slope) -> LinePoint? {
        guard start.derivative < 0, firstStep > 0, firstStep.isFinite else { return nil }
        var last = start
        var step = firstStep
        // Sixty doublings, or halvings, leave no step of double precision untried.
        for _ in 0..<60 {
            let next = evaluate(step, function)
            if isAccepted(next) { return next }
            if !isLow(next) || next.slope.value >= last.slope.value && last.step > 0 {
                return zoom(low: last, high: next, function)
            }
            if next.derivative >= 0 { return zoom(low: next, high: last, function) }
            last = next
            step *= 2.5
        }
        return last.step > 0 ? last : nil
    }

    private mutating func zoom(low: LinePoint, high: LinePoint, _ function: ([Double]) -> Slope) -> LinePoint? {
        var (low, high) = (low, high)
        for _ in 0..<60 {
            let step = interpolate(low, high)
            guard step != low.step, step != high.step else { break }
            let next = evaluate(step, function)
            if isAccepted(next) { return next }
            if !isLow(next) || next.slope.value >= low.slope.value {
                high = next
            } else {
                if next.derivative * (high.step - low.step) >= 0 { high = low }
                low = next
            }
        }
        // A lower point without the second condition is progress all the same.
        return low.step > 0 && low.slope.value < start.slope.value ? low : nil
    }

    private mutating func evaluate(_ step: Double, _ function: ([Double]) -> Slope) -> LinePoint {
        evaluations += 1
        var point = start.point
        VectorArithmetic.add(step, direction, to: &point)
        var slope = function(point)
        if !slope.isFinite { slope = .undefined(point.count) }
        return LinePoint(
            step: step,
            point: point,
            slope: slope,
            derivative: VectorArithmetic.dot(slope.gradient, direction)
        )
    }

    private func isLow(_ next: LinePoint) -> Bool {
        next.slope.value <= start.slope.value + decrease * next.step * start.derivative
    }

    private func isAccepted(_ next: LinePoint) -> Bool {
        guard next.slope.value.isFinite, next.derivative.magnitude <= -curvature * start.derivative else {
            return false
        }
        if isLow(next) { return true }
        let rounding = 4 * Double.ulpOfOne * max(1, start.slope.value.magnitude)
        return next.slope.value <= start.slope.value + rounding
            && next.derivative <= (2 * decrease - 1) * start.derivative
    }

    /// The minimiser of the cubic through both values and derivatives; the middle where that is of no use.
    private func interpolate(_ low: LinePoint, _ high: LinePoint) -> Double {
        let width = high.step - low.step
        let middle = low.step + width / 2
        guard high.slope.value.isFinite else { return low.step + width / 10 }
        let first = low.derivative + high.derivative - 3 * (low.slope.value - high.slope.value) / (low.step - high.step)
        let square = first * first - low.derivative * high.derivative
        guard square >= 0 else { return middle }
        let second = (width < 0 ? -1 : 1) * square.squareRoot()
        let share = (high.derivative + second - first) / (high.derivative - low.derivative + 2 * second)
        guard share.isFinite else { return middle }
        return high.step - width * min(0.9, max(0.1, share))
    }
}
