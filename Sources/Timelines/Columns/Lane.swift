/// All events of one name, customer after customer, each customer's in the order of (time, arrival).
///
/// Most conditions ask of one kind of event, so each kind has columns of its own: what a condition does not ask for is
/// not even touched. `ordinals` put the kinds back into one order.
///
/// `@unchecked Sendable`: as `StoredColumn`.
package struct Lane: @unchecked Sendable {
    package let name: String
    package let count: Int
    /// Where each customer's events begin, and where the last one's end.
    package let starts: UnsafePointer<UInt32>
    /// Microseconds.
    package let times: UnsafePointer<Int64>
    /// The place of each event among all events of its customer, of whatever name.
    package let ordinals: UnsafePointer<UInt32>
    package let properties: [String: StoredColumn]

    func rows(of customer: Int) -> Range<Int> { Int(starts[customer])..<Int(starts[customer + 1]) }
}
