import Foundation
import Statistics
import Testing

/// Functions with known minima.
private enum Known {
    static func rosenbrock(_ x: [Double]) -> Slope {
        var value = 0.0
        var gradient = [Double](repeating: 0, count: x.count)
        for index in 0..<x.count - 1 {
            let (bend, rest) = (x[index + 1] - x[index] * x[index], 1 - x[index])
            value += 100 * bend * bend + rest * rest
            gradient[index] += -400 * x[index] * bend - 2 * rest
            gradient[index + 1] += 200 * bend
        }
        return Slope(value: value, gradient: gradient)
    }

    /// x − ln x: its minimum is 1 at 1, and it is defined above zero only.
    static func barrier(_ x: [Double]) -> Slope {
        guard x[0] > 0 else { return Slope(value: .nan, gradient: [.nan]) }
        return Slope(value: x[0] - log(x[0]), gradient: [1 - 1 / x[0]])
    }
}

@Suite struct LBFGSTests {
    @Test(arguments: [2, 5, 20]) func rosenbrocksValleyIsFollowedToItsEnd(size: Int) throws {
        let start = (0..<size).map { $0 % 2 == 0 ? -1.2 : 1 }
        let minimum = try #require(LBFGS().minimise(from: start, Known.rosenbrock))
        #expect(minimum.hasConverged)
        #expect(minimum.point.allSatisfy { abs($0 - 1) < 1e-6 }, "\(minimum)")
        #expect(minimum.evaluations < 250)
    }

    @Test func aQuadraticIsSolvedInAsManyStepsAsItHasVariables() throws {
        let minimum = try #require(
            LBFGS().minimise(from: [5, -3, 1]) { x in
                Slope(
                    value: (x[0] * x[0] + 10 * x[1] * x[1] + 100 * x[2] * x[2]) / 2,
                    gradient: [x[0], 10 * x[1], 100 * x[2]]
                )
            }
        )
        #expect(minimum.point.allSatisfy { $0.magnitude < 1e-7 })
        #expect(minimum.iterations < 20)
    }

    @Test func theInverseHessianOfAQuadraticGivesItsMinimumInOneStep() throws {
        let inverse = Matrix(rows: [[1, 0], [0, 1e-4]])
        let minimum = try #require(
            LBFGS().minimise(from: [3, 2], inverse: inverse) { x in
                Slope(value: (x[0] * x[0] + 1e4 * x[1] * x[1]) / 2, gradient: [x[0], 1e4 * x[1]])
            }
        )
        #expect(minimum.iterations == 1)
        #expect(minimum.point == [0, 0])
    }

    @Test func aStepOutOfTheDomainIsTakenBack() throws {
        let minimum = try #require(LBFGS().minimise(from: [1e-3], Known.barrier))
        #expect(abs(minimum.point[0] - 1) < 1e-7)
        #expect(LBFGS().minimise(from: [-1], Known.barrier) == nil)
    }

    @Test func aFunctionWithoutAMinimumEndsByItself() throws {
        let falling = try #require(LBFGS().minimise(from: [0]) { Slope(value: -$0[0], gradient: [-1]) })
        #expect(falling.evaluations < 50_000)
        let wall = try #require(
            LBFGS().minimise(from: [0]) { $0[0] < 7 ? Slope(value: -$0[0], gradient: [-1]) : .undefined(1) }
        )
        #expect(wall.point[0] > 6.9 && wall.point[0] < 7)
        let constant = try #require(LBFGS().minimise(from: [2]) { _ in Slope(value: 3, gradient: [0]) })
        #expect(constant.iterations == 0)
        // A gradient that has nothing to do with the function.
        let liar = try #require(LBFGS().minimise(from: [2]) { Slope(value: $0[0] * $0[0], gradient: [-1]) })
        #expect(liar.end == .precision)
    }
}

@Suite struct NelderMeadTests {
    @Test func rosenbrocksMinimumIsFoundFromValuesAlone() throws {
        let minimum = try #require(NelderMead().minimise(from: [-1.2, 1]) { Known.rosenbrock($0).value })
        #expect(minimum.hasConverged)
        #expect(minimum.point.allSatisfy { abs($0 - 1) < 1e-5 }, "\(minimum)")
    }

    @Test func tenVariablesAreWithinReach() throws {
        let minimum = try #require(
            NelderMead(maximumEvaluationsPerVariable: 2_000).minimise(from: [Double](repeating: 3, count: 10)) { x in
                x.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element * $1.element }
            }
        )
        #expect(minimum.point.allSatisfy { $0.magnitude < 1e-3 }, "\(minimum)")
    }

    @Test func whereTheFunctionIsNotDefinedNothingIsFound() throws {
        #expect(NelderMead().minimise(from: [-1]) { log($0[0]) } == nil)
        let minimum = try #require(NelderMead().minimise(from: [0.01]) { Known.barrier($0).value })
        #expect(abs(minimum.point[0] - 1) < 1e-4)
        let falling = try #require(NelderMead().minimise(from: [1]) { -$0[0] })
        #expect(!falling.hasConverged)
    }
}

@Suite struct DifferencesTests {
    @Test func theGradientCheckTellsARightGradientFromAWrongOne() {
        let point = [0.3, -0.8, 1.7]
        #expect(GradientCheck(at: point, Known.rosenbrock).largestError < 1e-8)
        let wrong = GradientCheck(at: point) { x in
            var slope = Known.rosenbrock(x)
            slope.gradient[1] *= 1.001
            return slope
        }
        #expect(wrong.largestError > 1e-4)
    }

    @Test func theHessianOfRosenbrocksFunctionIsTheOneByHand() throws {
        let hessian = try #require(Differences.hessian(at: [1, 1]) { Known.rosenbrock($0).gradient })
        let expected = [802.0, -400, -400, 200]
        #expect(zip(hessian.elements, expected).allSatisfy { abs($0 - $1) < 1e-4 }, "\(hessian)")
        #expect(Differences.hessian(at: [0]) { Known.barrier($0).gradient } == nil)
    }
}
