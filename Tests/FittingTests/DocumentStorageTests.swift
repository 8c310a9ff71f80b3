import Domain
import Fitting
import Foundation
import Testing

@Suite struct DocumentStorageTests {
    @Test func aDocumentWithEveryKindOfFigureSurvivesBeingStored() throws {
        var document = FitDocument(model: "anything", n: 12, seed: 7)
        document.parameters = [
            FitField("alpha", .number(4.414)), FitField("by", .object([FitField("x", .numbers([1, 2.5]))])),
            FitField("flags", .list([.flag(true), .null, .text("一"), .integer(-3)])),
        ]
        document.logLikelihood = -9_582.4292
        document.notes = [Bilingual(en: "Note", zh: "说明")]
        let name = Bilingual(en: "Name", zh: "名称")
        document.tables = [
            FitTable(
                name,
                headings: [name],
                rows: [[.missing], [.text(name)], [.share(0.25)], [.number(0.1, digits: 3)]]
            )
        ]
        let line = FitFigure.Series(name, x: [0, 1], y: [1, 0.5], band: (low: [1, 0.4], high: [1, 0.6]))
        let kinds: [FitFigure.Kind] = [
            .lines([FitFigure.Series(name, x: [0], y: [1])]), .steps([line]),
            .bars(categories: [name], series: [(name: name, values: [3])]),
            .heat(rows: [name], columns: [name], values: [[-1.5]]),
            .network(
                nodes: [(name: "a", weight: 1), (name: "b", weight: 0.5)],
                links: [(from: 0, to: 1, weight: 0.7)]
            ),
        ]
        document.figures = kinds.map { FitFigure(name, x: name, y: name, $0, hasDiagonal: true) }
        let stored = try JSONEncoder().encode(document)
        let read = try JSONDecoder().decode(FitDocument.self, from: stored)
        #expect(read == document)
        #expect(Set(read.figures) == Set(document.figures) && Set(kinds).count == kinds.count)
        var other = document
        other.figures[1].kind = .steps([FitFigure.Series(name, x: [0, 1], y: [1, 0.5])])
        #expect(other != document, "a band counts")
    }
}
