import Foundation
import Models

extension Bench {
    /// Itemsets of Groceries in at least one of a thousand baskets, from items in memory to counted sets.
    static let itemsets = Bench(name: "itemsets", usage: "BASKETS [SUPPORT] [RUNS]") { arguments in
        guard let path = arguments.first else { throw WrongArguments() }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let baskets = Baskets(
            text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map { String($0) } }
        )
        let support = arguments.dropFirst().first.flatMap { Double($0) } ?? 0.001
        let runs = arguments.dropFirst(2).first.flatMap { Int($0) } ?? 5
        let miner = ItemsetMiner(minimumSupport: support)
        let (seconds, sets) = try shortest(of: runs) { try miner.mine(baskets) }
        let (ruleSeconds, rules) = shortest(of: runs) { RuleMiner(minimumConfidence: 0.5).mine(sets) }
        return Measured(
            seconds: seconds,
            answer: [
                "itemsets": Double(sets.count), "countSum": Double(sets.counts.reduce(0, +)),
                "rules": Double(rules.rules.count), "ruleSeconds": ruleSeconds,
            ]
        )
    }
}
