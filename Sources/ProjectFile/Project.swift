package import Domain
package import Foundation

/// A workspace as its `covey.yaml` describes it: where the data come from, how they are cleaned, and what is made of
/// them.
///
/// Everything that a single file can show to be right has been checked. What needs other knowledge (files on disk,
/// names of events and traits, expressions) is kept with its place in the file, so that whoever checks it can point.
package struct Project: Sendable, Hashable {
    /// The version of the format that this Covey reads.
    package static let formatVersion = 1
    /// Where segment definitions lie when the file does not say: `segments/*.segment`.
    package static let defaultSegments = "segments/*.segment"
    /// Where lists of customers lie, relative to the project file.
    package static let listFolder = "lists"
    /// The trait that holds, for every customer, the names of the lists that she stands in.
    package static let listTrait = "lists"

    /// The file's path as it was given.
    package var path: String
    package var title: Bilingual?
    package var language: LanguageChoice
    /// Where local days begin, and what local times in the data mean.
    package var timeZone: Located<TimeZone>
    /// The currency in which amounts are compared and summed.
    package var currency: Located<Currency>
    package var asOf: Located<AsOf>
    package var attribution: [Attribution]
    /// In the order of the file.
    package var sources: [SourceDefinition]
    package var traits: [TraitSetting]
    package var models: [ModelSetting]
    package var priorities: [PriorityList]
    /// Patterns of paths of segment files, relative to the project file.
    package var segments: [Located<String>]
    package var report: ReportSettings
    package var engine: EngineSettings
    /// The cluster that takes the place of the file beside the project; `nil` where there is none.
    package var spark: SparkSetting?

    /// The folder that holds the file; relative paths in it begin here.
    package var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path from the file as one that can be opened: unchanged where it is absolute.
    package func resolve(_ relativePath: String) -> String {
        if relativePath.hasPrefix("/") { return relativePath }
        return directory == "." ? relativePath : (directory == "/" ? "" : directory) + "/" + relativePath
    }
}

/// Whom the data come from, to be named in reports.
package struct Attribution: Sendable, Hashable {
    package var text: String
    package var url: String?
}

/// A value that is computed for every customer.
package struct TraitSetting: Sendable, Hashable {
    package var name: Located<String>
    /// An expression such as `count of "Order Completed"`, not parsed here.
    package var value: Located<String>
    package var title: Bilingual?
}

/// What a report shows.
package struct ReportSettings: Sendable, Hashable {
    package enum Segments: Sendable, Hashable {
        case all
        case named([Located<String>])
    }

    /// The page's path.
    package var file: Located<String>?
    package var title: Bilingual?
    /// The project's language where the file does not say.
    package var language: LanguageChoice?
    /// The calendar unit by which customers are grouped into cohorts.
    package var retention: RetentionUnit
    package var segments: Segments
    /// The folder that gets each table of the report as a file; none are written where it is missing.
    package var tables: Located<String>?

    package static let standard = ReportSettings(
        file: nil,
        title: nil,
        language: nil,
        retention: .month,
        segments: .all
    )
}

/// The calendar unit of a retention table.
package enum RetentionUnit: String, Sendable, Hashable, CaseIterable {
    case month
}

/// How the warehouse engine runs. What is missing is the engine's own choice.
package struct EngineSettings: Sendable, Hashable {
    package var memory: ByteSize?
    package var threads: Int?
    /// The engine's shared library.
    package var library: Located<String>?
}
