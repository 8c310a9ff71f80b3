import Domain
import Foundation

extension TimelineFolder {
    /// How much of what is on disk is compared with what was written.
    package enum Verification: Sendable {
        /// The manifest's checksum, and that every file is as long as it was: enough after a crash.
        case structure
        /// Every byte.
        case everything
    }

    /// Opens the current timelines.
    ///
    /// - Throws: `.missing`, `.otherFormat`, `.damaged` or `.notReadable`; making them anew mends all of these.
    package func open(verifying verification: Verification = .structure) throws(TimelineError) -> Timelines {
        guard let folder = current?.folder else { throw .missing(path: path) }
        return try open(set: folder, verifying: verification)
    }

    /// Opens a set by its folder.
    func open(set: String, verifying verification: Verification = .structure) throws(TimelineError) -> Timelines {
        try TimelineReading(folder: set, verification).timelines()
    }
}

/// Opens the files of one set.
struct TimelineReading {
    static let manifestName = "manifest.json"

    private let folder: String
    private let manifest: Manifest
    private let files: [String: MappedFile]

    init(folder: String, _ verification: TimelineFolder.Verification) throws(TimelineError) {
        self.folder = folder
        manifest = try Self.manifest(in: folder)
        var files: [String: MappedFile] = [:]
        for (name, entry) in manifest.files {
            let path = "\(folder)/\(name)"
            let file = try MappedFile(path: path)
            guard file.bytes.count == entry.bytes else { throw .damaged(path: path) }
            if verification == .everything {
                var checksum = Checksum()
                checksum.add(file.bytes)
                guard checksum.value == entry.checksum else { throw .damaged(path: path) }
            }
            files[name] = file
        }
        self.files = files
    }

    /// The manifest, whose last line is its checksum.
    static func manifest(in folder: String) throws(TimelineError) -> Manifest {
        let path = folder + "/" + manifestName
        guard let data = FileManager.default.contents(atPath: path) else { throw .missing(path: path) }
        struct Header: Decodable { var format: Int }
        guard let seal = data.dropLast().lastIndex(of: 10) else { throw .damaged(path: path) }
        let text = data[..<seal]
        let wanted = String(decoding: data[(seal + 1)...], as: UTF8.self).trimmingCharacters(in: .newlines)
        guard String(Checksum.of(Data(text))) == wanted else { throw .damaged(path: path) }
        guard let header = try? JSONDecoder().decode(Header.self, from: text) else { throw .damaged(path: path) }
        guard header.format == Manifest.currentFormat else {
            throw .otherFormat(path: path, found: header.format, known: Manifest.currentFormat)
        }
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: text) else { throw .damaged(path: path) }
        return manifest
    }

    func timelines() throws(TimelineError) -> Timelines {
        var traits: [String: StoredColumn] = [:]
        for entry in manifest.traits { traits[entry.name] = try column(entry) }
        var lanes: [String: Lane] = [:]
        for entry in manifest.lanes {
            var properties: [String: StoredColumn] = [:]
            for property in entry.properties { properties[property.name] = try column(property) }
            lanes[entry.name] = Lane(
                name: entry.name,
                count: entry.count,
                starts: try numbers(entry.file + "-starts", UInt32.self, manifest.customers + 1),
                times: try numbers(entry.file + "-times", Int64.self, entry.count),
                ordinals: try numbers(entry.file + "-ordinals", UInt32.self, entry.count),
                properties: properties
            )
        }
        return Timelines(
            ids: try texts("ids", manifest.customers),
            traits: traits,
            lanes: lanes,
            currency: manifest.currency,
            lastArrival: manifest.lastArrival,
            memory: Array(files.values)
        )
    }

    private func column(_ entry: Manifest.ColumnEntry) throws(TimelineError) -> StoredColumn {
        guard ColumnKey.holds(entry.type) else {
            let codes = try numbers(entry.file, UInt32.self, entry.count)
            let values = try texts(entry.file + "-values", entry.different)
            let dictionary = ValueDictionary(values, type: entry.type)
            return StoredColumn(type: entry.type, count: entry.count, storage: .codes(codes, dictionary))
        }
        let keys = try numbers(entry.file, Int64.self, entry.count)
        let present = try numbers(entry.file + "-present", UInt64.self, entry.count / 64 + 2)
        return StoredColumn(
            type: entry.type,
            count: entry.count,
            storage: .keys(keys, present: entry.hasMissing ? present : nil)
        )
    }

    private func texts(_ name: String, _ count: Int) throws(TimelineError) -> TextColumnView {
        let starts = try numbers(name + "-starts", UInt64.self, count + 1)
        let bytes = try numbers(name + "-bytes", UInt8.self, 0)
        return TextColumnView(count: count, starts: starts, bytes: bytes)
    }

    /// A file's numbers, of which there are at least as many as the manifest says.
    private func numbers<Number>(
        _ name: String,
        _ type: Number.Type,
        _ count: Int
    ) throws(TimelineError) -> UnsafePointer<Number> {
        guard let file = files[name], file.bytes.count >= count * MemoryLayout<Number>.stride else {
            throw .damaged(path: "\(folder)/\(name)")
        }
        return file.numbers(type)
    }
}
