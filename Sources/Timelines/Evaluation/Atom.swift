import Domain
import Segments

/// One statement made ready. Statements of one text, zone and instant are one atom, whichever definitions they stand in.
enum Atom: Sendable {
    case constant(Bool)
    case trait(StoredColumn, ColumnTest)
    case sample(RandomSample)
    /// Customers who are known beforehand.
    case known(PlaceSet)
    /// Likewise, by their identifiers: where places mean another customer each time.
    case listed(Set<String>)
    case count(scope: Int, CountTest)
    case sum(scope: Int, property: Int, WindowCuts, KeyTest)
    /// What needs a walk through a customer's events.
    case walk(scope: Int, EventWalk)
    case sequence(SequenceWalk)
    /// What the reference evaluator is asked of, customer by customer.
    case reference(ReferenceAtom)

    /// Whether it needs no events: such atoms are asked first, so that the others are only asked of who is left.
    var isCheap: Bool {
        switch self {
        case .constant, .trait, .known: true
        case .sample, .listed, .count, .sum, .walk, .sequence, .reference: false
        }
    }

    /// The scope whose counts or sums it compares.
    var scope: Int? {
        switch self {
        case .count(let scope, _), .sum(let scope, _, _, _), .walk(let scope, _): scope
        case .constant, .trait, .sample, .known, .listed, .sequence, .reference: nil
        }
    }
}

/// The statement that an atom was made of, and what it was read with.
struct AtomSource: Sendable {
    var clause: Clause
    var context: EvaluationContext
}

/// What is demanded of the numbers of events in windows.
enum CountTest: Sendable {
    case window(WindowCuts, KeyTest)
    /// At least some of the windows hold an event.
    case units([WindowCuts], atLeast: Int)
    /// `before` counts the events before the preceding window.
    case change(ActivityChange.Kind, current: WindowCuts?, preceding: WindowCuts?, before: WindowCuts?)
}

/// A statement left to the reference evaluator, with all of a customer that it reads.
struct ReferenceAtom: Sendable {
    var events: [String: Set<String>]
    var holds: ReferenceEvaluator.Predicate
}

/// Places as bits.
///
/// - Complexity: a bit for each customer.
final class PlaceSet: Sendable {
    let words: [UInt64]

    init(_ places: some Sequence<Int>, of count: Int) {
        var words = [UInt64](repeating: 0, count: count / 64 + 1)
        for place in places { words[place >> 6] |= 1 << UInt64(place & 63) }
        self.words = words
    }
}
