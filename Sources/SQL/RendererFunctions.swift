/// The pass over calls of functions.
extension Renderer {
    mutating func writeCall(_ function: Function, _ arguments: [Expression]) throws(RenderError) {
        try require(arguments.count >= function.leastArguments, function.name, .empty)
        try checkCounts(of: function)
        guard let spelling = function.spelling(in: dialect, arguments: arguments) else {
            throw dialect.unsupported(function.name)
        }
        try write(spelling)
    }

    private func checkCounts(of function: Function) throws(RenderError) {
        switch function {
        case .substring(let start, let count):
            try require(start >= 1, function.name, .countOutOfRange(start))
            try require(count >= 0, function.name, .countOutOfRange(count))
        case .regexpExtract(_, let group): try require((0...9).contains(group), function.name, .countOutOfRange(group))
        case .round(let places): try require((0...38).contains(places), function.name, .countOutOfRange(places))
        case .parseTimestamp(let formats): try require(!formats.isEmpty, function.name, .empty)
        default: break
        }
    }

    /// Copies the template's text and fills its braces. Templates come from `FunctionSpelling.swift` only, never from
    /// values, so a brace in one is always a placeholder.
    private mutating func write(_ spelling: FunctionSpelling) throws(RenderError) {
        var rest = Substring(spelling.template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            write(String(rest[..<open]))
            try write(placeholder: rest[rest.index(after: open)..<close], of: spelling.arguments)
            rest = rest[rest.index(after: close)...]
        }
        write(String(rest))
    }

    private mutating func write(placeholder: Substring, of arguments: [Expression]) throws(RenderError) {
        let digits = placeholder.prefix { $0.isNumber }
        let index = Int(digits) ?? 0
        switch placeholder.dropFirst(digits.count) {
        case "!": try write(arguments[index], least: .primary)
        case "*":
            try list(arguments[index...]) { (renderer, argument) throws(RenderError) in try renderer.write(argument) }
        case "*||":
            try list(arguments[index...], separator: " || ") { (renderer, argument) throws(RenderError) in
                try renderer.write(argument, least: .primary)
            }
        default: try write(arguments[index])
        }
    }
}
