/// Lines or steps over numbers, each with its interval where it has one.
struct PlotChart: Encodable, Sendable {
    struct Series: Encodable, Sendable {
        var name: String
        /// Pairs of x and y.
        var points: [[Double]]
        /// Triples of x, low and high; empty where nothing is known of the interval.
        var band: [[Double]]
    }

    let kind = "plot"
    var series: [Series]
    /// Whether a value holds until the next x.
    var isStepped: Bool
    var xName: String
    var yName: String
    /// The two ends of a line to compare with.
    var diagonal: [[Double]]?
    /// What the interval is called in the bubble.
    var bandName: String
}

/// Bars side by side, a group for each category.
struct GroupChart: Encodable, Sendable {
    struct Series: Encodable, Sendable {
        var name: String
        /// One for each category; `nil` where there is no value.
        var values: [Double?]
    }

    let kind = "groups"
    var categories: [String]
    var series: [Series]
    var categoryName: String
    var valueName: String
}

/// Named nodes on a ring, joined by arrows.
struct NetworkChart: Encodable, Sendable {
    struct Node: Encodable, Sendable {
        var name: String
        /// From 0 to 1.
        var weight: Double
    }

    struct Link: Encodable, Sendable {
        var from: Int
        var to: Int
        /// From 0 to 1.
        var weight: Double
        /// Written in the bubble.
        var detail: String
    }

    let kind = "network"
    /// In the order of the ring.
    var nodes: [Node]
    var links: [Link]
}
