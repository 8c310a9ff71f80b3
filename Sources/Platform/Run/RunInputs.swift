import Compiler
import Crypto
import Domain
import Foundation
import ProjectFile
import SQL
import Warehouse

/// What the results of a run rest on, kept with them so that a later command can tell whether they still hold.
struct RunInputs: Codable, Equatable {
    /// A fingerprint of what `covey.yaml` says of sources, traits and models; titles and comments are no part of it.
    var project: String
    /// A fingerprint of the files that were imported.
    var imports: String
    /// How the files of all sources looked on disk, by their paths from the project's folder.
    var files: [String: FileState]

    /// As much of a file as is known without reading it.
    struct FileState: Codable, Equatable {
        var bytes: Int64
        /// Microseconds since 1970.
        var modified: Int64
    }

    /// What a run would rest on now.
    ///
    /// - Parameter files: how the files looked before they were read; as they look now where it is `nil`.
    init(_ workspace: Workspace, files: [String: FileState]? = nil) async throws {
        project = Self.fingerprint(workspace.project.meaning)
        imports = Self.fingerprint(try await Self.imports(workspace.connection))
        self.files = files ?? Self.files(of: workspace.project)
    }

    private static func imports(_ connection: Connection) async throws -> [String] {
        let columns: [Identifier] = ["source", "path", "fingerprint", "plan"]
        let result = try await connection.query(
            Select(
                .columns(columns + ["number"]),
                from: .table(WarehouseTables.imports),
                orderBy: [SQLExpression.column("number").ascending()]
            )
        )
        let texts = try columns.map { try result.texts($0.name) }
        let numbers = try result.integers("number")
        return numbers.indices.flatMap { row in [String(numbers[row])] + texts.map { $0[row] } }
    }

    /// How the files that the project names look on disk now. What cannot be looked at is left out.
    static func files(of project: Project) -> [String: FileState] {
        var states: [String: FileState] = [:]
        for pattern in project.sources.flatMap(\.files) {
            for path in FilePattern.files(matching: project.resolve(pattern.value)) {
                states[project.shown(path)] = state(path)
            }
        }
        return states.merging(lists(of: project)) { $1 }
    }

    /// How the lists of customers look on disk now.
    static func lists(of project: Project) -> [String: FileState] {
        var states: [String: FileState] = [:]
        for file in CustomerLists(project: project).files { states[file.shown] = state(file.path) }
        return states
    }

    /// Whether a path, from the project's folder, is a list's.
    static func isList(_ path: String) -> Bool { path.hasPrefix(Project.listFolder + "/") }

    private static func state(_ path: String) -> FileState? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let bytes = (attributes[.size] as? NSNumber)?.int64Value,
            let modified = attributes[.modificationDate] as? Date
        else { return nil }
        return FileState(bytes: bytes, modified: Instant(modified).microseconds)
    }

    private static func fingerprint(_ parts: [String]) -> String {
        let text = parts.joined(separator: "\u{1D}")
        return SHA256.hash(data: Data(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }
}

extension Project {
    /// A path as the project names it: from its own folder where it lies inside.
    fileprivate func shown(_ path: String) -> String {
        let prefix = directory == "." ? "" : directory + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }

    /// Everything in the project that decides what a run finds, wherever in the file it stands.
    fileprivate var meaning: [String] {
        let general = [timeZone.value.identifier, currency.value.code, "\(asOf.value)"]
        let traitTexts = traits.flatMap { [$0.name.value, $0.value.value] }
        let priorityTexts = priorities.flatMap { [$0.name.value, $0.otherwise] + $0.segments.map(\.value) }
        let sparkTexts = spark.map { [$0.server.value, $0.schema.value] } ?? []
        return general + sparkTexts + sources.flatMap(\.meaning) + traitTexts + models.flatMap(\.meaning)
            + priorityTexts
    }
}

extension SourceDefinition {
    fileprivate var meaning: [String] {
        let rules = cleaning.rules.flatMap { [$0.name.english, $0.name.chinese, $0.condition.value] }
        let zone = timeZone?.value ?? .gmt
        return [
            name.value, ImportFile.planFingerprint(self, zone: zone), currency?.value.code ?? "", "\(events)",
            event?.value ?? "", cleaning.repeatedRows.rawValue, cleaning.missingCustomer.rawValue,
            cleaning.cancelled.map { $0.condition.value + $0.treatment.rawValue } ?? "",
        ] + files.map(\.value) + (table?.value.parts ?? []) + rules
    }
}

extension ModelSetting {
    fileprivate var meaning: [String] {
        switch kind {
        case .rfm(let rfm):
            [
                name.value, rfm.orders.value, rfm.amount.value, rfm.monetary.rawValue, "\(rfm.bins)",
                rfm.binning.rawValue, "\(rfm.ties)", rfm.window?.value ?? "",
            ] + rfm.names.meaning
        case .simpleCLV(let clv):
            [
                name.value, clv.orders.value, clv.amount.value, "\(clv.margin.fraction)", "\(clv.discount.fraction)",
                "\(clv.lifespan)",
            ]
        case .fitted(let fitted): [name.value] + fitted.meaning
        }
    }
}

extension FittedModelSetting {
    fileprivate var meaning: [String] {
        let inputs = [model, orders, amount, item, target].map { $0?.value ?? "" } + features.map(\.value)
        let rest = ["\(refit?.value, default: "")", "\(driftLimit)"]
        return inputs + options.flatMap { [$0.name.value, $0.value.value] }
            + outputs.flatMap { [$0.trait.value, $0.column.value] } + rest
    }
}

extension RFMSetting.Names {
    fileprivate var meaning: [String] {
        guard case .listed(let names) = self else { return [] }
        return names.flatMap { [$0.name.value, "\($0.recency)", "\($0.frequency)", "\($0.monetary)"] }
    }
}
