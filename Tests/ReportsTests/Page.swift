import Domain
import Foundation
import Reports
import TestSupport
import Testing

/// Pages made for a test.
enum Page {
    /// A page with a stand-in for the chart library: enough for what does not look at charts.
    static func html(_ data: ReportData, _ language: Language) throws -> String {
        try ReportRenderer.html(
            of: data,
            language: language,
            echartsSource: "var echarts = {};",
            sha256Base64: { _ in "digest" }
        )
    }

    /// The page with ECharts in it, written to a file of its own; the caller removes it.
    static func file(_ data: ReportData, _ language: Language) throws -> URL {
        let html = try ReportRenderer.html(
            of: data,
            language: language,
            echartsSource: try echarts(),
            sha256Base64: { SHA256.digest(of: $0).base64EncodedString() }
        )
        let file = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString).html")
        try Data(html.utf8).write(to: file)
        return file
    }

    /// `echarts.min.js` from where set-up put it.
    static func echarts() throws -> String {
        let folders = Repository.dependencyFolders
        for folder in folders {
            if let text = try? String(contentsOfFile: folder + "/echarts/echarts.min.js", encoding: .utf8) {
                return text
            }
        }
        throw MissingECharts(looked: folders)
    }

    struct MissingECharts: Error, CustomStringConvertible {
        let looked: [String]
        var description: String {
            "echarts/echarts.min.js is in none of \(looked.joined(separator: ", ")). Run the set-up, or set COVEY_DEPS."
        }
    }

    /// What a reader sees: without head, scripts, data and tags, entities read.
    static func visibleText(_ html: String) -> String {
        var text = html
        for element in ["head", "script", "style"] {
            text = text.replacing(/<([a-z]+)[^>]*>/.dotMatchesNewlines()) { match in
                match.1 == element ? "\u{1}" + match.0 : match.0
            }
            while let start = text.range(of: "\u{1}"),
                let end = text.range(of: "</\(element)>", range: start.upperBound..<text.endIndex)
            {
                text.removeSubrange(start.lowerBound..<end.upperBound)
            }
        }
        text = text.replacing(/<[^>]*>/, with: "\n")
        for (entity, mark) in ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&amp;": "&"] {
            text = text.replacingOccurrences(of: entity, with: mark)
        }
        return text
    }
}
