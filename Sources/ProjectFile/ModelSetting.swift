package import Domain

/// A model that is fitted to the customers, under the name that its traits begin with.
package struct ModelSetting: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case rfm(RFMSetting)
        case simpleCLV(SimpleCLVSetting)
        case fitted(FittedModelSetting)
    }

    /// An ASCII letter, then letters, digits and `_`.
    package var name: Located<String>
    package var kind: Kind
}

/// Recency, frequency and monetary value (RFM), each cut into bins.
package struct RFMSetting: Sendable, Hashable {
    package enum Monetary: String, Sendable, Hashable, CaseIterable {
        case total, average, median, maximum
    }
    package enum Binning: String, Sendable, Hashable, CaseIterable {
        /// Each of the three over all customers.
        case independent
        /// Frequency within each recency bin, monetary within each of both.
        case nested
    }
    package enum Ties: Sendable, Hashable {
        /// Equal values share a bin, so bins may differ in size.
        case together
        /// Equal values are spread over bins at random, the same way for the same seed.
        case random(seed: UInt64)
    }
    package enum Names: Sendable, Hashable {
        /// The ten usual ones.
        case standard
        /// The first whose ranges hold a customer's scores names the customer.
        case listed([RFMName])
    }

    /// The event that is a purchase.
    package var orders: Located<String>
    /// An expression for the money of a purchase or of a customer, not parsed here.
    package var amount: Located<String>
    package var monetary: Monetary
    /// 2 to 9, so that each score is one digit.
    package var bins: Int
    package var binning: Binning
    package var ties: Ties
    /// The window of the events that count, not parsed here; all of them where it is missing.
    package var window: Located<String>?
    package var names: Names
}

/// A name for a block of RFM scores.
package struct RFMName: Sendable, Hashable {
    package var name: Located<String>
    package var title: Bilingual?
    package var recency: ClosedRange<Int>
    package var frequency: ClosedRange<Int>
    package var monetary: ClosedRange<Int>
}

/// Customer lifetime value (CLV) as purchase frequency × average order value × lifespan.
package struct SimpleCLVSetting: Sendable, Hashable {
    package enum Lifespan: Sendable, Hashable {
        /// The same for every customer.
        case fixed(TimeSpan)
        /// As the data show.
        case observed
    }

    /// The event that is a purchase.
    package var orders: Located<String>
    /// An expression for the money of a purchase, not parsed here.
    package var amount: Located<String>
    /// The share of revenue that is profit; 1 where the file does not say.
    package var margin: Share
    /// The share by which a year makes money less worth; 0 where the file does not say.
    package var discount: Share
    package var lifespan: Lifespan
}
