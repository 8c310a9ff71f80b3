import Domain
import Foundation

/// A set of timelines that is being written.
package final class TimelineWriting {
    package let builder: TimelineBuilder
    private let home: TimelineFolder
    let folder: String
    private let outputs: Outputs
    private var isAdopted = false

    init(_ home: TimelineFolder, folder: String, schema: Schema) throws(TimelineError) {
        let outputs = Outputs(folder: folder)
        builder = try TimelineBuilder(schema) { (name) throws(TimelineError) in try outputs.make(name) }
        (self.home, self.folder, self.outputs) = (home, folder, outputs)
    }

    deinit {
        if !isAdopted { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Ends all files, and opens them; nobody else knows of them yet.
    package func finish() throws(TimelineError) -> Timelines {
        try builder.finish()
        let traits = try entries(builder.traits, prefix: "trait")
        var lanes: [Manifest.LaneEntry] = []
        for (index, lane) in builder.lanes.enumerated() {
            let file = "event-\(index)"
            let properties = try entries(lane.properties, prefix: file + "-property")
            lanes.append(Manifest.LaneEntry(name: lane.name, file: file, count: lane.count, properties: properties))
        }
        let manifest = Manifest(
            customers: builder.customerCount,
            events: builder.eventCount,
            currency: builder.schema.currency,
            lastArrival: builder.lastArrival,
            traits: traits,
            lanes: lanes,
            files: try outputs.close()
        )
        try write(manifest)
        return try TimelineReading(folder: folder, .structure).timelines()
    }

    /// Makes the finished set the current one, in the place of the one before.
    ///
    /// - Parameter fingerprint: of what it was made of.
    package func adopt(fingerprint: String) throws(TimelineError) {
        try home.adopt(folder, fingerprint: fingerprint)
        isAdopted = true
    }

    /// Likewise, but only in the place of the set it was made from, which keeps its fingerprint.
    func adopt(replacing replaced: String) throws(TimelineError) {
        try home.adopt(folder, replacing: replaced)
        isAdopted = true
    }

    private func entries(
        _ columns: [(name: String, column: ColumnBuilder)],
        prefix: String
    ) throws(TimelineError) -> [Manifest.ColumnEntry] {
        var entries: [Manifest.ColumnEntry] = []
        for (index, (name, column)) in columns.enumerated() {
            let file = "\(prefix)-\(index)"
            if !ColumnKey.holds(column.type) { try write(column.dictionary, file) }
            entries.append(
                Manifest.ColumnEntry(
                    name: name,
                    type: column.type,
                    file: file,
                    count: column.count,
                    hasMissing: column.hasMissing,
                    different: column.dictionary.count
                )
            )
        }
        return entries
    }

    private func write(_ dictionary: [Value], _ file: String) throws(TimelineError) {
        let starts = try outputs.make(file + "-values-starts")
        let bytes = try outputs.make(file + "-values-bytes")
        for value in dictionary {
            try starts.append(UInt64(bytes.byteCount))
            for byte in ValueDictionary.encode(value).utf8 { try bytes.append(byte) }
        }
        try starts.append(UInt64(bytes.byteCount))
    }

    private func write(_ manifest: Manifest) throws(TimelineError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        let path = folder + "/" + TimelineReading.manifestName
        let output = try OutputDescriptor(path: path)
        do {
            let text = try encoder.encode(manifest)
            let seal = Checksum.of(text)
            try output.write(text: text + Data("\n\(seal)\n".utf8))
        } catch let error as TimelineError {
            throw error
        } catch {
            throw .notWritable(path: path, reason: error.localizedDescription)
        }
        try output.close()
    }

    /// The files of a set, by their names.
    private final class Outputs {
        let folder: String
        private var files: [(name: String, output: ColumnOutput)] = []

        init(folder: String) {
            self.folder = folder
        }

        func make(_ name: String) throws(TimelineError) -> ColumnOutput {
            let output = try ColumnOutput(path: "\(folder)/\(name)")
            files.append((name, output))
            return output
        }

        func close() throws(TimelineError) -> [String: Manifest.FileEntry] {
            var entries: [String: Manifest.FileEntry] = [:]
            for (name, output) in files {
                let bytes = output.byteCount
                entries[name] = Manifest.FileEntry(bytes: bytes, checksum: try output.close())
            }
            return entries
        }
    }
}

extension Checksum {
    static func of(_ data: Data) -> UInt64 {
        var checksum = Checksum()
        data.withUnsafeBytes { checksum.add($0) }
        return checksum.value
    }
}

extension OutputDescriptor {
    func write(text: Data) throws(TimelineError) {
        let result = text.withUnsafeBytes { bytes in
            Result { () throws(TimelineError) in try write(bytes) }
        }
        try result.get()
    }
}
