import Foundation
import Models

extension Bench {
    /// RFM scores from a log of orders in memory: last day, number and total of each customer, and five bins of each.
    /// The file holds, one after another, the orders' customers and days as 32-bit integers and their amounts as doubles,
    /// all little-endian; `peers/rfm.py make` writes it.
    static let rfm = Bench(name: "rfm", usage: "FILE CUSTOMERS [RUNS]") { arguments in
        guard arguments.count >= 2, let customers = Int(arguments[1]) else { throw WrongArguments() }
        let data = try Data(contentsOf: URL(fileURLWithPath: arguments[0]))
        let rows = data.count / 16
        let orders = data.withUnsafeBytes { bytes in
            RFMOrders(
                customers: Array(UnsafeRawBufferPointer(rebasing: bytes[0..<4 * rows]).bindMemory(to: Int32.self)),
                days: Array(UnsafeRawBufferPointer(rebasing: bytes[4 * rows..<8 * rows]).bindMemory(to: Int32.self)),
                amounts: Array(
                    UnsafeRawBufferPointer(rebasing: bytes[8 * rows..<16 * rows]).bindMemory(to: Double.self)
                ),
                customerCount: customers
            )
        }
        let runs = arguments.dropFirst(2).first.flatMap { Int($0) } ?? 5
        let (seconds, answer) = shortest(of: runs) { () -> (RFMSummaries, RFMScores) in
            let all = RFMSummaries(orders)
            let until = all.lastDays.max() ?? 0
            let scores = RFMModel(bins: QuantileBins(count: 5, ties: .random(seed: 1))).score(
                recency: all.lastDays.map { Double(until &- $0) },
                frequency: all.counts.map { Double($0) },
                monetary: all.amounts
            )
            return (all, scores)
        }
        return Measured(
            seconds: seconds,
            answer: [
                "customers": Double(answer.0.counts.count { $0 > 0 }),
                "total": answer.0.amounts.reduce(0, +),
                "scoreSum": Double(answer.1.r.indices.reduce(0) { $0 + answer.1.combined(at: $1) }),
            ]
        )
    }
}
