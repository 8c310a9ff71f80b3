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
        return try builder.timelinesInMemory()
    }
}

extension TimelineBuilder {
    /// Ends a builder that does not write to files.
    package func timelinesInMemory() throws(TimelineError) -> Timelines {
        try finish()
        var memory: [ColumnMemory] = []
        func take<Number>(_ output: ColumnOutput, as type: Number.Type) -> UnsafePointer<Number> {
            let column = output.takeMemory()
            memory.append(column)
            // What was written are numbers of this type, from an aligned address on; an empty column is never read.
            return column.bytes.bindMemory(to: type).baseAddress ?? UnsafePointer(bitPattern: 64)!
        }
        func column(_ builder: ColumnBuilder) -> StoredColumn {
            let storage: StoredColumn.Storage
            if ColumnKey.holds(builder.type) {
                let present = take(builder.presence, as: UInt64.self)
                storage = .keys(take(builder.output, as: Int64.self), present: builder.hasMissing ? present : nil)
            } else {
                storage = .codes(take(builder.output, as: UInt32.self), ValueDictionary(of: builder.dictionary))
            }
            return StoredColumn(type: builder.type, count: builder.count, storage: storage)
        }
        let ids = TextColumnView(
            count: customerCount,
            starts: take(idStarts, as: UInt64.self),
            bytes: take(idBytes, as: UInt8.self)
        )
        let traits = Dictionary(uniqueKeysWithValues: traits.map { ($0.name, column($0.column)) })
        var lanes: [String: Lane] = [:]
        for lane in self.lanes {
            lanes[lane.name] = Lane(
                name: lane.name,
                count: lane.count,
                starts: take(lane.starts, as: UInt32.self),
                times: take(lane.times, as: Int64.self),
                ordinals: take(lane.ordinals, as: UInt32.self),
                properties: Dictionary(uniqueKeysWithValues: lane.properties.map { ($0.name, column($0.column)) })
            )
        }
        return Timelines(ids: ids, traits: traits, lanes: lanes, currency: schema.currency, memory: memory)
    }
}
