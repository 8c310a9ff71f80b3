import Domain
import Fitting

extension ReportSection {
    /// One part for each fitted model: what it is, its parameters, its figures, its tables.
    static func modelSections(_ pages: [ModelPage], _ notation: Notation) -> [ReportSection] {
        zip(pages, identifiers(pages)).map { page, id in
            let tables = ModelTables(id: id, document: page.document, notation: notation)
            let charts = page.document.figures.enumerated().compactMap { number, figure in
                ModelFigure(id: "\(id)-figure-\(number + 1)", figure: figure, notation: notation).report
            }
            let name = page.name[notation.language]
            return ReportSection(
                id: id,
                title: name.isEmpty ? page.document.model : name,
                lead: page.purpose[notation.language],
                figures: arranged(charts, tables.parameters + tables.figures(of: page.document.tables + page.extra)),
                group: notation.text("Models", "模型"),
                facts: facts(page, notation),
                notes: page.document.notes.map { $0[notation.language] }
            )
        }
    }

    /// Fragment identifiers of the parts: of what is safe in the names, unlike each other, the same in all languages.
    static func identifiers(_ pages: [ModelPage]) -> [String] {
        var taken: Set<String> = []
        return pages.enumerated().map { number, page in
            let parts = page.name.english.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
            let slug = String(parts.joined(separator: "-").prefix(40))
            var id = "model-" + (slug.isEmpty ? String(number + 1) : slug)
            while !taken.insert(id).inserted { id += "-\(number + 1)" }
            return id
        }
    }

    /// A table of fewer rows would leave most of a chart's height empty.
    private static let rowsOfAChart = 3

    /// Charts first, then tables. Two of half the width stand beside each other. A chart that is left over takes all the
    /// width, or the last one a table beside it that fills the room; a table that is left over stays narrow, for its
    /// columns would be far apart.
    private static func arranged(_ charts: [ReportFigure], _ tables: [ReportFigure]) -> [ReportFigure] {
        var (charts, tables) = (charts, tables)
        var index = 0
        while index < charts.count {
            let next = index + 1
            guard charts[index].width == .half else {
                index = next
                continue
            }
            if next < charts.count, charts[next].width == .half {
                index += 2
            } else if next == charts.count, let partner = tables.firstIndex(where: standsBesideAChart) {
                charts.append(tables.remove(at: partner))
                index += 2
            } else {
                charts[index].width = .full
                index = next
            }
        }
        return charts + tables
    }

    private static func standsBesideAChart(_ table: ReportFigure) -> Bool {
        table.width == .half && table.tables[0].rows.count >= rowsOfAChart
    }

    private static func facts(_ page: ModelPage, _ notation: Notation) -> [Fact] {
        let document = page.document
        var facts = [
            Fact(label: notation.text("Model", "模型"), figure: document.model),
            Fact(label: notation.text("Rows fitted", "拟合行数"), figure: notation.integer(document.n)),
        ]
        if document.rowsLeftOut > 0 {
            let count = notation.integer(document.rowsLeftOut)
            facts.append(Fact(label: notation.text("Rows left out", "未使用的行"), figure: count))
        }
        let criteria: [(String, Double?)] = [
            (notation.text("Log-likelihood", "对数似然"), document.logLikelihood), ("AIC", document.aic),
            ("BIC", document.bic),
        ]
        facts += criteria.compactMap { label, value in
            value.flatMap { $0.isFinite ? Fact(label: label, figure: notation.decimal($0, places: 2)) : nil }
        }
        if let fittedAt = page.fittedAt {
            let date = notation.date(notation.timeZone.local(fittedAt).date)
            facts.append(Fact(label: notation.text("Data as of", "数据截至"), figure: date))
        }
        return facts
    }
}
