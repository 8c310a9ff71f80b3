package import Domain
import Fitting
package import Foundation

/// What a run found and did: what `covey run --json` prints, and what later commands show.
package struct RunSummary: Sendable, Codable {
    package struct File: Sendable, Codable {
        package var path: String
        package var status: String
        package var rows: Int64
        package var rejected: Int64
        package var bytes: Int64
        package var encoding: String
    }

    /// One check of the cleaning policy.
    package struct Check: Sendable, Codable {
        package var rule: String
        package var name: LocalText
        /// `remove`, `return` or `keep`.
        package var action: String
        /// Rows to which the check applies, whatever other checks did with them.
        package var found: Int64
        /// Rows that this check removed; a row is removed by the first check that applies.
        package var removed: Int64
        /// Rows that it made returns of.
        package var returned: Int64
        /// What the removed or returned rows are worth.
        package var amount: Decimal
    }

    /// A set of rows and what it adds up to.
    package struct Scope: Sendable, Codable {
        package var scope: String
        package var name: LocalText
        package var rows: Int64
        package var customers: Int64
        package var orders: Int64
        package var revenue: Decimal
    }

    package struct RejectCount: Sendable, Codable {
        package var reason: String
        package var count: Int64
        package var file: String
        package var line: Int64
        package var column: String?
    }

    package struct Source: Sendable, Codable {
        package var name: String
        package var kind: String
        package var files: [File]
        /// Rows of the raw table: all that were read, without the rejected ones.
        package var rows: Int64
        package var rejected: Int64
        package var rejects: [RejectCount]
        package var checks: [Check]
        /// Rows that the policy kept.
        package var kept: Int64
        package var scopes: [Scope]
    }

    package struct Event: Sendable, Codable {
        package var name: String
        package var count: Int64
        package var customers: Int64
    }

    package struct Trait: Sendable, Codable {
        package var name: String
        package var type: String
    }

    package struct Segment: Sendable, Codable {
        package var name: String
        package var title: LocalText
        package var size: Int
        /// Of all customers, 0…1.
        package var share: Double
    }

    /// A priority list and how many customers it puts where: all of them, each once.
    package struct Priorities: Sendable, Codable {
        /// Customers who belong to one segment of the list, or to none.
        package struct Tier: Sendable, Codable {
            /// What the list's trait holds for them.
            package var value: String
            package var title: LocalText
            package var size: Int
        }

        /// That of its trait.
        package var name: String
        package var title: LocalText
        /// In the order of the list; those in none last.
        package var tiers: [Tier]
    }

    package var version: String
    package var workspace: String
    /// The "now" of every window and recency.
    package var asOf: Date
    /// The instant of a later refresh, where there was one: segments are as of then, traits as of the run.
    package var refreshedAsOf: Date?
    package var finishedAt: Date
    package var timeZone: String
    package var currency: String
    package var sources: [Source]
    package var customers: Int64
    package var events: [Event]
    package var traits: [Trait]
    package var segments: [Segment]
    /// `nil` in the summaries of older runs.
    package var priorities: [Priorities]?
    /// Properties of each event and their types.
    package var schema: [String: [String: String]]
    package var seconds: Double
    /// The report's path, where one was written.
    package var report: String?
    /// The models of the library; left out where the project has none, and in summaries of before.
    package var models: [Model]?
    package var remarks: [LocalText]
    /// Segments that could not be refreshed and keep the members that they had; left out in summaries of before.
    package var failures: [Failure]?

    /// A model of the library, as it was fitted or applied.
    package struct Model: Sendable, Codable {
        package var name: String
        /// As `covey fit` names it.
        package var model: String
        /// `fitted`, `refittedByAge`, `refittedByDrift`, `applied` or `failed`.
        package var reason: String
        package var fittedAsOf: Date
        /// Customers, or rows, that it was fitted to.
        package var n: Int
        /// The traits that it fills.
        package var traits: [String]
        /// The largest population stability index of its inputs against those of the fit.
        package var drift: Double?

        init(_ record: ModelRecord) {
            name = record.name
            model = record.model
            reason = record.reason.rawValue
            fittedAsOf = record.fittedAsOf.date
            n = record.document.n
            traits = record.traits.keys.sorted()
            drift = record.drift.values.max()
        }
    }

    package struct Failure: Sendable, Codable {
        package var name: String
        package var reason: LocalText
    }

    /// A text in both languages, as JSON has it.
    package struct LocalText: Sendable, Codable {
        package var en: String
        package var zh: String

        package init(_ text: Bilingual) {
            en = text.english
            zh = text.chinese
        }

        package var bilingual: Bilingual { Bilingual(en: en, zh: zh) }
    }

    /// The form in which summaries are stored and printed: ISO dates, sorted keys.
    package static func encoder(pretty: Bool = false) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(ExactDate.text(of: date))
        }
        encoder.outputFormatting = pretty ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys]
        return encoder
    }

    package static func decode(_ text: String) throws -> RunSummary {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let date = ExactDate.date(text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no instant")
            }
            return date
        }
        return try decoder.decode(RunSummary.self, from: Data(text.utf8))
    }
}

extension Amount {
    /// The same number for JSON, which has no type for money.
    package var decimal: Decimal {
        var value = Decimal(tenThousandths)
        value /= 10_000
        return value
    }

    /// The nearest amount; what lies beyond the range of amounts is cut to it.
    package init(clamping number: Decimal) {
        var scaled = number * 10_000
        var rounded = Decimal()
        NSDecimalRound(&rounded, &scaled, 0, .plain)
        let bounded = min(Decimal(Int64.max), max(Decimal(Int64.min), rounded))
        self.init(tenThousandths: NSDecimalNumber(decimal: bounded).int64Value)
    }
}

extension Instant {
    package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    package init(_ date: Date) {
        self.init(microseconds: Int64((date.timeIntervalSince1970 * 1_000_000).rounded()))
    }
}
