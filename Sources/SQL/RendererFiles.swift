/// The pass over files to write and options of the session.
extension Renderer {
    mutating func writeCopy(_ query: Query, to path: String, _ format: CopyFormat) throws(RenderError) {
        switch dialect.kind {
        case .duckDB: break
        case .spark: throw dialect.unsupported("COPY")
        }
        write("COPY ")
        try writeBlock(query)
        write(" TO ")
        try writeLiteral(.text(path))
        write(" (")
        switch format {
        case .csv(let header, let delimiter, let nullText):
            let isProper = delimiter.isASCII && !delimiter.isNewline && delimiter != "\""
            try require(isProper, "COPY", .improperOption(String(delimiter)))
            write("FORMAT csv, HEADER \(header ? "true" : "false"), DELIMITER ")
            try writeLiteral(.text(String(delimiter)))
            write(", NULLSTR ")
            try writeLiteral(.text(nullText))
        case .json: write("FORMAT json")
        case .parquet(let compression): write("FORMAT parquet, COMPRESSION \(compression.rawValue)")
        }
        write(")")
    }

    mutating func write(_ option: SessionOption) throws(RenderError) {
        switch (dialect.kind, option) {
        case (.duckDB, .timeZone(let zone)):
            try check(zone: zone)
            write("SET TimeZone = ")
            try writeLiteral(.text(zone))
        case (.spark, .timeZone(let zone)):
            try check(zone: zone)
            write("SET TIME ZONE ")
            try writeLiteral(.text(zone))
        case (.duckDB, .threads(let count)):
            try require(count >= 1, option.name, .countOutOfRange(count))
            write("SET threads = \(count)")
        case (.duckDB, .memoryLimit(let mebibytes)):
            try require(mebibytes >= 1, option.name, .countOutOfRange(mebibytes))
            write("SET memory_limit = '\(mebibytes)MiB'")
        case (.duckDB, .temporaryDirectory(let path)):
            write("SET temp_directory = ")
            try writeLiteral(.text(path))
        case (.duckDB, .preservesInsertionOrder(let isOn)), (.duckDB, .progressBar(let isOn)),
            (.duckDB, .externalAccess(let isOn)):
            write("SET \(option.name) = \(isOn)")
        case (.duckDB, .sharesCommonExpressions(let isOn)):
            write("SET \(option.name) = '\(isOn ? "" : "common_subexpressions")'")
        case (.spark, .threads), (.spark, .memoryLimit), (.spark, .temporaryDirectory),
            (.spark, .preservesInsertionOrder), (.spark, .progressBar), (.spark, .externalAccess),
            (.spark, .sharesCommonExpressions):
            throw dialect.unsupported("SET \(option.name)")
        }
    }

    /// An IANA name or a fixed offset: ASCII letters and digits, `/`, `_`, `-`, `+` and `:`.
    private func check(zone: String) throws(RenderError) {
        let isProper = zone.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "/_-+:".utf8.contains(byte)
        }
        try require(isProper && !zone.isEmpty, "TimeZone", .improperOption(zone))
    }
}
