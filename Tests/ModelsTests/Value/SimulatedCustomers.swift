import Foundation
import Models
import Statistics

/// Customers drawn from a BG/NBD process.
struct SimulatedCustomers {
    private var random: SplittableRandom

    init(seed: UInt64) { random = SplittableRandom(seed: seed) }

    func histories(_ process: BGNBD, _ count: Int) throws -> PurchaseHistories {
        var random = random
        let rates = GammaDistribution(shape: process.r, rate: process.alpha)
        let leaving = BetaDistribution(alpha: process.a, beta: process.b)
        var (frequency, recency, age) = ([Int](), [Double](), [Double]())
        for index in 0..<count {
            let end = 20 + Double(index % 200) / 7
            let (rate, leave) = (rates.sample(using: &random), leaving.sample(using: &random))
            var (time, last, repeats) = (0.0, 0.0, 0)
            while true {
                time += -log(1 - random.uniform()) / rate
                if !(time < end) { break }
                last = time
                repeats += 1
                if random.uniform() < leave { break }
            }
            frequency.append(repeats)
            recency.append(last)
            age.append(end)
        }
        return try PurchaseHistories(frequency: frequency, recency: recency, age: age)
    }
}
