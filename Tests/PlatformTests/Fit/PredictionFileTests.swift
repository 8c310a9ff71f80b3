import Domain
import Fitting
import Platform
import Testing

@Suite struct PredictionFileTests {
    /// Before, all that follows the second was lost.
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_700_000_000_000_000, "2023-11-14T22:13:20Z"),
        (1_700_000_000_250_000, "2023-11-14T22:13:20.25Z"), (1_700_000_000_000_001, "2023-11-14T22:13:20.000001Z"),
        (-1, "1969-12-31T23:59:59.999999Z"), (-500_000, "1969-12-31T23:59:59.5Z"),
    ])
    func timesKeepTheirFractionsOfASecond(microseconds: Int64, text: String) {
        let column = DataColumn("at", .instants([Instant(microseconds: microseconds), nil]))
        #expect(PredictionFile.text(column, 0) == text)
        #expect(PredictionFile.text(column, 1) == "")
    }
}
