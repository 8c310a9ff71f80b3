import Compiler
import Domain
import EngineConformance
import Foundation
import SQL
import Segments
import TestSupport
import Testing
import Warehouse

@Suite struct TraitCompilerTests {
    private static let worldCount = 120
    private static let customersPerWorld = 25

    /// A world of its own for each seed, and expressions of every measure over it.
    private static func draw(seed: UInt64) -> (World, [TraitExpression]) {
        var generator = WorldGenerator(seed: seed)
        let world = generator.world(customers: customersPerWorld)
        var definitions = DefinitionGenerator(values: generator.values, world: world)
        return (world, (0..<DefinitionGenerator.measureKinds).map { definitions.expression($0) })
    }

    @Test func queriesSayWhatTheReferenceSaysOfRandomCustomers() async throws {
        let comparison = DifferentialComparison(connection: try await WarehouseFixture.connection())
        var pairs = 0
        var telling = [Int](repeating: 0, count: DefinitionGenerator.measureKinds)
        for seed in 1...UInt64(Self.worldCount) {
            let (world, expressions) = Self.draw(seed: seed)
            let outcome = try await comparison.compare(world, expressions)
            pairs += outcome.pairs
            for (index, count) in outcome.telling { telling[index] += count }
            guard let mismatch = outcome.mismatches.first else { continue }
            let smallest = try await ExpressionShrinking(comparison: comparison).smallest(mismatch)
            Issue.record("seed \(seed), \(outcome.mismatches.count) mismatches, the first one shrunk:\n\(smallest)")
        }
        print("compared \(pairs) pairs of customer and trait; values that say something, by measure: \(telling)")
        #expect(pairs >= 3_000)
        // A measure that is always missing or zero would be compared in vain.
        #expect(telling.allSatisfy { $0 >= 50 })
    }

    /// A test of the test above: compilers that are wrong in one place each.
    @Test(arguments: [BrokenCompiler.forgetsTheWindow, .forgetsTheZone, .takesTheFirstForTheLast, .seesTheFuture])
    fileprivate func aWrongCompilerIsFoundOutAndItsMistakeShrunk(broken: BrokenCompiler) async throws {
        let comparison = DifferentialComparison(
            connection: try await WarehouseFixture.connection(),
            compile: broken.compile
        )
        for seed in 1...UInt64(Self.worldCount) {
            let (world, expressions) = Self.draw(seed: seed)
            guard let mismatch = try await comparison.compare(world, expressions).mismatches.first else { continue }
            let smallest = try await ExpressionShrinking(comparison: comparison).smallest(mismatch)
            #expect((1...2).contains(smallest.customer.events.count), "\(smallest)")
            #expect(smallest.customer.events.count <= mismatch.customer.events.count)
            return
        }
        Issue.record("no world told \(broken) from the right one")
    }

    @Test func aSumThatLeaves64BitsIsMissing() async throws {
        let most = Value.integer(.max)
        let customers = [[most, most], [most, .integer(1), .integer(-1)]].enumerated().map { number, values in
            Customer(
                id: "\(number)",
                events: values.enumerated().map { place, value in
                    Event(
                        time: Instant(microseconds: 0),
                        arrival: Int64(place),
                        name: "Page Viewed",
                        properties: ["items": value]
                    )
                }
            )
        }
        let world = World(customers: customers, now: Instant(microseconds: 1), zone: .gmt)
        let comparison = DifferentialComparison(connection: try await WarehouseFixture.connection())
        let events = EventSelector("Page Viewed")
        let outcome = try await comparison.compare(
            world,
            [TraitExpression(.sum("items"), of: events), TraitExpression(.average("items"), of: events)]
        )
        #expect(outcome.mismatches.isEmpty, "\(outcome.mismatches)")
    }

    @Test func aNameThatEventsDoNotHaveIsRefusedWithTheNearest() throws {
        let compiler = TraitCompiler(schema: World.schema, now: Instant(microseconds: 0), zone: .gmt)
        let expression = TraitExpression(.sum("revnue"), of: EventSelector("Order Completed"))
        #expect(throws: CompileError.unknownName("revnue", nearest: "revenue")) {
            try compiler.query([("x", expression)])
        }
    }
}

private enum BrokenCompiler {
    case forgetsTheWindow, forgetsTheZone, takesTheFirstForTheLast, seesTheFuture

    func compile(_ world: World, _ traits: [(name: String, expression: TraitExpression)]) throws -> Query {
        var world = world
        var traits = traits
        switch self {
        case .forgetsTheWindow: for index in traits.indices { traits[index].expression.events.window = .allTime }
        case .forgetsTheZone: world.zone = .gmt
        case .takesTheFirstForTheLast:
            for index in traits.indices {
                if case .last(let name) = traits[index].expression.measure {
                    traits[index].expression.measure = .first(name)
                }
            }
        case .seesTheFuture: world.now = Instant(microseconds: world.now.microseconds + 1)
        }
        return try TraitCompiler(schema: World.schema, now: world.now, zone: world.zone) {
            .column("e", Identifier($0))
        }
        .query(traits)
    }
}
