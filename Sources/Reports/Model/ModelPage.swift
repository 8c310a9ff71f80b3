package import Domain
package import Fitting

/// One fitted model, as a part of the report.
package struct ModelPage: Sendable, Hashable, Codable {
    /// What its owner calls it.
    package var name: Bilingual
    /// What such a model is for, in one line.
    package var purpose: Bilingual
    /// The "now" of the data that it was fitted to; `nil` where the data have none.
    package var fittedAt: Instant?
    package var document: FitDocument
    /// Tables beside those of the document, such as how far its inputs have drifted since.
    package var extra: [FitTable]

    package init(
        name: Bilingual,
        purpose: Bilingual,
        fittedAt: Instant? = nil,
        document: FitDocument,
        extra: [FitTable] = []
    ) {
        self.name = name
        self.purpose = purpose
        self.fittedAt = fittedAt
        self.document = document
        self.extra = extra
    }
}
