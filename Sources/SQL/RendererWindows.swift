/// The pass over window functions.
extension Renderer {
    mutating func write(_ function: WindowFunction, over window: WindowSpecification) throws(RenderError) {
        switch function {
        case .rowNumber: write("row_number()")
        case .rank: write("rank()")
        case .denseRank: write("dense_rank()")
        case .ntile(let count):
            try require(count > 0, "ntile", .countOutOfRange(count))
            write("ntile(\(count))")
        case .lag(let value, let offset, let otherwise): try writeShift("lag", value, offset, otherwise)
        case .lead(let value, let offset, let otherwise): try writeShift("lead", value, offset, otherwise)
        case .firstValue(let value):
            write("first_value(")
            try write(value)
            write(")")
        case .lastValue(let value):
            write("last_value(")
            try write(value)
            write(")")
        }
        try write(window)
    }

    private mutating func writeShift(
        _ name: String,
        _ value: Expression,
        _ offset: Int,
        _ otherwise: Expression?
    ) throws(RenderError) {
        try require(offset >= 0, name, .countOutOfRange(offset))
        write("\(name)(")
        try write(value)
        write(", \(offset)")
        if let otherwise {
            write(", ")
            try write(otherwise)
        }
        write(")")
    }

    mutating func write(_ window: WindowSpecification) throws(RenderError) {
        write(" OVER (")
        var separator = ""
        if !window.partitionBy.isEmpty {
            write("PARTITION BY ")
            try list(window.partitionBy) { (renderer, key) throws(RenderError) in try renderer.write(key) }
            separator = " "
        }
        if !window.orderBy.isEmpty {
            write(separator + "ORDER BY ")
            try list(window.orderBy) { (renderer, key) throws(RenderError) in try renderer.write(key) }
            separator = " "
        }
        if let frame = window.frame {
            write(separator + frame.unit.rawValue + " BETWEEN ")
            try write(frame.start)
            write(" AND ")
            try write(frame.end)
        }
        write(")")
    }

    private mutating func write(_ bound: WindowSpecification.Bound) throws(RenderError) {
        switch bound {
        case .unboundedPreceding: write("UNBOUNDED PRECEDING")
        case .preceding(let count):
            try require(count >= 0, "PRECEDING", .countOutOfRange(count))
            write("\(count) PRECEDING")
        case .currentRow: write("CURRENT ROW")
        case .following(let count):
            try require(count >= 0, "FOLLOWING", .countOutOfRange(count))
            write("\(count) FOLLOWING")
        case .unboundedFollowing: write("UNBOUNDED FOLLOWING")
        }
    }
}
