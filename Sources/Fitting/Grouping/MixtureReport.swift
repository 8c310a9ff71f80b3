import Domain
import Models
import Statistics

/// What `mixture` has to say of its fit.
struct MixtureReport {
    let fitted: FittedMixture
    /// All forms and numbers of components that were tried.
    let tried: [FittedMixture]
    let columns: NumericColumns
    private let partition: PartitionReport

    init(_ fitted: FittedMixture, _ tried: [FittedMixture], _ columns: NumericColumns, rowCount: Int) {
        self.fitted = fitted
        self.tried = tried
        self.columns = columns
        let posteriors = fitted.posteriors(columns.matrix)
        var groups = [Int](repeating: 0, count: posteriors.rows)
        var confidences = [Double](repeating: 0, count: posteriors.rows)
        var sizes = [Int](repeating: 0, count: fitted.components)
        for row in 0..<posteriors.rows {
            for group in 1..<max(1, fitted.components) where posteriors[row, group] > posteriors[row, groups[row]] {
                groups[row] = group
            }
            confidences[row] = posteriors[row, groups[row]]
            sizes[groups[row]] += 1
        }
        partition = PartitionReport(
            model: MixtureOnTable.name,
            columns: columns.names,
            sizes: sizes,
            assignments: GroupAssignments(groups: groups, distances: [], confidences: confidences),
            rows: columns.rows,
            rowCount: rowCount,
            discriminating: fitted.components > 1 ? columns.discriminating(groups, count: fitted.components) : []
        )
    }

    func document(seed: UInt64) -> FitDocument {
        var document = FitDocument(model: MixtureOnTable.name, n: fitted.rows, seed: seed)
        document.logLikelihood = fitted.logLikelihood
        document.aic = fitted.aic
        document.bic = fitted.bic
        document.rowsLeftOut = partition.rowCount - partition.rows.count
        document.own = own
        document.notes = notes
        document.tables = [
            groupTable, partition.centreTable(Bilingual(en: "Means", zh: "各组均值"), fitted.means, digits: 6),
            deviationTable, tried.count > 1 ? choiceTable : nil, partition.discriminatingTable,
        ].compactMap { $0 }
        document.figures = choiceFigure + partition.figures(standardised: columns.standardised(fitted.means))
        return document
    }

    private var own: [FitField] {
        var fields = [
            FitField("k", .integer(fitted.components)), FitField("columns", .texts(fitted.columns)),
            FitField("covariance", .text(fitted.form.rawValue)), FitField("weights", .numbers(fitted.weights)),
            FitField("means", .rows(fitted.means)),
            FitField("standardisedMeans", .rows(columns.standardised(fitted.means))),
            FitField("covariances", .list(fitted.covariances.map(FitValue.rows))),
        ]
        fields += partition.sizeFields
        fields += [
            FitField("confidence", .numbers(partition.meanConfidence)),
            FitField("npar", .integer(fitted.parameterCount)), FitField("bicMclust", .number(fitted.bicMclust)),
            FitField("iterations", .integer(fitted.steps)), FitField("converged", .flag(fitted.hasConverged)),
            FitField("regularised", .flag(fitted.isRegularised)), FitField("choice", .list(tried.map(choice))),
        ]
        if !partition.discriminating.isEmpty { fields.append(partition.discriminatingField) }
        if let assignments = partition.assignmentField { fields.append(assignments) }
        return fields
    }

    private func choice(_ tried: FittedMixture) -> FitValue {
        .object([
            FitField("covariance", .text(tried.form.rawValue)), FitField("k", .integer(tried.components)),
            FitField("logLikelihood", .number(tried.logLikelihood)), FitField("npar", .integer(tried.parameterCount)),
            FitField("aic", .number(tried.aic)), FitField("bic", .number(tried.bic)),
            FitField("bicMclust", .number(tried.bicMclust)), FitField("regularised", .flag(tried.isRegularised)),
        ])
    }

    private var groupTable: FitTable {
        let confidence = partition.meanConfidence
        return FitTable(
            Bilingual(en: "Groups", zh: "分组"),
            headings: [
                Bilingual(en: "Group", zh: "组"), Bilingual(en: "Weight", zh: "权重"),
                Bilingual(en: "Rows", zh: "行数"), Bilingual(en: "Share", zh: "占比"),
                Bilingual(en: "Mean probability", zh: "平均归组概率"),
            ],
            rows: (0..<fitted.components).map { group in
                [
                    .integer(group + 1), .share(fitted.weights[group]), .integer(partition.sizes[group]),
                    .share(partition.shares[group]), .share(confidence[group]),
                ]
            },
            caption: Bilingual(
                en: "Weight: of the distribution in the mixture. Rows: those for which it is the most probable one.",
                zh: "权重：该分布在混合中的比例。行数：以该组概率最大的行数。"
            )
        )
    }

    private var deviationTable: FitTable {
        let deviations = (0..<fitted.components).map { group in
            fitted.columns.indices.map { fitted.covariances[group][$0, $0].squareRoot() }
        }
        return partition.centreTable(
            Bilingual(en: "Standard deviations", zh: "各组标准差"),
            Matrix(rows: deviations),
            digits: 6
        )
    }

    private var choiceTable: FitTable {
        FitTable(
            Bilingual(en: "Number of groups and form of covariance", zh: "组数与协方差形式的选择"),
            headings: [
                Bilingual(en: "Covariance", zh: "协方差"), Bilingual(en: "Groups", zh: "组数"),
                Bilingual(en: "Log-likelihood", zh: "对数似然"), Bilingual(en: "Parameters", zh: "参数个数"),
                Bilingual(verbatim: "BIC"),
            ],
            rows: tried.map {
                [
                    .text(Self.name($0.form)), .integer($0.components), .number($0.logLikelihood, digits: 8),
                    .integer($0.parameterCount), .number($0.bic, digits: 8),
                ]
            },
            caption: Bilingual(en: "The lowest BIC is taken.", zh: "选取 BIC 最小者。")
        )
    }

    private static func name(_ form: CovarianceForm) -> Bilingual {
        switch form {
        case .full: Bilingual(en: "full", zh: "完全")
        case .tied: Bilingual(en: "tied", zh: "共享")
        case .diagonal: Bilingual(en: "diagonal", zh: "对角")
        case .spherical: Bilingual(en: "spherical", zh: "球形")
        }
    }

    private var choiceFigure: [FitFigure] {
        let series = CovarianceForm.allCases.compactMap { form -> FitFigure.Series? in
            let points = tried.filter { $0.form == form && !$0.isRegularised }
            guard points.count > 1 else { return nil }
            return .init(Self.name(form), x: points.map { Double($0.components) }, y: points.map(\.bic))
        }
        guard !series.isEmpty else { return [] }
        return [
            FitFigure(
                Bilingual(en: "How many groups: BIC", zh: "组数选择：BIC"),
                x: Bilingual(en: "Groups", zh: "组数"),
                y: Bilingual(verbatim: "BIC"),
                .lines(series)
            )
        ]
    }

    private var notes: [Bilingual] {
        var notes = columns.columnNotes + partition.notes
        if tried.count > 1 {
            notes.insert(
                Bilingual(
                    en: "Of \(tried.count) models, \(fitted.components) groups with \(fitted.form.rawValue) covariances"
                        + " have the lowest BIC.",
                    zh: "在 \(tried.count) 个模型中，\(fitted.components) 组、\(Self.name(fitted.form).chinese)协方差的 BIC 最小。"
                ),
                at: 0
            )
        }
        if fitted.isRegularised {
            notes.append(
                Bilingual(
                    en: "All starts ended in a singular covariance (columns that follow from each other, or many equal"
                        + " rows), so a millionth of each column's variance was added; likelihood and BIC depend on it.",
                    zh: "所有起点都得到奇异的协方差（列之间存在线性关系，或有大量相同的行），"
                        + "因此给每列方差加上了其百万分之一；似然与 BIC 的数值取决于该设定。"
                )
            )
        }
        if !fitted.hasConverged {
            notes.append(
                Bilingual(
                    en: "The fit had not settled after \(fitted.steps) steps.",
                    zh: "迭代 \(fitted.steps) 步后仍未完全收敛。"
                )
            )
        }
        if tried.contains(where: { $0.form == .spherical }),
            columns.scaling.ratioOfDeviations > NumericColumns.wideRatio
        {
            notes.append(
                Bilingual(
                    en: "Spherical covariances depend on units, and the columns differ widely in scale.",
                    zh: "球形协方差的结果取决于计量单位，而各列量纲相差悬殊。"
                )
            )
        }
        return notes
    }
}
