import Compiler
import Domain
import Foundation
import SQL
import Segments
import Warehouse

/// The results of the last run, and whether they are still current.
struct LastRun {
    let summary: RunSummary
    private let record: RunRecord

    init(_ workspace: Workspace) async throws {
        record = RunRecord(connection: workspace.connection)
        summary = try await record.load()
    }

    func fingerprint() async throws -> RunFingerprint {
        RunFingerprint(summary, try await record.inputs())
    }

    /// The instant for which segments were found last.
    var asOf: Instant { Instant(summary.refreshedAsOf ?? summary.asOf) }

    /// The instant for which traits were computed.
    var traitsAsOf: Instant { Instant(summary.asOf) }

    /// The traits that priority lists made of the segments.
    var priorityTraits: [String] { (summary.priorities ?? []).map(\.name) }

    /// What people call a place of a priority list; `nil` where the trait is no list's.
    func tierTitle(_ value: String, of trait: String) -> Bilingual? {
        let list = (summary.priorities ?? []).first { $0.name == trait }
        return list?.tiers.first { $0.value == value }?.title.bilingual
    }

    /// What segments were evaluated on. Definitions may speak of the traits of priority lists besides.
    var schema: Schema {
        let later = Set(priorityTraits)
        let traits = summary.traits.filter { !later.contains($0.name) }.compactMap { trait in
            ValueType(rawValue: trait.type).map { (trait.name, $0) }
        }
        return Schema(
            traits: Dictionary(traits) { first, _ in first },
            events: summary.schema.mapValues { $0.compactMapValues(ValueType.init(rawValue:)) },
            currency: Currency(summary.currency)
        )
    }
}
