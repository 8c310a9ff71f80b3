package import Segments

/// Compares an evaluator with the reference on random definitions over random worlds.
package enum Conformance {
    /// How much is drawn.
    package struct Size: Sendable {
        package var worlds: Int
        /// Customers in each world.
        package var customers: Int
        /// Definitions over each world.
        package var definitions: Int
        /// Segments in each world that definitions may name.
        package var segments: Int
        /// Whether comparisons of texts may ignore case, which some engine has no words for.
        package var ignoresCase: Bool

        package init(
            worlds: Int,
            customers: Int,
            definitions: Int,
            segments: Int = 3,
            ignoresCase: Bool = true
        ) {
            self.worlds = worlds
            self.customers = customers
            self.definitions = definitions
            self.segments = segments
            self.ignoresCase = ignoresCase
        }
    }

    /// - Parameter most: after so many disagreements nothing more is compared.
    package static func run(
        _ size: Size,
        seed: UInt64,
        stopAfter most: Int = 3,
        evaluator: EvaluatorUnderTest
    ) async throws -> ConformanceReport {
        var report = ConformanceReport(evaluator: evaluator.name)
        for number in 0..<UInt64(size.worlds) where report.disagreements.count < most {
            // Seeds far apart: worlds that follow one another have nothing in common.
            var generator = WorldGenerator(seed: seed &+ number &* 0x9E37_79B9)
            let world = generator.world(customers: size.customers, segments: size.segments)
            let definitions = definitions(over: world, size, generator)
            for definition in definitions {
                let problems = world.checker.problems(in: definition)
                report.refusedByChecker += problems.map { "\($0) in \(SegmentPrinter.text(of: definition))" }
            }
            try await compare(definitions, in: world, stopAfter: most, evaluator, &report)
        }
        return report
    }

    /// The definitions that are drawn over a world.
    package static func definitions(
        over world: World,
        _ size: Size,
        _ generator: WorldGenerator
    ) -> [SegmentDefinition] {
        var definitions = DefinitionGenerator(values: generator.values, world: world)
        definitions.ignoresCase = size.ignoresCase
        return (0..<size.definitions).map { definitions.definition(named: "definition \($0)", number: $0) }
    }

    private static func compare(
        _ definitions: [SegmentDefinition],
        in world: World,
        stopAfter most: Int,
        _ evaluator: EvaluatorUnderTest,
        _ report: inout ConformanceReport
    ) async throws {
        // Where all at once fail, each one alone shows which of them does.
        let answers: [EvaluatorUnderTest.Answer?]
        do {
            answers = try await evaluator.answers(world, definitions)
        } catch {
            answers = Array(repeating: nil, count: definitions.count)
        }
        guard answers.count == definitions.count else {
            report.problems.append("\(answers.count) answers to \(definitions.count) definitions")
            return
        }
        for (definition, answer) in zip(definitions, answers) where report.disagreements.count < most {
            if case .refused(let node)? = answer {
                report.refusals[node, default: 0] += 1
                continue
            }
            let expected = try EvaluatorUnderTest.expected(definition, in: world)
            report.count(definition, members: expected.count, of: world.customers.count)
            if case .members(expected)? = answer { continue }
            if let found = try await evaluator.disagreement(on: definition, in: world, answer: answer) {
                report.disagreements.append(try await Shrinking(evaluator: evaluator).smallest(found))
            }
        }
    }
}
