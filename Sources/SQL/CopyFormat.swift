/// The kind of file that ``Statement/copy(_:to:as:)`` writes.
package enum CopyFormat: Sendable, Hashable {
    /// `delimiter` is one ASCII character; `nullText` stands for null.
    case csv(header: Bool = true, delimiter: Character = ",", nullText: String = "")
    /// One object a line.
    case json
    case parquet(compression: ParquetCompression = .zstd)
}

/// How Parquet pages are packed.
package enum ParquetCompression: String, Sendable, Hashable, CaseIterable {
    case uncompressed, snappy, gzip, zstd
}

/// The settings of a session that Covey changes: no other can be named.
package enum SessionOption: Sendable, Hashable {
    /// The zone in which a session reads and shows instants: an IANA name such as `UTC`.
    case timeZone(String)
    /// How many threads the engine may use, at least one.
    case threads(Int)
    /// How much memory the engine may use, in mebibytes, at least one.
    case memoryLimit(mebibytes: Int)
    /// Where the engine may put what does not fit into memory.
    case temporaryDirectory(String)
    /// Whether rows without an `ORDER BY` keep the order in which they were inserted.
    case preservesInsertionOrder(Bool)
    case progressBar(Bool)
    /// Whether statements may read and write files; cannot be allowed again.
    case externalAccess(Bool)
    /// Whether the engine looks for expressions that occur several times in a statement, to compute them once for each row.
    case sharesCommonExpressions(Bool)

    /// The name under which a dialect refuses the option.
    var name: String {
        switch self {
        case .timeZone: "TimeZone"
        case .threads: "threads"
        case .memoryLimit: "memory_limit"
        case .temporaryDirectory: "temp_directory"
        case .preservesInsertionOrder: "preserve_insertion_order"
        case .progressBar: "enable_progress_bar"
        case .externalAccess: "enable_external_access"
        case .sharesCommonExpressions: "disabled_optimizers"
        }
    }
}
