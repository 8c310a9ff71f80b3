import Domain
import Foundation
import Segments

/// The values that a world's customers have, so that what they are compared with is not nearly always something else.
struct OccurringValues {
    private var traits: [String: [Value]] = [:]
    private var properties: [String: [Value]] = [:]
    private let customers: [Customer]
    private let reference: ReferenceEvaluator
    let changeInstants: [Instant]

    init(_ world: World) {
        // Values of a few customers are enough to draw from.
        customers = Array(world.customers.prefix(8))
        reference = world.reference
        for customer in customers {
            for (name, value) in customer.traits.sorted(by: { $0.key < $1.key }) {
                traits[name, default: []].append(value)
            }
            for event in customer.events {
                properties[BuiltInProperty.time, default: []].append(.instant(event.time))
                for (name, value) in event.properties.sorted(by: { $0.key < $1.key }) {
                    properties[name, default: []].append(value)
                }
            }
        }
        changeInstants = world.changes.flatMap { [$0.at, $0.recordedAt] + [$0.withdrawnAt].compactMap(\.self) }
    }

    func ofTrait(_ name: String) -> [Value] { traits[name, default: []] }

    func ofProperty(_ name: String) -> [Value] { properties[name, default: []] }

    func of(_ expression: TraitExpression, as type: ValueType) -> [Value] {
        customers.compactMap(reference.function(for: expression, as: type))
    }
}
