import Domain
import Foundation

@testable import ProjectFile

/// Every problem of a text as `line:column message`, in one language; empty where it loads.
func problems(in text: String, _ language: Language = .english) -> [String] {
    do {
        _ = try Project.load(text: text, path: "covey.yaml")
        return []
    } catch {
        return error.problems.map { "\($0.position.line):\($0.position.column) \($0.message[language])" }
    }
}

/// A file that loads, for tests that change one thing.
enum Sample {
    /// Eleven lines; the source's keys are indented by four.
    static let minimal = """
        covey: 1
        timezone: Europe/London
        currency: GBP
        sources:
          shop:
            kind: orders
            files: data/shop.csv
            columns:
              who: customer
              at: time
              paid: amount

        """

    /// The minimal file with further lines of the source.
    static func source(_ lines: String) -> String {
        minimal + lines.split(separator: "\n").map { "    " + $0 + "\n" }.joined()
    }

    /// The minimal file with a fourth column, in line 12.
    static func column(_ line: String) -> String {
        minimal + "      " + line + "\n"
    }
}
