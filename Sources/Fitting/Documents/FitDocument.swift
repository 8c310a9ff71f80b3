package import Domain

/// What a fit has to say: the object of `covey fit --json`, the tables of the screen, and the figures of the report.
package struct FitDocument: Sendable, Hashable, Codable {
    /// The model's name, as on the command line.
    package var model: String
    /// Rows (customers, baskets) that the model was fitted to.
    package var n: Int
    package var seed: UInt64
    /// In the order in which the paper names them.
    package var parameters: [FitField] = []
    package var standardErrors: [FitField] = []
    package var logLikelihood: Double?
    /// −2 ℓ + 2 p.
    package var aic: Double?
    /// −2 ℓ + p ln n.
    package var bic: Double?
    /// Rows that were given and not used, since a value that the model needs is missing there.
    package var rowsLeftOut = 0
    /// The model's own fields.
    package var own: [FitField] = []
    /// What a reader should know: settings taken by default, rows left out, results that are weak.
    package var notes: [Bilingual] = []
    package var tables: [FitTable] = []
    package var figures: [FitFigure] = []

    package init(model: String, n: Int, seed: UInt64) {
        self.model = model
        self.n = n
        self.seed = seed
    }

    /// The object of `--json`, without what does not apply or has no value; the notes say why it has none.
    package var object: FitValue {
        var fields = [
            FitField("model", .text(model)), FitField("n", .integer(n)),
            FitField("seed", .integer(Int(clamping: seed))),
        ]
        if rowsLeftOut > 0 { fields.append(FitField("rowsLeftOut", .integer(rowsLeftOut))) }
        if !parameters.isEmpty { fields.append(FitField("parameters", .object(parameters))) }
        if !standardErrors.isEmpty { fields.append(FitField("standardErrors", .object(standardErrors))) }
        for (name, value) in [("logLikelihood", logLikelihood), ("aic", aic), ("bic", bic)] {
            if let value { fields.append(FitField(name, .number(value))) }
        }
        var absent = AbsentFigures()
        guard case .object(var kept) = absent.leaveOut(.object(fields + own)) else { return .object(fields) }
        let told = notes + absent.notes
        if !told.isEmpty { kept.append(FitField("notes", .texts(told.map(\.english)))) }
        return .object(kept)
    }

    /// Whether a table of the model's own names every parameter, with more to say of each.
    package var hasTableOfParameters: Bool {
        let names = Set(parameters.map(\.name))
        return tables.contains { table in
            names.isSubset(
                of: table.rows.compactMap { row in
                    if case .text(let text)? = row.first { text.english } else { nil }
                }
            )
        }
    }
}
