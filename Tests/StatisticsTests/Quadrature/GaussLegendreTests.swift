import Foundation
import Statistics
import Testing

@Suite struct GaussLegendreTests {
    /// Abramowitz and Stegun (1964), table 25.4, n = 8.
    @Test func nodesAndWeightsAreThoseOfAbramowitzAndStegun() {
        let rule = GaussLegendre.eight
        let nodes = [0.183434642495650, 0.525532409916329, 0.796666477413627, 0.960289856497536]
        let weights = [0.362683783378362, 0.313706645877887, 0.222381034453374, 0.101228536290376]
        for index in 0..<4 {
            #expect(abs(rule.nodes[4 + index] - nodes[index]) < 1e-14)
            #expect(abs(rule.weights[4 + index] - weights[index]) < 1e-14)
            #expect(rule.nodes[3 - index] == -rule.nodes[4 + index])
        }
    }

    @Test(arguments: [1, 2, 3, 5, 8, 16, 33]) func polynomialsBelowTwiceTheNodesAreExact(count: Int) {
        let rule = GaussLegendre(count)
        for degree in 0..<2 * count {
            let found = rule.integral(from: 0, to: 1) { pow($0, Double(degree)) }
            #expect(abs(found - 1 / Double(degree + 1)) < 1e-13, "\(degree)")
        }
    }

    @Test func panelsAddUp() {
        let found = GaussLegendre.sixteen.integral(from: 0, to: 20, panels: 10) { exp(-$0) * cos($0) }
        // (1 + e^−t (sin t − cos t)) / 2 at t = 20.
        #expect(abs(found - (1 + exp(-20) * (sin(20) - cos(20))) / 2) < 1e-14)
        #expect(GaussLegendre.eight.integral(from: 3, to: 3) { $0 } == 0)
    }
}
