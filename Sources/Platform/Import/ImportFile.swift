import Compiler
package import Domain
import Exchange
import Foundation
import ProjectFile
import SQL
import Warehouse

/// What became of one file.
package struct FileOutcome: Sendable {
    package enum Status: String, Sendable, Codable {
        case imported
        /// The same bytes were imported from this path before; nothing was done.
        case unchanged
        /// The path has new bytes; the rows of the old ones were replaced.
        case replaced
        /// The same bytes came from another path before; they are not counted twice.
        case duplicate
        /// The file is no longer there; its rows were taken out.
        case removed
    }

    package var source: String
    package var path: String
    package var status: Status
    package var rows: Int64
    package var rejected: Int64
    package var bytes: Int64
    package var encoding: String
    package var rejects: [Reject]
    /// What of the rejects seems to be a matter of how dates are written.
    package var swappedDates: [SwappedDates] = []
    /// What the user should change, of this and the source's other files; it stands in one of them.
    package var hints: [Bilingual] = []
    /// What the user should know although it stopped nothing.
    package var remarks: [Bilingual] = []
}

extension FileOutcome {
    /// - Parameter inspection: `nil` where the file is no longer there.
    init(_ entry: ImportLedger.Entry, _ status: Status, _ inspection: TextInspection?) {
        self.init(
            source: entry.source,
            path: entry.path,
            status: status,
            rows: entry.rows,
            rejected: entry.rejected,
            bytes: inspection?.byteCount ?? 0,
            encoding: inspection?.encoding.name ?? "",
            rejects: []
        )
    }
}

/// Brings the rows of one file into the raw table of its source, all of them or none.
struct ImportFile {
    var workspace: Workspace
    var source: SourceDefinition
    var context: RunContext
    /// The paths of all files of the source, as the project names them.
    var present: Set<String>
    /// Types of properties that some file of the source is known to need.
    var knownTypes = FoundTypes()

    private var connection: Connection { workspace.connection }
    private var name: String { source.name.value }
    private var ledger: ImportLedger { ImportLedger(connection: connection) }

    /// - Parameter shownPath: the path as the project names it.
    func run(path: String, shownPath: String) async throws -> FileOutcome {
        let format = try FileShape.format(path: path, stated: source.format?.value)
        var inspection = try inspect(path, format)
        let entries = try await ledger.entries(of: name)
        try await ledger.forgetRefused(of: name, file: shownPath)
        let plan = Self.planFingerprint(source, zone: zone)
        let before = entries.first { $0.path == shownPath }
        if let same = entries.first(where: { $0.fingerprint == inspection.fingerprint && $0.plan == plan }) {
            if !present.contains(same.path) { try await ledger.rename(same, to: shownPath) }
            let status: FileOutcome.Status =
                same.path == shownPath || !present.contains(same.path) ? .unchanged : .duplicate
            var outcome = FileOutcome(same, status, inspection)
            outcome.path = shownPath
            return outcome
        }
        try FileShape.refuseOtherFormats(path, shown: shownPath, format, inspection)
        let stated = StatedShape(source)
        let preamble = try stated.preamble(of: path, format, inspection)
        // A title's quote may be open; then the check took the inside of the table's own quotes for their outside.
        if preamble.hasQuotes { inspection.features = .unknown }
        let copy = try workingCopy(path, format, inspection, preamble)
        defer { if let copy { unlink(copy.path) } }
        let table = try await FileShape(connection: connection).table(
            format: format,
            path: copy?.path ?? path,
            original: shownPath,
            preamble: preamble,
            stated: stated
        )
        let loading = FileLoading(
            workspace: workspace,
            source: source,
            zone: zone,
            context: context,
            table: table,
            shownPath: shownPath,
            inspection: inspection,
            overlongLines: copy?.overlongLines ?? [],
            knownTypes: knownTypes
        )
        var loaded = try await loading.load(replacing: before, plan: plan)
        loaded.remarks += remarks(shownPath, inspection, preamble)
        return loaded
    }

    private var zone: TimeZone { source.timeZone?.value ?? workspace.zone }

    private func inspect(_ path: String, _ format: FileFormat) throws -> TextInspection {
        let stated = try source.encoding.map { encoding in
            guard let known = TextEncoding(userText: encoding.value.rawValue) else {
                throw FileError.unknownEncoding(name: encoding.value.rawValue)
            }
            return known
        }
        let file = FileOnDisk(path: path)
        let (activity, total) = (Bilingual(en: "Checking \(file.name)", zh: "正在检查 \(file.name)"), file.size)
        let inspection = try TextInspection.inspect(path: path, stated: stated) { done in
            try Task.checkCancellation()
            context.progress(Progress(activity, bytes: (done, total)))
        }
        return format == .parquet ? inspection.ofBinary : inspection
    }

    /// A copy in plain UTF-8 with nothing but the table, where the file is not that already.
    private func workingCopy(
        _ path: String,
        _ format: FileFormat,
        _ inspection: TextInspection,
        _ preamble: Preamble
    ) throws -> WorkingCopy? {
        guard format != .parquet, !inspection.readsAsItIs || preamble.hasQuotes else { return nil }
        let name = FileOnDisk(path: path).name
        let activity = Bilingual(en: "Converting \(name)", zh: "正在转换 \(name)")
        let target = workspace.temporaryPath()
        let blank = preamble.lineCount
        return try WorkingCopy.write(of: path, inspection: inspection, to: target, blankLines: blank) { done in
            try Task.checkCancellation()
            context.progress(Progress(activity, bytes: (done, inspection.byteCount)))
        }
    }

    private func remarks(_ file: String, _ inspection: TextInspection, _ preamble: Preamble) -> [Bilingual] {
        var remarks: [Bilingual] = []
        if preamble.hasTitles, source.skippedLines == nil {
            let line = preamble.lineCount + 1
            remarks.append(
                Bilingual(
                    en: "The table of \(file) begins in line \(line); the lines before it were passed over.",
                    zh: "\(file) 的表格从第 \(line) 行开始；之前的各行已跳过。"
                )
            )
        }
        if !inspection.encodingIsCertain {
            let name = inspection.encoding.name
            remarks.append(
                Bilingual(
                    en: "The encoding of \(file) was taken to be \(name); "
                        + "state `encoding` in covey.yaml if names look wrong.",
                    zh: "\(file) 的编码被识别为 \(name)；如果文字显示不正确，请在 covey.yaml 中写明 encoding。"
                )
            )
        }
        if let line = inspection.firstDamagedLine {
            remarks.append(
                Bilingual(
                    en: inspection.damagedLines == 1
                        ? "\(file): line \(line) is not UTF-8."
                        : "\(file): \(inspection.damagedLines) lines are not UTF-8, the first is line \(line).",
                    zh: "\(file) 有 \(inspection.damagedLines) 行不是 UTF-8，第一处在第 \(line) 行。"
                )
            )
        }
        return remarks
    }

    /// Raised whenever Covey itself makes other rows of the same bytes, so that files are then read anew.
    private static let readingVersion = "2"

    /// Everything in the project that decides how a file's bytes become rows. Where it changes, files are read anew.
    static func planFingerprint(_ source: SourceDefinition, zone: TimeZone) -> String {
        let columns = source.columns.map { column in
            [
                column.column.value, column.target.value.name, column.type?.value.rawValue ?? "",
                column.formats.map(\.value.text).joined(separator: "|"), column.decimal?.rawValue ?? "",
                column.separator, column.cleaners.map { "\($0)" }.joined(separator: "|"),
            ].joined(separator: "\u{1F}")
        }
        let format = [source.format?.value.rawValue ?? "", source.encoding?.value.rawValue ?? ""]
        let shape = [
            source.delimiter ?? "", source.quote.map { "\($0)" } ?? "", source.header.map(String.init) ?? "",
            source.skippedLines.map(String.init) ?? "",
        ]
        let policy = [source.otherColumns.rawValue, source.cleaning.missingCustomer.rawValue, zone.identifier]
        let file = [readingVersion, source.kind.value.rawValue] + format + shape + policy
        return (file + columns).joined(separator: "\u{1E}")
    }
}
