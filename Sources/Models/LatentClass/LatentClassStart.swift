import Foundation
import Statistics

extension LatentClassKernel {
    /// Random probabilities, each set uniform on its simplex (a Dirichlet distribution with all parameters 1).
    ///
    /// Every question draws from a stream that its name decides, so that the order of the questions does not matter.
    func start(_ random: SplittableRandom, items names: [String]) -> Probabilities {
        var result = Probabilities(repeating: .zero, count: slotCount * groups)
        // Equal shares: classes that start small tend to vanish.
        for r in 0..<classes { result[r / 4][r % 4] = 1 / Double(classes) }
        for (item, name) in names.enumerated() {
            var stream = random.split(Int(truncatingIfNeeded: ContentHash.of(name) >> 2))
            for r in 0..<classes {
                let draws = (0..<levelCounts[item]).map { _ in -log(1 - stream.uniform()) + 1e-3 }
                let total = draws.reduce(0, +)
                for (level, draw) in draws.enumerated() {
                    result[(firstSlot[item] + level) * groups + r / 4][r % 4] = draw / total
                }
            }
            for group in 0..<groups { result[(firstSlot[item] + levelCounts[item]) * groups + group] = .one }
        }
        return result
    }
}
