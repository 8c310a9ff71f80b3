import Compiler
package import Domain
import Exchange
import Foundation
import SQL
import Segments
import Warehouse

/// Draws members of a segment by lot, so many from each stratum.
///
/// Lots are those of `random n% seed "…"`: the same seed draws the same customers, in whatever order they lie, and a larger
/// sample from a stratum holds the smaller one.
package struct SampleSegment {
    package var workspace: Workspace
    package var context: RunContext

    package enum Size: Sendable {
        case count(Int)
        /// From 0 to 1, rounded to the nearest whole customer.
        case share(Double)
    }

    package struct Wish: Sendable {
        /// The name of a segment, or a condition.
        package var text: String
        package var size: Size
        /// Names of traits whose values make the strata; one stratum where there are none.
        package var traits: [String]
        /// The same number from each stratum, not in proportion to it.
        package var isEqual: Bool
        package var seed: String

        package init(text: String, size: Size, traits: [String] = [], isEqual: Bool = false, seed: String) {
            (self.text, self.size, self.traits) = (text, size, traits)
            (self.isEqual, self.seed) = (isEqual, seed)
        }
    }

    package struct Stratum: Sendable, Hashable {
        /// The traits' values as texts; `nil` where a value is missing.
        package var values: [String?]
        package var population: Int
        package var sampled: Int
    }

    package struct Outcome: Sendable {
        /// The traits by which strata were made, as people call them.
        package var titles: [Bilingual]
        /// In the order of their values, missing ones last.
        package var strata: [Stratum]
        package var population: Int
        package var sampled: Int
        /// How many were asked for.
        package var wanted: Int
        /// Strata that have fewer than their equal part, or too few to be in the sample at all.
        package var tooSmall: [Stratum]
        package var segment: MadeSegment?
        package var asOf: Instant
        package var stale: Staleness?
    }

    /// More strata than this are no strata but single customers.
    package static let largestStrata = 10_000

    package init(workspace: Workspace, context: RunContext) {
        self.workspace = workspace
        self.context = context
    }

    /// - Parameters:
    ///   - name: that of a new segment of the customers who are drawn; none is made where it is `nil`.
    ///   - path: a CSV file for them with their strata; none is written where it is `nil`.
    /// - Throws: `WorkspaceError`, `SetError`, `ParseError`, `FileError.notWritable`.
    package func run(_ wish: Wish, as name: String? = nil, to path: String? = nil) async throws -> Outcome {
        let making = try MakeSegment(workspace: workspace, context: context)
        if let name { try making.checkName(name) }
        let last = try await LastRun(workspace)
        let known = last.summary.traits.map(\.name)
        for trait in wish.traits where !known.contains(trait) {
            throw SetError.unknownTrait(trait, nearest: NearestName.of(trait, among: known))
        }
        let stale = try await Freshness(workspace).overall
        let now = MembersNow(workspace: workspace, context: context, definitions: making.definitions, last: last)
        let members = try await now.ids(of: wish.text, at: last.asOf)
        guard !members.isEmpty else { throw SetError.noMembers(wish.text) }
        let groups = try await strata(of: members, by: wish.traits)
        let wanted = Self.wanted(wish.size, of: members.count)
        let populations = groups.map(\.customers.count)
        let counts =
            wish.isEqual
            ? StratifiedAllocation.equal(populations, size: wanted)
            : StratifiedAllocation.proportional(populations, size: wanted)
        let drawn = zip(groups, counts).map { Self.drawn($0.customers, $1, seed: wish.seed) }
        if let path { try write(zip(groups, drawn).map { ($0.values, $1) }, wish.traits, to: path) }
        var outcome = outcome(groups, counts, wish, wanted: wanted, asOf: last.asOf)
        outcome.stale = stale
        if let name {
            let description = description(wish, drawn.reduce(0) { $0 + $1.count })
            outcome.segment = try await making.run(name, of: drawn.flatMap(\.self), description: description)
        }
        return outcome
    }

    static func wanted(_ size: Size, of population: Int) -> Int {
        switch size {
        case .count(let count): count
        case .share(let share): Int((share * Double(population)).rounded())
        }
    }

    /// Those with the lowest lots; equal lots in the order of the identifiers' bytes.
    static func drawn(_ customers: [String], _ count: Int, seed: String) -> [String] {
        let lots = customers.map { (lot: RandomSample.lot(of: $0, seed: seed), id: $0) }
        let order = lots.sorted { left, right in
            left.lot != right.lot ? left.lot < right.lot : left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
        }
        return order.prefix(count).map(\.id)
    }

    private struct Group {
        var values: [String?]
        var customers: [String]
    }

    private func strata(of members: [String], by traits: [String]) async throws -> [Group] {
        guard !traits.isEmpty else { return [Group(values: [], customers: members)] }
        let columns = traits.enumerated().map { place, trait in
            (Identifier("v\(place)"), SQLExpression.column(Identifier(trait)).cast(to: .text))
        }
        let result = try await workspace.connection.query(
            Select(
                [EventColumn.customer: .column(EventColumn.customer)] + Columns(columns),
                from: .table(WarehouseTables.traits)
            )
        )
        let wanted = Set(members)
        let customers = try result.texts(EventColumn.customer.name)
        let values = try columns.map { column in
            (texts: try result.texts(column.0.name, missing: ""), isThere: try result.presence(column.0.name))
        }
        var groups: [[String?]: [String]] = [:]
        for (row, customer) in customers.enumerated() where wanted.contains(customer) {
            groups[values.map { $0.isThere[row] ? $0.texts[row] : nil }, default: []].append(customer)
        }
        guard groups.count <= Self.largestStrata else {
            throw SetError.tooManyStrata(count: groups.count, limit: Self.largestStrata)
        }
        return groups.map { Group(values: $0.key, customers: $0.value) }.sorted { Self.precedes($0.values, $1.values) }
    }

    /// Value by value; missing ones last.
    private static func precedes(_ left: [String?], _ right: [String?]) -> Bool {
        for (left, right) in zip(left, right) where left != right {
            guard let left, let right else { return left != nil }
            if let a = Double(left), let b = Double(right), a != b { return a < b }
            return left < right
        }
        return false
    }

    private func outcome(
        _ groups: [Group],
        _ counts: [Int],
        _ wish: Wish,
        wanted: Int,
        asOf: Instant
    ) -> Outcome {
        let strata = zip(groups, counts).map { Stratum(values: $0.values, population: $0.customers.count, sampled: $1) }
        let part = groups.isEmpty ? 0 : wanted / groups.count
        let vocabulary = Vocabulary(workspace.project)
        return Outcome(
            titles: wish.traits.map(vocabulary.title),
            strata: strata,
            population: strata.reduce(0) { $0 + $1.population },
            sampled: counts.reduce(0, +),
            wanted: wanted,
            tooSmall: strata.filter { wish.isEqual ? $0.population < part : $0.sampled == 0 },
            asOf: asOf
        )
    }

    private func description(_ wish: Wish, _ count: Int) -> Bilingual {
        let traits = wish.traits.joined(separator: ", ")
        let strata = Bilingual(
            en: traits.isEmpty ? "" : ", stratified by \(traits)",
            zh: traits.isEmpty ? "" : "，按 \(traits) 分层"
        )
        return Bilingual(en: "A sample of \(count) from “\(wish.text)”", zh: "从“\(wish.text)”抽取的 \(count) 位客户")
            + strata + Bilingual(en: ", seed “\(wish.seed)”.", zh: "，种子“\(wish.seed)”。")
    }

    private func write(_ drawn: [(values: [String?], ids: [String])], _ traits: [String], to path: String) throws {
        let output = try OutputFile(path: path + ".part")
        do {
            try output.write("\u{FEFF}" + CSVLine.text([CustomerLists.heading] + traits))
            for (values, ids) in drawn {
                for id in ids { try output.write(CSVLine.text([id] + values.map { $0 ?? "" })) }
            }
            try output.close()
        } catch {
            output.discard()
            throw error
        }
        chmod(path + ".part", 0o644)
        guard rename(path + ".part", path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(path + ".part")
            throw WorkspaceError.readOnly(path: path, reason: reason)
        }
    }
}
