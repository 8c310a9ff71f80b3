/// Names and types as a dialect writes them.
extension Dialect {
    /// The word of this dialect. A dialect more makes every call of this name its word.
    func word(duckDB: String, spark: String) -> String {
        switch kind {
        case .duckDB: duckDB
        case .spark: spark
        }
    }

    /// A quoted name.
    func quoted(_ identifier: Identifier) throws(RenderError) -> String {
        let name = identifier.name
        guard !name.isEmpty else { throw .unwritable(.emptyName) }
        guard !name.unicodeScalars.contains("\0") else { throw .unwritable(.nameCannotBeQuoted(name)) }
        switch kind {
        case .duckDB: return Self.quoted(name, with: "\"")
        case .spark:
            // Spark replaces `${variable}` before it reads quotes, and names have no escapes.
            guard !name.hasScalars("$", "{") else { throw .unwritable(.nameCannotBeQuoted(name)) }
            return Self.quoted(name, with: "`")
        }
    }

    /// Unicode scalars are compared, not characters: a mark may combine with a quotation mark into one character.
    private static func quoted(_ name: String, with mark: Unicode.Scalar) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(mark)
        for scalar in name.unicodeScalars {
            if scalar == mark { scalars.append(mark) }
            scalars.append(scalar)
        }
        scalars.append(mark)
        return String(scalars)
    }

    func quoted(_ table: TableName) throws(RenderError) -> String {
        if let path = table.path {
            guard !path.isEmpty else { throw .unwritable(.emptyName) }
            var parts: [String] = []
            for part in path { parts.append(try quoted(part)) }
            return parts.joined(separator: ".")
        }
        guard let schema = table.schema else { return try quoted(table.name) }
        switch kind {
        case .duckDB: return try quoted(schema) + "." + quoted(table.name)
        case .spark:
            guard !schema.name.isEmpty, !table.name.name.isEmpty else { throw .unwritable(.emptyName) }
            return try quoted(Identifier(schema.name + "_" + table.name.name))
        }
    }

    func spelling(of type: SQLType) throws(RenderError) -> String {
        switch (type, kind) {
        case (.boolean, _): return "BOOLEAN"
        case (.integer, _): return "BIGINT"
        case (.integer32, .duckDB): return "INTEGER"
        case (.integer32, .spark): return "INT"
        case (.double, _): return "DOUBLE"
        case (.decimal(let precision, let scale), _):
            guard (1...38).contains(precision), (0...precision).contains(scale) else {
                throw .unwritable(.decimalType(precision: precision, scale: scale))
            }
            return "DECIMAL(\(precision), \(scale))"
        case (.text, .duckDB): return "VARCHAR"
        case (.text, .spark): return "STRING"
        case (.date, _): return "DATE"
        case (.timestamp, .duckDB): return "TIMESTAMP"
        case (.timestamp, .spark): return "TIMESTAMP_NTZ"
        case (.timestampTZ, .duckDB): return "TIMESTAMP WITH TIME ZONE"
        case (.timestampTZ, .spark): return "TIMESTAMP"
        case (.list(let element), .duckDB): return try spelling(of: element) + "[]"
        case (.list(let element), .spark): return try "ARRAY<" + spelling(of: element) + ">"
        }
    }

    /// `text` as a regular expression's replacement that means just `text`.
    func plainReplacement(_ text: String) -> String {
        let special: Set<Unicode.Scalar> =
            switch kind {
            case .duckDB: ["\\"]
            case .spark: ["\\", "$"]
            }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if special.contains(scalar) { scalars.append("\\") }
            scalars.append(scalar)
        }
        return String(scalars)
    }
}

extension String {
    /// Whether the two scalars stand next to each other somewhere.
    fileprivate func hasScalars(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        zip(unicodeScalars, unicodeScalars.dropFirst()).contains { $0 == first && $1 == second }
    }
}
