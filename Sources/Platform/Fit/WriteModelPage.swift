package import Domain
package import Fitting
package import Foundation
import Reports

/// Writes a page on one fit of a bare file.
package struct WriteModelPage {
    package var context: RunContext
    package var zone: TimeZone

    package init(context: RunContext, zone: TimeZone) {
        self.context = context
        self.zone = zone
    }

    /// - Parameter file: whose rows the model was fitted to, as the reader named it.
    /// - Throws: `WorkspaceError.missingPart`, `.readOnly`.
    package func run(
        _ document: FitDocument,
        purpose: Bilingual,
        file: String,
        to path: String,
        language: Language
    ) throws {
        let charts = try ChartLibrary(folders: context.dependencyFolders).source()
        let name = FileOnDisk(path: file).name
        let report = ModelReport(
            pages: [ModelPage(name: Bilingual(verbatim: document.model), purpose: purpose, document: document)],
            title: purpose,
            source: Bilingual(verbatim: name),
            generatedAt: context.clock(),
            timeZone: zone,
            productVersion: Product.version
        )
        let html = try report.html(language: language, echartsSource: charts, sha256Base64: PageFile.digest)
        try PageFile.write(html, to: path)
    }
}
