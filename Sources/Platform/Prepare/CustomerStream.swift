import Compiler
import Domain
import Foundation
import SQL
import Segments
import Warehouse

/// All customers with their traits and events, in the order of their identifiers, a chunk at a time.
///
/// Traits are read at once (a row a customer); events, which are many, pass through in batches.
struct CustomerStream {
    var connection: Connection
    /// Traits to read, with their types.
    var traits: [String: ValueType]
    /// Events and properties to read.
    var events: [String: [String: ValueType]]
    /// Only these customers; all where it is `nil`.
    var only: [String]?

    private static let chunkSize = 2_000

    /// Hands customers on in chunks, in order.
    func forEachChunk(_ body: ([Customer]) async throws -> Void) async throws {
        let names = traits.keys.sorted()
        let table = try await connection.query(
            Select(
                .columns([EventColumn.customer] + names.map { Identifier($0) }),
                from: .table(WarehouseTables.traits),
                where: filter,
                orderBy: [SQLExpression.column(EventColumn.customer).ascending()]
            )
        )
        let people = try TraitRows(table, names: names)
        var assembly = Assembly(people: people, chunkSize: Self.chunkSize)
        if !events.isEmpty {
            try await connection.stream(eventQuery) { stream in
                for try await batch in stream {
                    try Task.checkCancellation()
                    for chunk in try assembly.add(EventRows(batch, properties: properties)) { try await body(chunk) }
                }
            }
        }
        for chunk in assembly.finish() { try await body(chunk) }
    }

    private var filter: SQLExpression? {
        only.map { SQLExpression.column(EventColumn.customer).in($0.map(SQLExpression.text)) }
    }

    private var properties: [String: ValueType] {
        events.values.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }

    private var eventQuery: Select {
        let named = SQLExpression.column(EventColumn.event).in(events.keys.sorted().map(SQLExpression.text))
        let keys = [EventColumn.customer, EventColumn.time, EventColumn.arrival]
        return Select(
            .columns(EventColumn.all + properties.keys.sorted().map { Identifier($0) }),
            from: .table(WarehouseTables.events),
            where: filter.map { named && $0 } ?? named,
            orderBy: keys.map { SQLExpression.column($0).ascending() }
        )
    }
}

/// Puts events to the customers they belong to; both come in the order of identifiers.
private struct Assembly {
    let people: TraitRows
    let chunkSize: Int
    private var next = 0
    private var pending: [Event] = []
    private var chunk: [Customer] = []

    init(people: TraitRows, chunkSize: Int) {
        self.people = people
        self.chunkSize = chunkSize
    }

    mutating func add(_ rows: EventRows) -> [[Customer]] {
        var full: [[Customer]] = []
        for row in 0..<rows.count {
            while next < people.count, people.id(next) != rows.customer(row) {
                endCustomer()
                if chunk.count >= chunkSize { full.append(takeChunk()) }
            }
            guard next < people.count else { break }
            pending.append(rows.event(row))
        }
        return full
    }

    mutating func finish() -> [[Customer]] {
        var full: [[Customer]] = []
        while next < people.count {
            endCustomer()
            if chunk.count >= chunkSize { full.append(takeChunk()) }
        }
        return chunk.isEmpty ? full : full + [takeChunk()]
    }

    private mutating func endCustomer() {
        chunk.append(Customer(id: people.id(next), traits: people.traits(next), events: pending))
        pending.removeAll(keepingCapacity: true)
        next += 1
    }

    private mutating func takeChunk() -> [Customer] {
        defer { chunk = [] }
        return chunk
    }
}

/// The rows of the table of traits.
private struct TraitRows {
    private let ids: [String]
    private let columns: [(name: String, values: [Value?])]

    var count: Int { ids.count }

    init(_ result: QueryResult, names: [String]) throws {
        ids = try result.texts(EventColumn.customer.name)
        columns = try names.map { name in
            (name, try result.batches.flatMap { try ValueReader($0.column(named: name)).all() })
        }
    }

    func id(_ index: Int) -> String { ids[index] }

    func traits(_ index: Int) -> [String: Value] {
        var traits: [String: Value] = [:]
        for column in columns {
            if let value = column.values[index] { traits[column.name] = value }
        }
        return traits
    }
}

/// The rows of a batch of events.
private struct EventRows {
    let count: Int
    private let customers: TextColumn
    private let times: TimestampColumn
    private let arrivals: IntegerColumn
    private let events: TextColumn
    private let properties: [(name: String, reader: ValueReader)]

    init(_ batch: RecordBatch, properties: [String: ValueType]) throws {
        count = batch.rowCount
        customers = try TextColumn(batch.column(named: EventColumn.customer.name))
        times = try TimestampColumn(batch.column(named: EventColumn.time.name))
        arrivals = try IntegerColumn(batch.column(named: EventColumn.arrival.name))
        events = try TextColumn(batch.column(named: EventColumn.event.name))
        self.properties = try properties.keys.sorted().map { ($0, try ValueReader(batch.column(named: $0))) }
    }

    func customer(_ row: Int) -> String { customers[row] ?? "" }

    func event(_ row: Int) -> Event {
        var values: [String: Value] = [:]
        for property in properties {
            if let value = property.reader[row] { values[property.name] = value }
        }
        return Event(
            time: Instant(microseconds: times[row] ?? 0),
            arrival: arrivals[row] ?? 0,
            name: events[row] ?? "",
            properties: values
        )
    }
}
