import Foundation

/// Minimisation of a smooth function of a few to a few thousand variables by limited-memory BFGS.
///
/// Nocedal and Wright, Numerical Optimization, 2nd edition (2006): algorithm 7.4 for the direction, algorithms 3.5 and
/// 3.6 for a step that meets the strong Wolfe conditions. A value or gradient that is not finite counts as a step that
/// went too far, so a function may say "not defined here" by an infinite value.
package struct LBFGS: Sendable {
    /// Pairs of steps and gradient changes that are kept; 10 is within the 3…20 that Nocedal and Wright recommend.
    package var memory: Int
    /// The largest component of the gradient at which to stop, for a function of a size near one. Functions that are
    /// sums over customers are to be divided by their number. 1e-8 gives about eight digits of the variables.
    package var tolerance: Double
    /// 500 are several times what a well-scaled function of ten variables takes.
    package var maximumIterations: Int

    package init(memory: Int = 10, tolerance: Double = 1e-8, maximumIterations: Int = 500) {
        self.memory = memory
        self.tolerance = tolerance
        self.maximumIterations = maximumIterations
    }

    /// - Parameters:
    ///   - start: a point at which the function is finite.
    ///   - inverse: an estimate of the inverse Hessian at the start, symmetric and positive definite; without one, a
    ///     multiple of the identity.
    ///   - function: value and gradient.
    /// - Returns: `nil` where the function is not finite at the start.
    package func minimise(
        from start: [Double],
        inverse: Matrix? = nil,
        _ function: ([Double]) -> Slope
    ) -> Minimum? {
        var current = LinePoint(step: 0, point: start, slope: function(start), derivative: 0)
        guard current.slope.isFinite else { return nil }
        var pairs = CurvaturePairs(capacity: memory, inverse: inverse)
        var evaluations = 1
        for iteration in 0..<maximumIterations {
            if VectorArithmetic.largest(current.slope.gradient) <= tolerance {
                return minimum(current, iteration, evaluations, .tolerance)
            }
            var direction = pairs.direction(current.slope.gradient)
            if !(VectorArithmetic.dot(direction, current.slope.gradient) < 0) {
                pairs = CurvaturePairs(capacity: memory, inverse: nil)
                direction = current.slope.gradient.map { -$0 }
            }
            var search = WolfeLineSearch(from: current, along: direction)
            let first = pairs.isEmpty && inverse == nil ? min(1, 1 / VectorArithmetic.largest(direction)) : 1
            var next = search.search(firstStep: first, function)
            evaluations += search.evaluations
            if next == nil, !pairs.isEmpty {
                // The curvature that was remembered misleads here: once more along the gradient itself.
                pairs = CurvaturePairs(capacity: memory, inverse: nil)
                let steepest = current.slope.gradient.map { -$0 }
                search = WolfeLineSearch(from: current, along: steepest)
                next = search.search(firstStep: min(1, 1 / VectorArithmetic.largest(steepest)), function)
                evaluations += search.evaluations
            }
            guard let next else { return minimum(current, iteration, evaluations, .precision) }
            pairs.add(
                step: VectorArithmetic.difference(next.point, current.point),
                change: VectorArithmetic.difference(next.slope.gradient, current.slope.gradient)
            )
            current = next
        }
        return minimum(current, maximumIterations, evaluations, .iterations)
    }

    private func minimum(_ point: LinePoint, _ iterations: Int, _ evaluations: Int, _ end: Minimum.End) -> Minimum {
        Minimum(
            point: point.point,
            value: point.slope.value,
            gradient: point.slope.gradient,
            iterations: iterations,
            evaluations: evaluations,
            end: end
        )
    }
}

/// The two-loop recursion (Nocedal and Wright, algorithm 7.4).
private struct CurvaturePairs {
    private var steps: [[Double]] = []
    private var changes: [[Double]] = []
    private let capacity: Int
    private let inverse: Matrix?

    init(capacity: Int, inverse: Matrix?) {
        self.capacity = max(1, capacity)
        self.inverse = inverse
    }

    var isEmpty: Bool { steps.isEmpty }

    mutating func add(step: [Double], change: [Double]) {
        // Without positive curvature the pair would turn the next direction uphill.
        guard
            VectorArithmetic.dot(step, change) > 1e-14 * VectorArithmetic.dot(change, change).squareRoot()
                * VectorArithmetic.dot(step, step).squareRoot()
        else {
            return
        }
        if steps.count == capacity {
            steps.removeFirst()
            changes.removeFirst()
        }
        steps.append(step)
        changes.append(change)
    }

    func direction(_ gradient: [Double]) -> [Double] {
        var direction = gradient.map { -$0 }
        var weights = [Double](repeating: 0, count: steps.count)
        for index in steps.indices.reversed() {
            weights[index] =
                VectorArithmetic.dot(steps[index], direction) / VectorArithmetic.dot(steps[index], changes[index])
            VectorArithmetic.add(-weights[index], changes[index], to: &direction)
        }
        if let inverse {
            direction = inverse.multiplied(by: direction)
        } else if let step = steps.last, let change = changes.last {
            let scale = VectorArithmetic.dot(step, change) / VectorArithmetic.dot(change, change)
            for index in direction.indices { direction[index] *= scale }
        }
        for index in steps.indices {
            let weight =
                VectorArithmetic.dot(changes[index], direction) / VectorArithmetic.dot(steps[index], changes[index])
            VectorArithmetic.add(weights[index] - weight, steps[index], to: &direction)
        }
        return direction
    }
}
