import Domain

/// Room for one customer, written over for the next, so that what was compiled for it stays good.
final class CustomerSlot {
    private let builder: TimelineBuilder
    private let outputs: [ColumnOutput]
    /// Where customers were taken from, with the codes that their values have here.
    private var copiers: [ObjectIdentifier: (source: Timelines, copier: CustomerCopier)] = [:]
    /// The customer. Good until `load` says that it moved.
    private(set) var timelines: Timelines

    /// Room for a thousand events of a kind; more makes the memory move.
    private static let capacity = 8_192
    /// Layers come and go; of those that went the codes are forgotten.
    private static let mostCopiers = 64

    init(_ schema: Schema) throws(TimelineError) {
        var outputs: [ColumnOutput] = []
        let builder = try TimelineBuilder(schema) { (_) throws(TimelineError) in
            outputs.append(try ColumnOutput(capacity: Self.capacity))
            return outputs[outputs.count - 1]
        }
        (self.builder, self.outputs) = (builder, outputs)
        timelines = builder.slot(memory: SlotMemory(builder))
    }

    /// How many values have codes.
    var valueCount: Int {
        builder.traits.reduce(0) { $0 + $1.column.values.count }
            + builder.lanes.reduce(0) { $0 + $1.properties.reduce(0) { $0 + $1.column.values.count } }
    }

    /// Takes a customer in.
    ///
    /// - Returns: whether the memory moved, so that `timelines` is another one.
    func load(_ row: Int, of source: Timelines) throws(TimelineError) -> Bool {
        builder.rewind()
        try copier(of: source).copy(row)
        try builder.finish()
        guard outputs.contains(where: \.hasMoved) else { return false }
        for output in outputs { output.hasMoved = false }
        timelines = builder.slot(memory: SlotMemory(builder))
        return true
    }

    private func copier(of source: Timelines) -> CustomerCopier {
        let key = ObjectIdentifier(source)
        if let known = copiers[key] { return known.copier }
        if copiers.count >= Self.mostCopiers { copiers.removeAll() }
        let copier = CustomerCopier(source, to: builder, isWhole: false)
        copiers[key] = (source, copier)
        return copier
    }
}

/// Keeps the memory of a slot.
///
/// `@unchecked Sendable`: it only holds on to it; the slot's evaluator is the one thread that reads and writes.
private final class SlotMemory: @unchecked Sendable {
    private let builder: TimelineBuilder

    init(_ builder: TimelineBuilder) {
        self.builder = builder
    }
}
