import Foundation
import Models
import Statistics
import TestSupport
import Testing

@Suite struct MixtureIrisTests {
    static let names = ["sepal_length", "sepal_width", "petal_length", "petal_width"]

    static func iris() throws -> Matrix {
        Matrix(columns: try names.map { try Fixture.numbers("iris.csv", $0) })
    }

    @Test func threeFullComponentsAreThoseOfMclust() throws {
        let fitted = try MixtureModel(components: 3).fit(Self.iris(), names: Self.names)
        #expect(abs(fitted.logLikelihood - -180.185477) < 1e-6)
        #expect(abs(fitted.bicMclust - -580.8389) < 1e-4)
        #expect(fitted.parameterCount == 44)
        #expect(fitted.hasConverged && !fitted.isRegularised)
    }

    /// scikit-learn 1.9.1, GaussianMixture with n_init 30 and tol 1e-9: log-likelihood and BIC.
    @Test(arguments: [
        (CovarianceForm.full, 2, -214.354704, 574.017832), (.tied, 3, -256.354043, 632.963333),
        (.diagonal, 2, -386.185347, 857.551494), (.spherical, 3, -384.314095, 853.808990),
        (.full, 1, -379.914630, 829.978154),
    ])
    func otherFormsAreThoseOfScikitLearn(_ form: CovarianceForm, _ k: Int, _ likelihood: Double, _ bic: Double) throws {
        let fitted = try MixtureModel(components: k, form: form, starts: 4, finalists: 1).fit(
            Self.iris(),
            names: Self.names
        )
        #expect(abs(fitted.logLikelihood - likelihood) < 2e-6)
        #expect(abs(fitted.bic - bic) < 1e-5)
    }

    /// The same table in other units, with rows and columns in another order.
    @Test func neitherOrderNorUnitsMatter() throws {
        let iris = try Self.iris()
        let model = MixtureModel(components: 2, starts: 2, finalists: 1)
        let fitted = try model.fit(iris, names: Self.names)
        let columns = (0..<4).map { iris.column(3 - $0).reversed().map { $0 * 1e9 + 1e12 } }
        let turned = try model.fit(Matrix(columns: columns), names: Self.names.reversed())
        #expect(abs(turned.logLikelihood + 600 * log(1e9) - fitted.logLikelihood) < 1e-2)
        for k in 0..<2 {
            #expect(abs(turned.weights[k] - fitted.weights[k]) < 1e-4)
            for column in 0..<4 {
                #expect(abs((turned.means[k, 3 - column] - 1e12) / 1e9 - fitted.means[k, column]) < 1e-3)
            }
        }
        let shuffled = iris.selecting(rows: (0..<150).map { ($0 * 49) % 150 })
        let again = try model.fit(shuffled, names: Self.names)
        #expect(again == fitted)
    }
}
