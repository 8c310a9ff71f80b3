import Foundation
import Models
import Statistics
import Testing

@Suite struct MixtureTests {
    /// Normal numbers by Box and Muller.
    static func normal(_ random: inout SplittableRandom) -> Double {
        (-2 * log(1 - random.uniform())).squareRoot() * cos(2 * .pi * random.uniform())
    }

    /// Two groups in two columns: weights .3 and .7, means (0, 0) and (3, 1), correlation .8 in the first.
    static func simulated(_ rows: Int) -> Matrix {
        var random = SplittableRandom(seed: 8)
        return Matrix(
            rows: (0..<rows).map { _ in
                let (x, y) = (normal(&random), normal(&random))
                return random.uniform() < 0.3 ? [x, 0.8 * x + 0.6 * y] : [3 + 0.5 * x, 1 + 0.5 * y]
            }
        )
    }

    @Test func parametersOfSimulatedRowsAreRecovered() throws {
        let fitted = try MixtureModel(components: 2, starts: 2, finalists: 1).fit(
            Self.simulated(3_000),
            names: ["x", "y"]
        )
        #expect(abs(fitted.weights[0] - 0.7) < 0.03)
        #expect(abs(fitted.means[0, 0] - 3) < 0.05 && abs(fitted.means[0, 1] - 1) < 0.05)
        #expect(abs(fitted.covariances[1][0, 1] - 0.8) < 0.12)
        #expect(abs(fitted.covariances[0][0, 0] - 0.25) < 0.03 && abs(fitted.covariances[0][0, 1]) < 0.03)
    }

    /// Of one component in closed form: the mean and the maximum likelihood covariance, and its density.
    @Test func oneComponentIsTheNormalDistributionOfTheRows() throws {
        let matrix = Self.simulated(500)
        let fitted = try MixtureModel(components: 1).fit(matrix, names: ["x", "y"])
        let (x, y) = (matrix.column(0), matrix.column(1))
        let (mx, my) = (x.reduce(0, +) / 500, y.reduce(0, +) / 500)
        let cov = zip(x, y).reduce(0.0) { $0 + ($1.0 - mx) * ($1.1 - my) } / 500
        #expect(abs(fitted.means[0, 0] - mx) < 1e-12 && abs(fitted.covariances[0][1, 0] - cov) < 1e-12)
        let s = fitted.covariances[0]
        let expected = -500 * (log(2 * .pi) + 0.5 * log(s[0, 0] * s[1, 1] - s[0, 1] * s[1, 0]) + 1)
        #expect(abs(fitted.logLikelihood - expected) < 1e-8)
    }

    @Test func posteriorsAreThoseOfBayesTheorem() throws {
        let fitted = try MixtureModel(components: 2, form: .diagonal, starts: 1).fit(
            Self.simulated(400),
            names: ["x", "y"]
        )
        let point = [1.2, 0.4]
        let joint = (0..<2).map { k in
            (0..<2).reduce(fitted.weights[k]) { product, column in
                let variance = fitted.covariances[k][column, column]
                let difference = point[column] - fitted.means[k, column]
                return product * exp(-difference * difference / (2 * variance)) / (2 * .pi * variance).squareRoot()
            }
        }
        let posteriors = fitted.posteriors(Matrix(rows: [point, [1e99, -1e99]]))
        #expect(abs(posteriors[0, 0] - joint[0] / (joint[0] + joint[1])) < 1e-12)
        #expect(isFinite(posteriors))
    }

    @Test(arguments: CovarianceForm.allCases) func singularDataAreRegularisedAndSaidToBe(_ form: CovarianceForm) throws
    {
        // Two of three columns are the same, and half of the rows are one point.
        let rows = (0..<60).map { index -> [Double] in
            let value = Double(index)
            return index < 30 ? [0, 0, 0] : [value, value, Double((index * 7) % 11)]
        }
        let matrix = Matrix(rows: rows)
        let fitted = try MixtureModel(components: 2, form: form, starts: 3).fit(matrix, names: ["a", "b", "c"])
        #expect(fitted.logLikelihood.isFinite)
        #expect(isFinite(fitted.means) && isFinite(fitted.posteriors(matrix)))
        for covariance in fitted.covariances { #expect(isFinite(covariance)) }
        if form == .full { #expect(fitted.isRegularised) }
    }

    private func isFinite(_ matrix: Matrix) -> Bool { matrix.elements.allSatisfy { $0.isFinite } }

    @Test func whatCannotBeFittedIsSaid() {
        func fit(_ rows: [[Double]], _ k: Int = 2) throws -> FittedMixture {
            try MixtureModel(components: k).fit(Matrix(rows: rows), names: ["a", "b"])
        }
        #expect(throws: ModelError.self) { _ = try fit([]) }
        #expect(throws: ModelError.tooFewRows(needed: 2, found: 1)) { try fit([[1, 2]]) }
        #expect(throws: ModelError.constantColumn("b")) { try fit([[1, 2], [2, 2], [3, 2]]) }
        #expect(throws: ModelError.constantColumn("a")) { try fit([[1e12, 1], [1e12, 2], [1e12, 3]]) }
        #expect(throws: ModelError.notFinite(column: "b", row: 2)) { try fit([[1, 2], [2, .infinity], [3, 2]]) }
        #expect(throws: ModelError.moreGroupsThanRows(groups: 3, differentRows: 2)) {
            try fit([[1, 2], [2, 3], [1, 2], [1, 2]], 3)
        }
        #expect(throws: ModelError.self) { try fit([[1, 2], [2, 3]], 0) }
    }
}
