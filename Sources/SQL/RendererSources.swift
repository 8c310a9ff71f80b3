/// The pass over sources and joins.
extension Renderer {
    mutating func write(_ source: Source) throws(RenderError) {
        switch source.node {
        case .table(let table): try write(table)
        case .subquery(let query): try writeBlock(query)
        case .function(let function): try write(function)
        case .rows(let rows, let columns): return try writeRows(rows, columns, as: source.alias)
        }
        try writeAlias(source.alias)
    }

    mutating func writeAlias(_ alias: Identifier?) throws(RenderError) {
        guard let alias else { return }
        write(" AS ")
        try write(alias)
    }

    private mutating func writeRows(
        _ rows: [[Expression]],
        _ columns: [Identifier],
        as alias: Identifier?
    ) throws(RenderError) {
        write("(")
        try writeValues(rows, width: columns.count)
        write(")")
        try writeAlias(alias)
        try writeNames(columns)
    }

    /// `VALUES (…), (…)`.
    mutating func writeValues(_ rows: [[Expression]], width: Int) throws(RenderError) {
        try require(!rows.isEmpty && width > 0, "VALUES", .empty)
        write("VALUES ")
        try list(rows, separator: itemSeparator) { (renderer, row) throws(RenderError) in
            try renderer.require(row.count == width, "VALUES", .width(expected: width, found: row.count))
            renderer.write("(")
            try renderer.list(row) { (renderer, value) throws(RenderError) in try renderer.write(value) }
            renderer.write(")")
        }
    }

    /// `(name, …)`.
    mutating func writeNames(_ names: [Identifier]) throws(RenderError) {
        write("(")
        try list(names) { (renderer, name) throws(RenderError) in try renderer.write(name) }
        write(")")
    }

    mutating func write(_ join: Join) throws(RenderError) {
        switch join.kind {
        case .inner: clause("JOIN ")
        case .left: clause("LEFT JOIN ")
        case .full: clause("FULL JOIN ")
        case .cross: clause("CROSS JOIN ")
        case .semi: clause(dialect.word(duckDB: "SEMI JOIN ", spark: "LEFT SEMI JOIN "))
        case .anti: clause(dialect.word(duckDB: "ANTI JOIN ", spark: "LEFT ANTI JOIN "))
        }
        try write(join.source)
        switch join.condition {
        case .on(let condition):
            write(" ON ")
            try write(condition)
        case .using(let names):
            try require(!names.isEmpty, "USING", .empty)
            write(" USING ")
            try writeNames(names)
        case nil: break
        }
    }

    private mutating func write(_ function: TableFunction) throws(RenderError) {
        switch dialect.kind {
        case .duckDB: break
        case .spark: throw dialect.unsupported(function.name.rawValue)
        }
        write(function.name.rawValue + "(")
        try list(function.arguments) { (renderer, argument) throws(RenderError) in try renderer.write(argument) }
        for (index, option) in function.options.enumerated() {
            try require(option.hasProperName, function.name.rawValue, .improperOption(option.name))
            write(index == 0 && function.arguments.isEmpty ? "" : ", ")
            write(option.name + " = ")
            try write(option.value)
        }
        write(")")
    }

    private mutating func write(_ argument: TableFunction.Argument) throws(RenderError) {
        switch argument {
        case .boolean(let value): try writeLiteral(.boolean(value))
        // A plain integer, since options take no other type.
        case .integer(let value): write(String(value))
        case .text(let value): try writeLiteral(.text(value))
        case .texts(let values): try writeLiteral(.list(values))
        case .types(let columns):
            write("{")
            try list(columns) { (renderer, column) throws(RenderError) in
                try renderer.writeLiteral(.text(column.name.name))
                renderer.write(": ")
                try renderer.writeLiteral(.text(renderer.dialect.spelling(of: column.type)))
            }
            write("}")
        }
    }
}

extension TableFunction.Option {
    fileprivate var hasProperName: Bool {
        name.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } == true
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
            }
    }
}
