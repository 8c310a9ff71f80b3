/// What a segment demands of a customer.
package typealias Condition = Formula<Clause>

/// One statement about a customer.
///
/// Sequences, regularity, `stopped` and `resumed`, anniversaries, regular expressions and the recorded history are
/// cases still to come; `ReservedFeature` lists their words, which the parser refuses by name.
package enum Clause: Sendable, Hashable {
    /// `country = "France"`
    case trait(name: String, Comparison)
    /// `did "Order Completed" at least 3 times in last 90 days`
    case occurrence(Occurrence)
    /// `sum of revenue of "Order Completed" in this year > 5000`, `first "Order Completed" in this month`
    case measure(TraitExpression, Comparison)
    /// `in segment "Staff"`: membership at the same instant.
    case segment(String)
    /// `random 10% seed "welcome-test"`
    case sample(RandomSample)
}
