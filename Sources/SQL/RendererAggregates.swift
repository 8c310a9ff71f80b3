/// The pass over aggregates and window functions.
extension Renderer {
    mutating func write(_ aggregate: Aggregate, over window: WindowSpecification?) throws(RenderError) {
        if window != nil { try checkWindow(of: aggregate) }
        let wrapper = aggregate.wrapper(in: dialect)
        write(wrapper.start)
        try writeCall(of: aggregate)
        if let condition = aggregate.filter(in: dialect) {
            write(" FILTER (WHERE ")
            try write(condition)
            write(")")
        }
        if let window { try write(window) }
        write(wrapper.end)
    }

    private func checkWindow(of aggregate: Aggregate) throws(RenderError) {
        switch dialect.kind {
        case .duckDB: break
        case .spark:
            if aggregate.isDistinct { throw dialect.unsupported("DISTINCT in a window") }
            if aggregate.filter(in: dialect) != nil { throw dialect.unsupported("FILTER in a window") }
        }
    }

    private mutating func writeCall(of aggregate: Aggregate) throws(RenderError) {
        let distinct = aggregate.isDistinct ? "DISTINCT " : ""
        switch aggregate.kind {
        case .countRows: write("count(*)")
        case .count(let value): try writeCall("count(" + distinct, value)
        case .sum(let value): try writeCall("sum(" + distinct, value)
        case .sumInOrder(let value, let orderBy): try writeSum(value, inOrder: orderBy)
        case .average(let value): try writeCall("avg(" + distinct, value)
        case .min(let value): try writeCall("min(", value)
        case .max(let value): try writeCall("max(", value)
        case .median(let value): try writeCall("median(", value)
        case .mode(let value): try writeCall("mode(", value)
        case .every(let value): try writeCall("bool_and(", value)
        case .some(let value): try writeCall("bool_or(", value)
        case .quantile(let value, let fraction):
            try require((0...1).contains(fraction), "quantile", .fractionOutOfRange(fraction))
            try writeCall(dialect.word(duckDB: "quantile_cont(", spark: "percentile("), value, end: "")
            write(", ")
            try writeLiteral(.double(fraction))
            write(")")
        case .discreteQuantile(let value, let fraction):
            try require((0...1).contains(fraction), "discrete quantile", .fractionOutOfRange(fraction))
            try writeDiscreteQuantile(value, fraction)
        case .minBy(let value, let keys): try writeExtreme("min", value, keys)
        case .maxBy(let value, let keys): try writeExtreme("max", value, keys)
        case .list(let value, let orderBy): try writeList(value, distinct, orderBy)
        case .string(let value, let separator, let orderBy): try writeString(value, separator, orderBy)
        }
    }

    private mutating func writeCall(_ start: String, _ value: Expression, end: String = ")") throws(RenderError) {
        write(start)
        try write(value)
        write(end)
    }

    private mutating func writeExtreme(
        _ extreme: String,
        _ value: Expression,
        _ keys: [Expression]
    ) throws(RenderError) {
        try require(!keys.isEmpty, "\(extreme)_by", .empty)
        try writeCall(dialect.word(duckDB: "arg_\(extreme)(", spark: "\(extreme)_by("), value, end: ", ")
        if keys.count > 1 { write(dialect.word(duckDB: "row(", spark: "struct(")) }
        try list(keys) { (renderer, key) throws(RenderError) in try renderer.write(key) }
        write(keys.count > 1 ? "))" : ")")
    }

    private mutating func writeDiscreteQuantile(_ value: Expression, _ fraction: Double) throws(RenderError) {
        switch dialect.kind {
        case .duckDB:
            write("percentile_disc(")
            try writeLiteral(.double(fraction))
            try writeCall(") WITHIN GROUP (ORDER BY ", value)
        // Spark's own takes every number for a double.
        case .spark: try writeCall("collect_list(", value)
        }
    }

    /// Spark has no order of rows in a sum, so it adds up a sorted list. A value that is null is no row, as in every sum.
    private mutating func writeSum(_ value: Expression, inOrder orderBy: [Ordering]) throws(RenderError) {
        try require(!orderBy.isEmpty, "ORDER BY", .empty)
        switch dialect.kind {
        case .duckDB:
            try writeCall("sum(", value, end: "")
            try writeOrder(orderBy)
            write(")")
        case .spark:
            guard orderBy.allSatisfy({ !$0.descending }) else {
                throw dialect.unsupported("descending ORDER BY in a sum")
            }
            write("collect_list(struct(")
            for key in orderBy {
                try write(key.expression)
                write(", ")
            }
            try writeCall("", value, end: " AS `summand`))")
        }
    }

    private mutating func writeList(
        _ value: Expression,
        _ distinct: String,
        _ orderBy: [Ordering]
    ) throws(RenderError) {
        switch dialect.kind {
        case .duckDB:
            try writeCall("list(" + distinct, value, end: "")
            try writeOrder(orderBy)
            write(")")
        case .spark:
            guard orderBy.isEmpty || orderBy.sorts(value) else {
                throw dialect.unsupported("ORDER BY in a list aggregate")
            }
            try writeCall(distinct.isEmpty ? "collect_list(" : "collect_set(", value)
        }
    }

    private mutating func writeString(
        _ value: Expression,
        _ separator: String,
        _ orderBy: [Ordering]
    ) throws(RenderError) {
        write(dialect.word(duckDB: "string_agg(", spark: "listagg("))
        try write(value)
        write(", ")
        try writeLiteral(.text(separator))
        switch dialect.kind {
        case .duckDB:
            try writeOrder(orderBy)
            write(")")
        case .spark:
            write(")")
            guard !orderBy.isEmpty else { return }
            write(" WITHIN GROUP (ORDER BY ")
            try list(orderBy) { (renderer, key) throws(RenderError) in try renderer.write(key) }
            write(")")
        }
    }

    private mutating func writeOrder(_ orderBy: [Ordering]) throws(RenderError) {
        guard !orderBy.isEmpty else { return }
        write(" ORDER BY ")
        try list(orderBy) { (renderer, key) throws(RenderError) in try renderer.write(key) }
    }

    mutating func write(_ ordering: Ordering) throws(RenderError) {
        try write(ordering.expression)
        write(ordering.descending ? " DESC" : " ASC")
        write(ordering.nullsFirst ? " NULLS FIRST" : " NULLS LAST")
    }
}

extension Aggregate {
    /// What goes round the aggregate: a list over no rows is empty, and Spark can only sort a list after the fact.
    fileprivate func wrapper(in dialect: Dialect) -> (start: String, end: String) {
        switch (kind, dialect.kind) {
        case (.list, .duckDB): ("coalesce(", ", [])")
        case (.list(let value, let orderBy), .spark): orderBy.sorts(value) ? ("array_sort(", ")") : ("", "")
        // `transform` over a list of one list is Spark's way of giving the list a name.
        case (.discreteQuantile(_, let fraction), .spark):
            (
                "element_at(transform(array(array_sort(",
                ")), list -> get(list, CAST(greatest(ceil(size(list) * CAST('\(fraction)' AS DOUBLE)) - 1, 0) AS INT))), 1)"
            )
        case (.sumInOrder, .spark):
            (
                "aggregate(array_sort(",
                "), CAST(NULL AS DOUBLE), (total, row) -> coalesce(total + row.`summand`, row.`summand`))"
            )
        default: ("", "")
        }
    }

    /// The rows that count: those of the condition, and for some kinds those without nulls, on which the engines differ.
    fileprivate func filter(in dialect: Dialect) -> Expression? {
        let conditions = required(in: dialect).map(\.isNotNull) + (condition.map { [$0] } ?? [])
        return conditions.isEmpty ? nil : .all(conditions)
    }

    private func required(in dialect: Dialect) -> [Expression] {
        switch (kind, dialect.kind) {
        // A row of keys is not null when one of its keys is.
        case (.minBy(_, let keys), .duckDB), (.maxBy(_, let keys), .duckDB): keys.count > 1 ? keys : []
        case (.minBy(let value, let keys), .spark), (.maxBy(let value, let keys), .spark):
            keys.count > 1 ? [value] + keys : [value]
        case (.list(let value, _), .duckDB), (.sumInOrder(let value, _), .spark): [value]
        default: []
        }
    }
}

extension [Ordering] {
    /// Whether this order is that of `value` itself, ascending. A list has no nulls, so their place does not matter.
    fileprivate func sorts(_ value: Expression) -> Bool {
        count == 1 && self[0].expression == value && !self[0].descending
    }
}
