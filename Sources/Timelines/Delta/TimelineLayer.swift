/// Customers of whom something became known after the timelines below were made, each with all that is known of her.
final class TimelineLayer: Sendable {
    let timelines: Timelines
    /// For each of its customers the place among all customers.
    let places: [UInt32]
    /// The same as a set.
    let covered: Members
    private let rows: [UInt32: UInt32]

    init(_ timelines: Timelines, places: [UInt32]) {
        self.timelines = timelines
        self.places = places
        covered = Members(places)
        rows = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, UInt32($0)) })
    }

    var count: Int { places.count }

    /// Where the layer has a customer.
    ///
    /// - Parameter place: among all customers.
    func row(of place: Int) -> Int? { rows[UInt32(place)].map(Int.init) }
}
