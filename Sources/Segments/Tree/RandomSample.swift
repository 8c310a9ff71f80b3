package import Domain

/// `random 10% seed "welcome-test"`: a share of all customers, always the same ones for one seed.
///
/// A customer is in the sample where the first eight hexadecimal digits of md5(seed + ":" + id), both in UTF-8 exactly
/// as they are, read as a number, are less than `threshold`. Every SQL engine has these operations, so every engine
/// draws the same sample.
package struct RandomSample: Sendable, Hashable {
    /// From 0 to 100.
    package var percent: Amount
    package var seed: String

    package init(percent: Amount, seed: String) {
        self.percent = percent
        self.seed = seed
    }

    /// Seeds are told apart by their bytes, as the digest does: Swift takes composed and decomposed texts for equal, and an
    /// evaluator that shares equal statements would draw for both what one of them draws.
    package static func == (left: RandomSample, right: RandomSample) -> Bool {
        left.percent == right.percent && left.seed.utf8.elementsEqual(right.seed.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(percent)
        for byte in seed.utf8 { hasher.combine(byte) }
    }

    package static let percents = Amount.zero...Amount(tenThousandths: 1_000_000)

    /// percent / 100 × 2³², rounded half up: from 0 to 2³².
    package var threshold: Int64 {
        (percent.tenThousandths * 4_294_967_296 + 500_000) / 1_000_000
    }
}
