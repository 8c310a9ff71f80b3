import Domain
import Exchange
import ProjectFile
import Warehouse

/// Imports the files of one source, as a part of the import's transaction: what is new or changed, and nothing twice.
struct ImportSource {
    var workspace: Workspace
    var source: SourceDefinition
    /// Its files, at least one, each with the path as the project names it.
    var files: [(path: String, shown: String)]
    var context: RunContext

    private var name: String { source.name.value }
    private var ledger: ImportLedger { ImportLedger(connection: workspace.connection) }
    private var present: Set<String> { Set(files.map(\.shown)) }

    func run() async throws -> [FileOutcome] {
        let before = try await ledger.entries(of: name)
        var outcomes = try await readAll()
        try await takeOutGone()
        // What is gone may have been the only reason for a type.
        let types = try await ledger.entries(of: name).reduce(FoundTypes()) { $0.joined(with: $1.types) }
        let table = try await RawTable(of: name, workspace.connection).types()
        if !types.agree(with: table, of: source) {
            try await ledger.removeAll(of: name)
            outcomes = try await readAll(knownTypes: types)
        }
        for index in outcomes.indices where outcomes[index].status == .imported {
            if before.contains(where: { $0.path == outcomes[index].path }) { outcomes[index].status = .replaced }
        }
        addHints(to: &outcomes)
        return outcomes + (try await gone(before))
    }

    /// Reads all files; from the beginning where one does not fit the types found so far. Each new beginning has wider
    /// types, so there are few.
    private func readAll(knownTypes: FoundTypes = FoundTypes()) async throws -> [FileOutcome] {
        var types = knownTypes
        while true {
            do {
                return try await readOnce(types)
            } catch let other as OtherTypes {
                types = other.types
                try await ledger.removeAll(of: name)
            }
        }
    }

    private func readOnce(_ types: FoundTypes) async throws -> [FileOutcome] {
        var outcomes: [FileOutcome] = []
        for file in files {
            try Task.checkCancellation()
            let importing = ImportFile(
                workspace: workspace,
                source: source,
                context: context,
                present: present,
                knownTypes: types
            )
            do {
                outcomes.append(try await importing.run(path: file.path, shownPath: file.shown))
            } catch let error as FileError where error.isWrongPath {
                throw WorkspaceError.wrongPath(source: name, error)
            }
        }
        return outcomes
    }

    /// Says once for all files of a source what its owner should change.
    private func addHints(to outcomes: inout [FileOutcome]) {
        guard let first = outcomes.firstIndex(where: { !$0.swappedDates.isEmpty }) else { return }
        outcomes[first].hints = SwappedDates.merged(outcomes.flatMap(\.swappedDates)).map(\.text)
    }

    /// Takes out the rows of files that are no longer there, so that the same project and files give the same answer
    /// whatever was there before. A source without any file is an error before this.
    private func takeOutGone() async throws {
        try await ledger.forgetRefused(of: name, except: present)
        for entry in try await ledger.entries(of: name) where !present.contains(entry.path) {
            try await ledger.remove(entry)
        }
    }

    /// What became of the files that are no longer there, under no other name either.
    private func gone(_ before: [ImportLedger.Entry]) async throws -> [FileOutcome] {
        let contents = Set(try await ledger.entries(of: name).map(\.fingerprint))
        return before.filter { !present.contains($0.path) && !contents.contains($0.fingerprint) }.map { entry in
            var outcome = FileOutcome(entry, .removed, nil)
            let were = entry.rows == 1 ? "row was" : "rows were"
            outcome.remarks = [
                Bilingual(
                    en: "\(entry.path) is no longer there; its \(entry.rows) \(were) taken out.",
                    zh: "\(entry.path) 已不存在；其 \(entry.rows) 行已移除。"
                )
            ]
            return outcome
        }
    }
}
