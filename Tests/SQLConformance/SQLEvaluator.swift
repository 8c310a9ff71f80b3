package import Compiler
import Domain
package import EngineConformance
import Foundation
import SQL
import Segments
package import Warehouse

/// Definitions as SQL, in any engine: all definitions of a world that it has words for in one statement.
package struct SQLEvaluator: Sendable {
    package let connection: Connection

    package init(connection: Connection) {
        self.connection = connection
    }

    package var underTest: EvaluatorUnderTest {
        EvaluatorUnderTest(connection.dialect.name) { world, definitions in try await self.answers(world, definitions) }
    }

    private func answers(
        _ world: World,
        _ definitions: [SegmentDefinition]
    ) async throws -> [EvaluatorUnderTest.Answer] {
        guard !definitions.isEmpty else { return [] }
        try await WorldTables.write(world, to: connection)
        var answers = try definitions.map { try refusal(of: $0, in: world) }
        // Names repeat where a definition is shrunk, so numbers stand for them.
        let numbered = definitions.enumerated().compactMap { number, definition -> SegmentDefinition? in
            guard answers[number] == nil else { return nil }
            var next = definition
            next.name = "\(number)"
            return next
        }
        guard !numbered.isEmpty else { return answers.compactMap(\.self) }
        var members: [Int: [String]] = [:]
        let result = try await connection.query(world.compiler.memberships(of: numbered))
        for row in try result.rows() {
            guard case .text(let name) = row[0], case .text(let customer) = row[1], let number = Int(name) else {
                throw UnexpectedCell(cell: row[0], type: .text)
            }
            members[number, default: []].append(customer)
        }
        for number in definitions.indices where answers[number] == nil {
            let found = members[number, default: []]
            // A customer twice in one segment would be a mistake that a set hides.
            answers[number] = .members(Set(found.count == Set(found).count ? found : found + ["twice"]))
        }
        return answers.compactMap(\.self)
    }

    /// The refusal of a definition that the engine has no words for; `nil` where it has.
    private func refusal(of definition: SegmentDefinition, in world: World) throws -> EvaluatorUnderTest.Answer? {
        do throws(RenderError) {
            let query: Query
            do { query = try world.compiler.members(of: definition) } catch { return nil }
            _ = try connection.dialect.render(.select(query))
            return nil
        } catch {
            guard case .unsupported(let node, _) = error else { throw error }
            return .refused(node: node)
        }
    }
}

extension World {
    package var compiler: SegmentCompiler {
        SegmentCompiler(schema: World.schema, segments: segmentsByName, now: now, zone: zone)
    }
}
