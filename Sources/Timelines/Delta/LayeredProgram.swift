package import Segments

/// Definitions compiled for layered timelines.
///
/// Each layer is evaluated by itself; what a layer says of its customers takes the place of what is said below.
package struct LayeredProgram: Sendable {
    private let base: Program
    private let layers: [(layer: TimelineLayer, program: Program)]

    /// - Parameters: as of `Program`.
    package init(
        _ definitions: [SegmentDefinition],
        for timelines: LayeredTimelines,
        _ evaluator: ReferenceEvaluator
    ) throws(EvaluationError) {
        base = try Program(definitions, for: timelines.base, evaluator)
        var layers: [(layer: TimelineLayer, program: Program)] = []
        for layer in timelines.layers {
            layers.append((layer, try Program(definitions, for: layer.timelines, evaluator)))
        }
        self.layers = layers
    }

    /// The members of each definition among all customers, by their places in the layered timelines.
    ///
    /// - Complexity: as of `Program.members`, for the base and for what the layers hold.
    package func members(threads: Int) -> [Members] {
        var members = base.members(threads: threads)
        for (layer, program) in layers {
            for (definition, found) in program.members(threads: threads).enumerated() {
                let places = Members(found.places.map { layer.places[Int($0)] })
                members[definition] = members[definition].subtracting(layer.covered).union(places)
            }
        }
        return members
    }

    /// For each customer, by places in the layered timelines, the next instant at which any definition's answer can change by
    /// the clock alone. See `Program.nextInstants`.
    package func nextInstants(threads: Int) -> NextInstants {
        var instants = base.nextInstants(threads: threads)
        for (layer, program) in layers {
            for (row, instant) in program.nextInstants(threads: threads).microseconds.enumerated() {
                instants.set(Int(layer.places[row]), instant)
            }
        }
        return instants
    }
}
