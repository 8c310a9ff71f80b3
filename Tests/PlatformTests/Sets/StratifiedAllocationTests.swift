import TestSupport
import Testing

@testable import Platform

struct StratifiedAllocationTests {
    /// Every population of up to four strata of up to six, every size: the quota rule, and that what is left over goes to
    /// the largest remainders, checked by cross-multiplying whole numbers.
    @Test func largestRemaindersKeepTheQuotaRuleInEverySmallCase() {
        var cases = 0
        for populations in Self.small {
            let total = populations.reduce(0, +)
            for size in 0...(total + 2) {
                let drawn = StratifiedAllocation.proportional(populations, size: size)
                #expect(drawn.reduce(0, +) == min(size, total))
                guard size < total else {
                    #expect(drawn == populations)
                    continue
                }
                for (stratum, population) in populations.enumerated() {
                    let quota = size * population
                    #expect(drawn[stratum] <= population, "\(populations) \(size)")
                    #expect(drawn[stratum] == quota / total || drawn[stratum] == quota / total + 1)
                    for (other, others) in populations.enumerated()
                    where drawn[stratum] > quota / total && drawn[other] == size * others / total {
                        #expect(quota % total >= size * others % total, "\(populations) \(size): \(drawn)")
                    }
                }
                cases += 1
            }
        }
        #expect(cases > 10_000)
    }

    /// No stratum may have more than one above another that has customers left.
    @Test func equalPartsAreAsEvenAsTheStrataAllowInEverySmallCase() {
        for populations in Self.small {
            let total = populations.reduce(0, +)
            for size in 0...(total + 2) {
                let drawn = StratifiedAllocation.equal(populations, size: size)
                #expect(drawn.reduce(0, +) == min(size, total), "\(populations) \(size): \(drawn)")
                for (low, population) in populations.enumerated() where drawn[low] < population {
                    #expect(drawn.allSatisfy { $0 <= drawn[low] + 1 }, "\(populations) \(size): \(drawn)")
                }
                #expect(zip(drawn, populations).allSatisfy { $0 <= $1 })
            }
        }
    }

    /// Balinski and Young, "Fair Representation": the seats of 1792 by Hamilton's method, 120 for these states.
    @Test func theApportionmentOf1792IsHamiltons() {
        let populations = [
            236_841, 55_540, 70_835, 278_514, 475_327, 68_705, 141_822, 179_570, 331_589, 353_523, 432_879, 68_446,
            206_236, 85_533, 630_560,
        ]
        let seats = [8, 2, 2, 9, 16, 2, 5, 6, 11, 12, 14, 2, 7, 3, 21]
        #expect(StratifiedAllocation.proportional(populations, size: 120) == seats)
    }

    @Test func largeNumbersDoNotOverflow() {
        let drawn = StratifiedAllocation.proportional([1 << 61, 1 << 61], size: 1 << 61)
        #expect(drawn == [1 << 60, 1 << 60])
    }

    private static let small: [[Int]] = {
        var all: [[Int]] = []
        for a in 0...6 {
            all.append([a])
            for b in 0...6 {
                all.append([a, b])
                for c in 0...6 {
                    all.append([a, b, c])
                    for d in 0...6 { all.append([a, b, c, d]) }
                }
            }
        }
        return all
    }()
}
