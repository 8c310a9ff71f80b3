import Domain

/// Puts the events of one name together.
final class LaneBuilder {
    let name: String
    let starts: ColumnOutput
    let times: ColumnOutput
    let ordinals: ColumnOutput
    /// In the order of their names.
    let properties: [(name: String, column: ColumnBuilder)]
    private(set) var count = 0

    init(
        name: String,
        properties: [(name: String, type: ValueType)],
        _ output: (String) throws(TimelineError) -> ColumnOutput
    )
        throws(TimelineError)
    {
        self.name = name
        starts = try output("starts")
        times = try output("times")
        ordinals = try output("ordinals")
        var builders: [(name: String, column: ColumnBuilder)] = []
        for (index, property) in properties.enumerated() {
            let column = ColumnBuilder(
                property.type,
                output: try output("property-\(index)"),
                presence: try output("property-\(index)-present")
            )
            builders.append((property.name, column))
        }
        self.properties = builders
    }

    func begin() throws(TimelineError) {
        guard count <= UInt32.max else { throw .tooMany(name: name) }
        try starts.append(UInt32(count))
    }

    func append(time: Int64, ordinal: UInt32) throws(TimelineError) {
        try times.append(time)
        try ordinals.append(ordinal)
        count += 1
    }

    /// Takes all events back.
    func rewind() {
        for output in [starts, times, ordinals] { output.rewind() }
        for (_, column) in properties { column.rewind() }
        count = 0
    }

    /// The last customer's end.
    func finish() throws(TimelineError) {
        try begin()
        for (_, column) in properties { try column.finish() }
    }
}
