import Models
import Statistics
import Testing

@Suite struct RFMSummariesTests {
    private let orders = RFMOrders(
        customers: [2, 0, 2, 2, 0, 2],
        days: [5, 9, 7, 1, 3, 2],
        amounts: [10, 4, -3, 100, 6, 20],
        customerCount: 4
    )

    /// (30.48 + 32.48) / 2 differs from 31.48 in its last digits.
    @Test func mediansBetweenTwoAmountsAreTiedWithTheSameAmountWritten() {
        let orders = RFMOrders(
            customers: [0, 0, 1, 1, 2, 2, 3],
            days: [Int32](repeating: 1, count: 7),
            amounts: [30.48, 32.48, 31.48, 31.48, 14.99, 47.97, 31.48],
            customerCount: 4
        )
        #expect(RFMSummaries(orders, amount: .median).amounts == [31.48, 31.48, 31.48, 31.48])
    }

    @Test(arguments: [
        (RFMAmount.total, [10.0, 0, 127, 0]), (.mean, [5, 0, 43.3333333333, 0]), (.median, [5, 0, 20, 0]),
        (.maximum, [6, 0, 100, 0]),
    ])
    func amountsAreOfTheOrdersOfEachCustomer(amount: RFMAmount, expected: [Double]) {
        let summaries = RFMSummaries(orders, amount: amount)
        #expect(summaries.amounts == expected)
        // The return of day 7 is no order: it is taken off the total, and nothing else.
        #expect(summaries.counts == [2, 0, 3, 0])
        #expect(summaries.lastDays == [9, .min, 5, .min])
    }

    @Test(arguments: RFMAmount.allCases) func whoOnlyReturnsHasNoOrder(amount: RFMAmount) {
        let returned = RFMOrders(customers: [0, 0], days: [3, 4], amounts: [-5, -1], customerCount: 1)
        #expect(RFMSummaries(returned, amount: amount) == RFMSummaries(lastDays: [.min], counts: [0], amounts: [0]))
    }

    @Test(arguments: [RFMAmount.total, .mean])
    func theOrderOfPaymentsDoesNotChangeAScore(amount: RFMAmount) {
        let payments = [0.1, 0.2, 0.3, 0.7, 1.1]
        var orders = RFMOrders(customers: [], days: [], amounts: [], customerCount: 10)
        for customer in 0..<10 {
            for index in payments.indices {
                orders.customers.append(Int32(customer))
                orders.days.append(1)
                orders.amounts.append(payments[(index * (customer % 4 + 1) + customer) % 5])
            }
        }
        let summaries = RFMSummaries(orders, amount: amount)
        #expect(Set(summaries.amounts) == [amount == .total ? 2.4 : 0.48])
        let days = summaries.lastDays.map(Double.init)
        let scores = RFMModel().score(recency: days, frequency: days, monetary: summaries.amounts)
        #expect(Set(scores.m).count == 1)
    }

    @Test func noOrdersAreNoTrouble() {
        let none = RFMSummaries(RFMOrders(customers: [], days: [], amounts: [], customerCount: 2), amount: .maximum)
        #expect(none.amounts == [0, 0] && none.counts == [0, 0])
    }
}

/// The bins that were found by sorting with comparisons, as this library did first.
@Suite struct FastBinsTests {
    private func sortedBins(_ values: [Double], _ bins: QuantileBins) -> [UInt8] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var result = [UInt8](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            let bin = (start + 1 + end) * bins.count / (2 * (order.count + 1)) + 1
            for position in start..<end { result[order[position]] = UInt8(bin) }
            start = end
        }
        return result
    }

    /// Few rows are sorted and many are not; both are compared.
    @Test(arguments: [1, 2, 5, 9, 200], [900, 30_000]) func binsAreThoseOfComparing(count: Int, rows: Int) {
        var random = SplittableRandom(seed: UInt64(count))
        let bins = QuantileBins(count: count)
        let small = (0..<rows).map { _ in Double(random.index(below: 40)) - 20 }
        let wide = (0..<rows).map { _ in (random.uniform() - 0.5) * 1e12 }
        let halves = (0..<rows).map { _ in Double(random.index(below: 60)) / 2 }
        // Numbers that differ in their last bits only, and one number for nearly all.
        let near = (0..<rows).map { _ in 1 + Double(random.index(below: 9_000)) * .ulpOfOne }
        let same = (0..<rows).map { $0 % 1_000 == 0 ? Double($0) : 7 }
        let tables = [small, wide, halves, near, same, small.map { $0 * 1e12 }]
        for values in tables + [[0, -0.0, 1], [.leastNonzeroMagnitude, 0], [3], []] {
            #expect(bins.assign(values) == sortedBins(values, bins))
        }
    }

    @Test(arguments: [700, 40_000]) func randomTiesAreOrderedAsBefore(rows: Int) {
        // By SplitMix64's finaliser of seed and position, as this library did first.
        func mix(_ seed: UInt64, _ position: UInt64) -> UInt64 {
            var state = seed &+ (position &+ 1) &* 0x9E37_79B9_7F4A_7C15
            state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
            return state ^ (state >> 31)
        }
        let values = (0..<rows).map { Double($0 % 3) }
        let order = values.indices.sorted {
            (values[$0], mix(5, UInt64($0))) < (values[$1], mix(5, UInt64($1)))
        }
        var expected = [UInt8](repeating: 0, count: rows)
        for (place, index) in order.enumerated() { expected[index] = UInt8((place + 1) * 5 / (rows + 1) + 1) }
        #expect(QuantileBins(count: 5, ties: .random(seed: 5)).assign(values) == expected)
    }

    @Test func nestedScoresAreThoseOfEachCellAlone() {
        var random = SplittableRandom(seed: 4)
        let columns = (0..<3).map { _ in (0..<400).map { _ in Double(random.index(below: 90)) } }
        for ties in [QuantileBins.Ties.together, .random(seed: 2)] {
            let model = RFMModel(bins: QuantileBins(count: 4, ties: ties), binning: .nested)
            let scores = model.score(recency: columns[0], frequency: columns[1], monetary: columns[2])
            for r in 1...4 {
                let members = scores.r.indices.filter { scores.r[$0] == UInt8(r) }
                guard case .together = ties else { continue }
                #expect(members.map { scores.f[$0] } == model.bins.assign(members.map { columns[1][$0] }))
                for f in 1...4 {
                    let cell = members.filter { scores.f[$0] == UInt8(f) }
                    #expect(cell.map { scores.m[$0] } == model.bins.assign(cell.map { columns[2][$0] }))
                }
            }
            #expect(scores.f.allSatisfy { (1...4).contains($0) } && scores.m.allSatisfy { (1...4).contains($0) })
        }
    }
}
