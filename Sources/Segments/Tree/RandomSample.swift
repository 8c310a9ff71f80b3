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

    package static let percents = Amount.zero...Amount(tenThousandths: 1_000_000)

    /// percent / 100 × 2³², rounded half up: from 0 to 2³².
    package var threshold: Int64 {
        (percent.tenThousandths * 4_294_967_296 + 500_000) / 1_000_000
    }
}
