import Domain
import Foundation
import Platform
import TestSupport
import Testing

/// The report of the example in a real browser.
@Suite(.serialized) struct ReportTests {
    @Test(arguments: Language.allCases) func noChartIsEmptyAndNothingComplains(language: Language) async throws {
        try await ExampleWorkspace.finished { example, _ in
            let path = example.directory + "/report.html"
            let outcome = try await example.open { workspace in
                try await BuildReport(workspace: workspace, context: ExampleWorkspace.context)
                    .run(to: path, language: language, tables: example.directory + "/tables")
            }
            let page = try Browser.dumpDOM(URL(filePath: path))
            #expect(page.complaints.isEmpty, "\(page.complaints)")
            #expect(page.requests.allSatisfy { $0.hasPrefix("file:") || $0.hasPrefix("data:") }, "\(page.requests)")
            let charts = page.dom.components(separatedBy: "data-chart=\"").count - 1
            let rendered = page.dom.components(separatedBy: "data-rendered=\"true\"").count - 1
            #expect(charts == 20 && rendered == charts, "\(rendered) of \(charts) charts")
            #expect(outcome.tables.count >= 16)
            for table in outcome.tables {
                // Excel needs the byte order mark to open Chinese text as such.
                let bytes = try Data(contentsOf: URL(filePath: table))
                #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.contains(13), "\(table)")
            }
        }
    }
}
