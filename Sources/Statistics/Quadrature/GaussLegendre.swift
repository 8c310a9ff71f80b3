import Foundation

/// Gauss–Legendre quadrature on [−1, 1]: exact for polynomials of degree below twice the number of nodes.
///
/// Nodes by Newton's method on the Legendre polynomial from Tricomi's first approximation (Press et al., Numerical
/// Recipes, 3rd edition, section 4.6.1).
package struct GaussLegendre: Sendable {
    /// From −1 to 1, symmetric about 0.
    package let nodes: [Double]
    /// Their sum is 2.
    package let weights: [Double]

    package init(_ count: Int) {
        precondition(count > 0)
        var nodes = [Double](repeating: 0, count: count)
        var weights = [Double](repeating: 0, count: count)
        for index in 0..<(count + 1) / 2 {
            var node = cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
            var slope = 1.0
            // Newton's method doubles the digits; ten steps are twice what any node takes.
            for _ in 0..<10 {
                var (before, value) = (0.0, 1.0)
                for degree in 0..<count {
                    let size = Double(degree)
                    (before, value) = (value, ((2 * size + 1) * node * value - size * before) / (size + 1))
                }
                slope = Double(count) * (node * value - before) / (node * node - 1)
                let step = value / slope
                node -= step
                if step.magnitude < 1e-16 { break }
            }
            nodes[index] = -node
            nodes[count - 1 - index] = node
            let weight = 2 / ((1 - node * node) * slope * slope)
            weights[index] = weight
            weights[count - 1 - index] = weight
        }
        self.nodes = nodes
        self.weights = weights
    }

    package static let eight = GaussLegendre(8)
    package static let sixteen = GaussLegendre(16)

    /// ∫ f over an interval that is cut into panels of one length.
    package func integral(from start: Double, to end: Double, panels: Int = 1, _ function: (Double) -> Double) -> Double
    {
        let half = (end - start) / Double(2 * panels)
        var sum = 0.0
        for panel in 0..<panels {
            let centre = start + half * Double(2 * panel + 1)
            for index in nodes.indices { sum += weights[index] * function(centre + half * nodes[index]) }
        }
        return sum * half
    }
}
