import Testing

@testable import Fitting

@Suite struct HistogramTests {
    private func labels(_ values: [Double], bars: Int = 20) -> [String] {
        let histogram = Histogram(values, bars: bars)
        return histogram.bars.map(histogram.label)
    }

    @Test func widthsAreRoundAndLabelsSayWhatIsInABar() {
        #expect(labels((0...99).map(Double.init), bars: 5) == ["0–19", "20–39", "40–59", "60–79", "80–99"])
        #expect(labels([1, 1, 2, 3]) == ["1", "2", "3"])
        #expect(labels([0.05, 0.5, 1.15], bars: 3) == ["0–0.5", "0.5–1", "1–1.5"])
        #expect(labels([7, 7, 7]) == ["7"])
        #expect(labels([-0.3, 0.25], bars: 5) == ["-0.4 – -0.2", "-0.2 – 0", "0–0.2", "0.2–0.4"])
    }

    @Test func valuesFarOutAreInOpenBars() {
        let values = (0..<1_000).map { Double($0 % 100) } + [-1e9, 1e9]
        let histogram = Histogram(values, bars: 10)
        #expect(histogram.label(of: histogram.bars[0]) == "< 10")
        #expect(histogram.label(of: histogram.bars[histogram.bars.count - 1]) == "≥ 90")
        #expect(histogram.bars.count == 10 && histogram.bars.allSatisfy { $0.count >= 100 })
    }

    @Test func fewValuesOnBothSidesOfOneHaveBarsOfTheirOwn() {
        let histogram = Histogram([0] + [Double](repeating: 5, count: 298) + [10])
        #expect(histogram.bars.map(histogram.label) == ["< 5", "5", "≥ 6"])
        #expect(histogram.bars.map(\.count) == [1, 298, 1])
    }

    @Test(arguments: [0.01, 0.02, 0.05, 0.1, 0.2]) func aValueAtTheEndOfABarBeginsTheNext(width: Double) {
        let values = (0..<20).map { Double($0) * width } + [7 * width]
        let counts = Histogram(values, bars: 19).bars.map(\.count)
        #expect(counts == (0..<20).map { $0 == 7 ? 2 : 1 })
    }

    @Test(arguments: [1e-9, 1, 1e12]) func everyValueIsCountedInItsBar(unit: Double) {
        let values = (0..<500).map { (Double($0 * $0 % 377) - 100) * unit / 3 }
        let histogram = Histogram(values)
        #expect(histogram.bars.map(\.count).reduce(0, +) == 500 && (10...45).contains(histogram.bars.count))
        for bar in histogram.bars {
            let (from, to) = (bar.from ?? -.infinity, bar.to ?? .infinity)
            let inside = values.count { $0 >= from && $0 < to }
            // A value within an error of rounding of an end may be on either side.
            #expect(abs(inside - bar.count) <= 1)
        }
    }
}
