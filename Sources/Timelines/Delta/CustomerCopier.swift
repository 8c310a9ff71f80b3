import Domain

/// Copies customers out of timelines into others, value for value, with what became known of them since.
final class CustomerCopier {
    private struct LaneCopier {
        var source: Lane?
        var target: LaneBuilder
        var properties: [ColumnCopier]
    }

    /// A row of a lane on its way to its place among all of the customer's events.
    private struct Row {
        var lane: Int
        var row: Int
        var time: Int64
        var ordinal: UInt32
    }

    private let source: Timelines
    private let builder: TimelineBuilder
    private let traits: [(name: String, column: ColumnCopier)]
    private let lanes: [LaneCopier]
    private let placesOfLanes: [String: Int]
    private var rows: [Row] = []

    /// - Parameter isWhole: whether most customers are copied.
    init(_ source: Timelines, to builder: TimelineBuilder, isWhole: Bool) {
        self.source = source
        self.builder = builder
        traits = builder.traits.map { trait in
            (trait.name, ColumnCopier(source.traits[trait.name], to: trait.column, isWhole: isWhole))
        }
        lanes = builder.lanes.map { target in
            let lane = source.lanes[target.name]
            let properties = target.properties.map { property in
                ColumnCopier(lane?.properties[property.name], to: property.column, isWhole: isWhole)
            }
            return LaneCopier(source: lane, target: target, properties: properties)
        }
        placesOfLanes = Dictionary(uniqueKeysWithValues: builder.lanes.enumerated().map { ($1.name, $0) })
    }

    /// Copies a customer as she is.
    func copy(_ place: Int) throws(TimelineError) {
        try builder.beginCustomer(source.ids.utf8(place))
        for trait in traits { try trait.column.append(place) }
        var count = 0
        for lane in lanes {
            guard let source = lane.source else { continue }
            for row in source.rows(of: place) {
                try lane.target.append(time: source.times[row], ordinal: source.ordinals[row])
                for property in lane.properties { try property.append(row) }
                count += 1
            }
        }
        builder.add(eventCount: count)
    }

    /// Adds a customer with an update, whose events arrived after all that the source holds.
    ///
    /// - Parameters:
    ///   - place: where the source has the customer; `nil` for one whom it has not.
    ///   - update: its events in the order of (time, arrival), all of kinds that the builder has.
    func copy(_ place: Int?, with update: CustomerUpdate) throws(TimelineError) {
        if let place {
            try builder.beginCustomer(source.ids.utf8(place))
        } else {
            var id = update.id
            try id.withUTF8Bytes { (bytes) throws(TimelineError) in try builder.beginCustomer(bytes) }
        }
        for (name, column) in traits {
            if let changed = update.traits[name] {
                try column.target.append(changed)
            } else if let place {
                try column.append(place)
            } else {
                try column.target.append(nil)
            }
        }
        gatherRows(of: place)
        try merge(update.events)
    }

    /// The customer's rows, in the order of her events.
    private func gatherRows(of place: Int?) {
        rows.removeAll(keepingCapacity: true)
        guard let place else { return }
        for (lane, copier) in lanes.enumerated() {
            guard let source = copier.source else { continue }
            for row in source.rows(of: place) {
                rows.append(Row(lane: lane, row: row, time: source.times[row], ordinal: source.ordinals[row]))
            }
        }
        rows.sort { $0.ordinal < $1.ordinal }
    }

    /// Of events at one instant those arrived first that were there before.
    private func merge(_ events: [Event]) throws(TimelineError) {
        var (next, ordinal) = (0, UInt32(0))
        for event in events {
            while next < rows.count, rows[next].time <= event.time.microseconds {
                try append(rows[next], ordinal)
                (next, ordinal) = (next + 1, ordinal + 1)
            }
            try append(event, ordinal)
            ordinal += 1
        }
        while next < rows.count {
            try append(rows[next], ordinal)
            (next, ordinal) = (next + 1, ordinal + 1)
        }
        builder.add(eventCount: Int(ordinal))
    }

    private func append(_ row: Row, _ ordinal: UInt32) throws(TimelineError) {
        try lanes[row.lane].target.append(time: row.time, ordinal: ordinal)
        for property in lanes[row.lane].properties { try property.append(row.row) }
    }

    private func append(_ event: Event, _ ordinal: UInt32) throws(TimelineError) {
        guard let lane = placesOfLanes[event.name] else { return }
        let target = lanes[lane].target
        try target.append(time: event.time.microseconds, ordinal: ordinal)
        for property in target.properties { try property.column.append(event.properties[property.name]) }
    }
}
