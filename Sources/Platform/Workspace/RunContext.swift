package import Domain

/// What a use case needs to know of the world around it: the time, the reader, and whom to tell of progress.
package struct RunContext: Sendable {
    /// The present instant. Every "now" of a run is asked for here once.
    package var clock: @Sendable () -> Instant
    /// The language of whoever reads what is written.
    package var language: Language
    /// Folders that set-up filled, with DuckDB's library and the browser parts.
    package var dependencyFolders: [String]
    /// The token of a Spark server that asks for one.
    package var sparkToken: String?
    /// Told of progress; may be called many times a second.
    package var progress: @Sendable (Progress) -> Void

    package init(
        clock: @escaping @Sendable () -> Instant,
        language: Language,
        dependencyFolders: [String],
        sparkToken: String? = nil,
        progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        self.clock = clock
        self.language = language
        self.dependencyFolders = dependencyFolders
        self.sparkToken = sparkToken
        self.progress = progress
    }
}

/// How far a long piece of work has come.
package struct Progress: Sendable {
    /// What is being done, such as "Checking orders.csv".
    package var activity: Bilingual
    /// Bytes of the file read so far, and in all; `nil` where work has no such measure.
    package var bytes: (done: Int64, total: Int64)?
    /// Rows passed so far, as far as they are known.
    package var rows: Int64?
    /// Rows passed so far and in all, where that is known.
    package var share: (done: Int64, total: Int64)?

    package init(
        _ activity: Bilingual,
        bytes: (done: Int64, total: Int64)? = nil,
        share: (done: Int64, total: Int64)? = nil,
        rows: Int64? = nil
    ) {
        self.activity = activity
        self.bytes = bytes
        self.share = share
        self.rows = rows
    }
}

/// The version that reports and `--version` name.
package enum Product {
    package static let version = "0.1.0"
}
