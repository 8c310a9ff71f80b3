import Foundation

/// Minimisation without derivatives by the simplex method of Nelder and Mead, with coefficients that adapt to the
/// number of variables (Gao and Han, Computational Optimization and Applications 51, 2012).
package struct NelderMead: Sendable {
    /// Of the simplex' values and of its corners, the largest difference at which to stop. 1e-8 is about the root of
    /// double precision, and a minimum is not known better from values alone.
    package var tolerance: Double
    /// 200 evaluations for each variable, as in SciPy.
    package var maximumEvaluationsPerVariable: Int
    /// Length of the first simplex' edges along each variable: 5 % of its value, as in MATLAB and SciPy.
    package var relativeEdge: Double

    package init(tolerance: Double = 1e-8, maximumEvaluationsPerVariable: Int = 200, relativeEdge: Double = 0.05) {
        self.tolerance = tolerance
        self.maximumEvaluationsPerVariable = maximumEvaluationsPerVariable
        self.relativeEdge = relativeEdge
    }

    /// - Returns: `nil` where the function is not finite at the start.
    package func minimise(from start: [Double], _ function: ([Double]) -> Double) -> Minimum? {
        guard !start.isEmpty, start.allSatisfy(\.isFinite), function(start).isFinite else { return nil }
        var simplex = Simplex(around: start, edge: relativeEdge, function)
        var iterations = 0
        let most = maximumEvaluationsPerVariable * start.count
        while simplex.evaluations < most {
            if simplex.extent <= tolerance { return minimum(simplex, iterations, .tolerance) }
            simplex.move(function)
            iterations += 1
        }
        return minimum(simplex, iterations, .iterations)
    }

    private func minimum(_ simplex: Simplex, _ iterations: Int, _ end: Minimum.End) -> Minimum {
        Minimum(
            point: simplex.corners[0].point,
            value: simplex.corners[0].value,
            gradient: [],
            iterations: iterations,
            evaluations: simplex.evaluations,
            end: end
        )
    }
}

private struct Simplex {
    struct Corner {
        var point: [Double]
        var value: Double
    }

    /// From the lowest to the highest.
    var corners: [Corner] = []
    var evaluations = 0
    private let size: Double

    init(around start: [Double], edge: Double, _ function: ([Double]) -> Double) {
        size = Double(start.count)
        corners = [evaluate(start, function)]
        for index in start.indices {
            var point = start
            point[index] = point[index] == 0 ? 0.00025 : point[index] * (1 + edge)
            corners.append(evaluate(point, function))
        }
        sort()
    }

    /// The largest difference to the lowest corner, in value or in any variable.
    var extent: Double {
        corners.dropFirst().reduce(0) { extent, corner in
            let width = zip(corner.point, corners[0].point).reduce(0.0) { max($0, ($1.0 - $1.1).magnitude) }
            return max(extent, width, corner.value - corners[0].value)
        }
    }

    /// One step of Gao and Han's algorithm: reflect, and expand, contract or shrink.
    mutating func move(_ function: ([Double]) -> Double) {
        let (low, second, high) = (corners[0].value, corners[corners.count - 2].value, corners[corners.count - 1].value)
        let reflected = evaluate(along(1), function)
        if reflected.value < low {
            let expanded = evaluate(along(1 + 2 / size), function)
            replaceHighest(expanded.value < reflected.value ? expanded : reflected)
        } else if reflected.value < second {
            replaceHighest(reflected)
        } else {
            let outside = reflected.value < high
            let factor = 0.75 - 1 / (2 * max(size, 2))
            let contracted = evaluate(along(outside ? factor : -factor), function)
            if contracted.value <= min(reflected.value, high) && contracted.value < high {
                replaceHighest(contracted)
            } else {
                shrink(function)
            }
        }
    }

    /// The point c + factor·(c − highest), where c is the centre of all corners but the highest.
    private func along(_ factor: Double) -> [Double] {
        let highest = corners[corners.count - 1].point
        return highest.indices.map { index in
            let centre = corners.dropLast().reduce(0) { $0 + $1.point[index] } / Double(corners.count - 1)
            return centre + factor * (centre - highest[index])
        }
    }

    private mutating func shrink(_ function: ([Double]) -> Double) {
        let factor = 1 - 1 / max(size, 2)
        for corner in 1..<corners.count {
            let point = corners[corner].point.indices.map {
                corners[0].point[$0] + factor * (corners[corner].point[$0] - corners[0].point[$0])
            }
            corners[corner] = evaluate(point, function)
        }
        sort()
    }

    private mutating func evaluate(_ point: [Double], _ function: ([Double]) -> Double) -> Corner {
        evaluations += 1
        let value = function(point)
        return Corner(point: point, value: value.isNaN ? .infinity : value)
    }

    private mutating func replaceHighest(_ corner: Corner) {
        corners[corners.count - 1] = corner
        sort()
    }

    /// Of equal values the older corner stays first.
    private mutating func sort() {
        let order = corners.indices.sorted { (corners[$0].value, $0) < (corners[$1].value, $1) }
        corners = order.map { corners[$0] }
    }
}
