import Domain
import Segments
import Timelines

/// Who entered a segment and who left it between two refreshes, and when.
struct MembershipDifference {
    let definition: SegmentDefinition
    /// Its place among the definitions whose courses are known.
    let place: Int
    let evaluator: ReferenceEvaluator
    let timelines: Timelines
    let before: SegmentBefore
    /// Who is in now.
    let members: PlaceBits

    private var now: Instant { evaluator.now }

    /// What brings the record up to date for some customers.
    struct Found {
        /// What happened since the last refresh, in no order.
        var changes: [MembershipChange] = []
        /// What came to light of the time before it, for which something else may be on record.
        var late: [MembershipChange] = []
        /// Customers who are in at both refreshes, or at none, and were not all the time.
        var passing = 0
    }

    /// - Parameters:
    ///   - part: how memberships went since the last refresh, of the customers in `range`.
    /// - Complexity: O(customers / 64 + changes); of whom the last refresh found otherwise than is known of that time today,
    ///   the number of instants at which she can have changed.
    func found(_ part: MembershipCourses.Part, _ range: Range<Int>) throws -> Found {
        var found = Found()
        let changes = part.changes.filter { $0.definition == place }
        var next = changes.startIndex
        // Whose state at the last refresh is known to have been another one, by events that came late or by other traits.
        for customer in differing(part.initial[place], range) {
            while next < changes.endIndex, changes[next].place < customer {
                next = take(changes, next, &found)
            }
            let start = next
            while next < changes.endIndex, changes[next].place == customer { next += 1 }
            try revise(customer, Array(changes[start..<next]), &found)
        }
        while next < changes.endIndex { next = take(changes, next, &found) }
        return found
    }

    /// The changes of one customer as they are.
    private func take(_ changes: [MembershipCourses.Change], _ start: Int, _ found: inout Found) -> Int {
        var next = start
        while next < changes.endIndex, changes[next].place == changes[start].place {
            found.changes.append(change(changes[next]))
            next += 1
        }
        if (next - start).isMultiple(of: 2) { found.passing += 1 }
        return next
    }

    private func differing(_ initial: [UInt64], _ range: Range<Int>) -> [Int] {
        var differing: [Int] = []
        for (number, word) in initial.enumerated() {
            let base = range.lowerBound + number * 64
            var bits = word ^ before.members.word(base >> 6)
            while bits != 0 {
                let customer = base + bits.trailingZeroBitCount
                if customer < range.upperBound { differing.append(customer) }
                bits &= bits - 1
            }
        }
        return differing
    }

    /// What follows from events has its true instant, also one before the last refresh where an event came late. A changed
    /// trait has none that is known: what it changed counts from the first instant since then that is known, else from now.
    private func revise(_ customer: Int, _ changes: [MembershipCourses.Change], _ found: inout Found) throws {
        if !definition.readsTraits(evaluator.segments),
            let since = try MembershipTimes(
                definition,
                of: timelines.customer(at: customer),
                evaluator.at(before.asOf)
            ).since()
        {
            let wasIn = before.members.contains(customer)
            found.late.append(change(customer, entered: !wasIn, at: since))
            found.changes += changes.map(change)
            return
        }
        let isIn = members.contains(customer)
        guard isIn != before.members.contains(customer) else { return }
        found.changes.append(change(customer, entered: isIn, at: changes.last?.at ?? now))
    }

    private func change(_ change: MembershipCourses.Change) -> MembershipChange {
        self.change(change.place, entered: change.entered, at: change.at)
    }

    private func change(_ customer: Int, entered: Bool, at instant: Instant) -> MembershipChange {
        MembershipChange(
            segment: definition.name,
            customer: timelines.ids[customer],
            at: instant,
            entered: entered,
            recordedAt: now
        )
    }
}

/// A segment as the last refresh left it.
struct SegmentBefore {
    var members: PlaceBits
    /// Members whom the workspace does not know any more.
    var departed: [String]
    var asOf: Instant
    /// Whether the rule is still the same.
    var isSameRule: Bool
}

/// Customers by their places in the timelines, a bit for each.
struct PlaceBits: Equatable {
    private(set) var words: [UInt64]

    /// - Parameter count: of all customers.
    init(count: Int) {
        words = [UInt64](repeating: 0, count: count / 64 + 1)
    }

    init(_ members: Members, count: Int) {
        self.init(count: count)
        for place in members.places { insert(Int(place)) }
    }

    mutating func insert(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }
    func contains(_ place: Int) -> Bool { words[place >> 6] >> UInt64(place & 63) & 1 != 0 }
    func word(_ number: Int) -> UInt64 { words[number] }
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// In order.
    var places: [Int] {
        words.enumerated().flatMap { number, word in
            var (bits, places): (UInt64, [Int]) = (word, [])
            while bits != 0 {
                places.append(number * 64 + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
            return places
        }
    }

    func subtracting(_ other: PlaceBits) -> PlaceBits {
        var difference = self
        for number in words.indices { difference.words[number] &= ~other.words[number] }
        return difference
    }
}

extension SegmentDefinition {
    /// Whether the rule, or one that it refers to, speaks of traits.
    func readsTraits(_ segments: [String: SegmentDefinition]) -> Bool {
        condition.atoms.contains { clause in
            switch clause {
            case .trait: true
            case .segment(let name): segments[name]?.readsTraits(segments) ?? false
            case .occurrence, .measure, .regularity, .change, .sequence, .history, .sample: false
            }
        }
    }
}
