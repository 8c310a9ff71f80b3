import Foundation

/// Puts scripts, styles and data inside an HTML page so that they cannot end their element early.
enum Embedding {
    /// A script's text as it may stand between `<script>` and `</script>`.
    ///
    /// HTML ends a script at `</script` and changes how it reads one at `<!--`; within JavaScript's strings and regular
    /// expressions, the only places where these can stand, the added backslash means nothing. Line ends become LF, as
    /// the browser makes them before it takes the text's hash.
    static func script(_ text: String) -> String {
        lineFeeds(text)
            .replacingOccurrences(of: "</script", with: "<\\/script", options: .caseInsensitive)
            .replacingOccurrences(of: "<!--", with: "<\\!--")
    }

    /// A style sheet's text as it may stand between `<style>` and `</style>`.
    static func style(_ text: String) -> String {
        lineFeeds(text).replacingOccurrences(of: "</style", with: "<\\/style", options: .caseInsensitive)
    }

    /// JSON with every character escaped that HTML, or JavaScript before 2019, would read as more than a character.
    static func json(_ value: some Encodable) throws(ReportError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "",
            negativeInfinity: "",
            nan: ""
        )
        do {
            let text = String(decoding: try encoder.encode(value), as: UTF8.self)
            return escaped(text)
        } catch {
            throw .rendering(String(describing: error))
        }
    }

    /// These characters stand in JSON only within strings, where an escape means the same. Scalars, not characters: a
    /// combining mark after `<` would hide it in a character of its own.
    private static func escaped(_ json: String) -> String {
        var result = ""
        result.reserveCapacity(json.utf8.count)
        for scalar in json.unicodeScalars {
            switch scalar {
            case "<", ">", "&", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func lineFeeds(_ text: String) -> String {
        text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
    }

    /// The policy that lets the page's own scripts and style run and nothing else, not even a request.
    ///
    /// ECharts sets `style` attributes on what it draws; those are allowed, further style elements are not.
    static func policy(scripts: [String], styles: [String], sha256Base64: (String) -> String) -> String {
        func sources(_ texts: [String]) -> String {
            texts.map { "'sha256-\(sha256Base64($0))'" }.joined(separator: " ")
        }
        return [
            "default-src 'none'", "script-src \(sources(scripts))", "style-src-elem \(sources(styles))",
            "style-src-attr 'unsafe-inline'", "img-src data:", "base-uri 'none'", "form-action 'none'",
        ].joined(separator: "; ")
    }
}
