import Models
import Statistics
import TestSupport
import Testing

@Suite struct KMeansTests {
    static func iris() throws -> Matrix {
        Matrix(
            columns: try ["sepal_length", "sepal_width", "petal_length", "petal_width"].map {
                try Fixture.numbers("iris.csv", $0)
            }
        )
    }

    /// The sums of scikit-learn 1.9.1 (`KMeans(n_init=50)`), which are also R's.
    @Test(arguments: zip([2, 3, 4, 5], [152.347952, 78.851441, 57.228473, 46.446182]))
    func sumsOfSquaresOfIrisAreThosePublished(groups: Int, expected: Double) throws {
        let fitted = try KMeans(groups: groups).fit(Self.iris())
        #expect(abs(fitted.withinSumOfSquares - expected) < 1e-6)
    }
}
