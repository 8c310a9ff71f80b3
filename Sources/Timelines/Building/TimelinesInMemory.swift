package import Domain

extension Timelines {
    /// Timelines that are kept in memory: of tests, and of customers whose events are newer than the files.
    ///
    /// - Parameter customers: in any order; each identifier once.
    package static func inMemory(_ customers: [Customer], schema: Schema) throws(TimelineError) -> Timelines {
        let builder = try TimelineBuilder(schema)
        let ordered = customers.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        try builder.addCustomers(
            ordered.map(\.id),
            traits: builder.traitNames.map { name in .values(ordered.map { $0.traits[name] }) }
        )
        for (place, customer) in ordered.enumerated() {
            let events = customer.events.compactMap { event in
                builder.eventNames.firstIndex(of: event.name).map { (event, $0) }
            }
            try builder.add(
                TimelineBuilder.Events(
                    customers: events.map { _ in UInt32(place) },
                    times: events.map(\.0.time.microseconds),
                    names: events.map(\.1),
                    properties: builder.propertyNames.map { name in .values(events.map { $0.0.properties[name] }) }
                )
            )
        }
        builder.lastArrival = customers.flatMap(\.events).map(\.arrival).max()
        return try builder.timelinesInMemory()
    }
}

extension TimelineBuilder {
    /// Ends a builder that does not write to files.
    package func timelinesInMemory() throws(TimelineError) -> Timelines {
        try finish()
        var memory: [ColumnMemory] = []
        let columns = columns(areFinal: true) { output in
            let column = output.takeMemory()
            memory.append(column)
            return column.bytes.baseAddress
        }
        return timelines(columns, isSlot: false, memory: memory)
    }

    /// What the builder holds at any time, one customer after the other: good until its memory moves.
    ///
    /// - Parameter memory: what keeps the builder.
    func slot(memory: any Sendable) -> Timelines {
        timelines(columns(areFinal: false, at: \.memoryStart), isSlot: true, memory: memory)
    }

    private struct Columns {
        var ids: TextColumnView
        var traits: [String: StoredColumn]
        var lanes: [String: Lane]
    }

    private func timelines(_ columns: Columns, isSlot: Bool, memory: any Sendable) -> Timelines {
        Timelines(
            ids: columns.ids,
            traits: columns.traits,
            lanes: columns.lanes,
            currency: schema.currency,
            lastArrival: lastArrival,
            isSlot: isSlot,
            memory: memory
        )
    }

    /// - Parameter areFinal: whether nothing is written any more.
    private func columns(areFinal: Bool, at place: (ColumnOutput) -> UnsafeRawPointer?) -> Columns {
        func take<Number>(_ output: ColumnOutput, as type: Number.Type) -> UnsafePointer<Number> {
            // What was written are numbers of this type, from an aligned address on; an empty column is never read.
            place(output)?.assumingMemoryBound(to: type) ?? UnsafePointer(bitPattern: 64)!
        }
        func column(_ builder: ColumnBuilder) -> StoredColumn {
            let storage: StoredColumn.Storage
            if ColumnKey.holds(builder.type) {
                let present = take(builder.presence, as: UInt64.self)
                let isComplete = areFinal && !builder.hasMissing
                storage = .keys(take(builder.output, as: Int64.self), present: isComplete ? nil : present)
            } else {
                let values = areFinal ? ValueDictionary(of: builder.dictionary) : ValueDictionary(builder.values)
                storage = .codes(take(builder.output, as: UInt32.self), values)
            }
            return StoredColumn(type: builder.type, count: builder.count, storage: storage)
        }
        func columns(_ builders: [(name: String, column: ColumnBuilder)]) -> [String: StoredColumn] {
            Dictionary(uniqueKeysWithValues: builders.map { ($0.name, column($0.column)) })
        }
        let ids = TextColumnView(
            count: areFinal ? customerCount : 1,
            starts: take(idStarts, as: UInt64.self),
            bytes: take(idBytes, as: UInt8.self)
        )
        let lanes = self.lanes.map { lane in
            Lane(
                name: lane.name,
                count: lane.count,
                starts: take(lane.starts, as: UInt32.self),
                times: take(lane.times, as: Int64.self),
                ordinals: take(lane.ordinals, as: UInt32.self),
                properties: columns(lane.properties)
            )
        }
        return Columns(
            ids: ids,
            traits: columns(traits),
            lanes: Dictionary(uniqueKeysWithValues: lanes.map { ($0.name, $0) })
        )
    }
}
