import Models

/// Repeat purchases over the calendar, as they were and as expected.
struct TrackedPurchases {
    let times: [Double]
    /// Up to each time.
    let actual: [Int]
    let expected: [Double]
    /// The end of observation, after which the model knows nothing.
    let until: Double

    init(_ process: some PurchaseProcess, _ customers: CustomerHistories) {
        let tracking = PurchaseTracking(customers)
        times = tracking.times(until: customers.holdoutEnd)
        actual = tracking.actual(at: times)
        expected = tracking.expected(by: process, at: times)
        until = tracking.time(of: customers.until)
    }

    /// Between each time and the one before.
    var actualSteps: [Int] { actual.indices.map { actual[$0] - ($0 > 0 ? actual[$0 - 1] : 0) } }
    var expectedSteps: [Double] { expected.indices.map { expected[$0] - ($0 > 0 ? expected[$0 - 1] : 0) } }

    var field: FitValue {
        .object([
            FitField("until", .number(until)), FitField("time", .numbers(times)),
            FitField("actual", .integers(actual)), FitField("expected", .numbers(expected)),
            FitField("actualIncremental", .integers(actualSteps)),
            FitField("expectedIncremental", .numbers(expectedSteps)),
        ])
    }
}
