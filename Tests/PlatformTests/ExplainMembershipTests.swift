import Domain
import Segments
import Testing

@testable import Platform

@Suite struct ExplainMembershipTests {
    /// The authority is the reference's explanation of the rows that the warehouse has of the customer.
    @Test func explanationsFromTimelinesAreThoseOfTheWarehousesRows() async throws {
        try await ExampleWorkspace.finished { example, _ in
            try await example.open { workspace in
                let last = try await LastRun(workspace)
                let definitions = try Definitions(workspace.project)
                let people = try await people(of: workspace, last.schema, definitions)
                #expect(people.count > 10)
                let evaluator = ReferenceEvaluator(
                    now: last.asOf,
                    timeZone: workspace.zone,
                    segments: definitions.segmentsByName,
                    history: try await MembershipRecord(connection: workspace.connection)
                        .load(Set(definitions.segmentsByName.keys)),
                    currency: last.schema.currency
                )
                let explaining = ExplainMembership(workspace: workspace, context: ExampleWorkspace.context)
                var (members, others) = (0, 0)
                for person in people {
                    let answers = try await explaining.run(person.id, nil)
                    for (answer, segment) in zip(answers, definitions.segments) {
                        let times = MembershipTimes(segment.definition, of: person, evaluator)
                        let explanation = try Explainer(evaluator, of: person).explanation(of: segment.definition)
                        #expect(answer.explanation == explanation, "\(segment.definition.name) of \(person.id)")
                        #expect(answer.since == (try times.since()))
                        #expect(answer.changesAt == (try times.nextChange()))
                        if explanation.holds { members += 1 } else { others += 1 }
                    }
                }
                #expect(members > 10 && others > 10)
            }
        }
    }

    @Test func aCustomerWhomNobodyKnowsIsNamed() async throws {
        try await ExampleWorkspace.finished { example, _ in
            try await example.open { workspace in
                let explaining = ExplainMembership(workspace: workspace, context: ExampleWorkspace.context)
                let error = await #expect(throws: WorkspaceError.self) { try await explaining.run("nobody", nil) }
                #expect(error?.explanation[.english].contains("nobody") ?? false)
            }
        }
    }

    /// Every three hundredth customer, with what the definitions need; arrivals are places among all of her events.
    private func people(of workspace: Workspace, _ schema: Schema, _ definitions: Definitions) async throws
        -> [Customer]
    {
        let needs = DefinitionNeeds(definitions.segments.map(\.definition.condition))
        let types = needs.types(in: schema)
        let stream = CustomerStream(
            connection: workspace.connection,
            traits: types.traits,
            events: schema.events.mapValues { _ in [:] }.merging(types.events) { $1 }
        )
        var all: [Customer] = []
        try await stream.forEachChunk { all += $0 }
        return stride(from: 0, to: all.count, by: 300).map { place in
            let events = all[place].events.enumerated().map { number, event in
                let kept = event.properties.filter { types.events[event.name]?[$0.key] != nil }
                return Event(time: event.time, arrival: Int64(number), name: event.name, properties: kept)
            }
            return Customer(id: all[place].id, traits: all[place].traits, events: events)
        }
    }
}
