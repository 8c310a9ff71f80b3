import Domain
import Models
import Statistics

/// What `latentclass` has to say of its fit.
struct LatentClassReport {
    let fitted: FittedLatentClasses
    let quality: LatentClassQuality
    let errors: LatentClassErrors?
    /// All numbers of classes that were tried.
    let tried: [FittedLatentClasses]
    private let withoutAnswer: Int
    private let withMissing: Int
    var columnsWereChosen = false
    var rows = 0

    /// Pairs of questions that are listed.
    private static let listedPairs = 20

    init(_ fitted: FittedLatentClasses, _ patterns: AnswerPatterns, tried: [FittedLatentClasses]) {
        self.fitted = fitted
        self.tried = tried
        quality = LatentClassQuality(fitted, patterns)
        errors = LatentClassErrors(fitted, patterns)
        withoutAnswer = patterns.patternOfRow.count { $0 < 0 }
        withMissing = Int(patterns.peopleWithMissingAnswers)
    }

    func document(seed: UInt64) -> FitDocument {
        var document = FitDocument(model: LatentClassOnTable.name, n: Int(fitted.people), seed: seed)
        document.logLikelihood = fitted.logLikelihood
        document.aic = fitted.aic
        document.bic = fitted.bic
        document.rowsLeftOut = withoutAnswer
        if let errors {
            document.standardErrors = [
                FitField("shares", .numbers(errors.shares)), FitField("responses", byAnswer(errors.responses)),
            ]
        }
        document.own = own
        document.notes = notes
        document.tables = [choiceTable, classTable, responseTable] + (pairs.isEmpty ? [] : [pairTable])
        document.figures = figures
        return document
    }

    private var own: [FitField] {
        [
            FitField("columns", .texts(fitted.items)), FitField("classes", .integer(fitted.classes)),
            FitField("shares", .numbers(fitted.shares)), FitField("responses", byAnswer(fitted.responses)),
            FitField("npar", .integer(fitted.parameterCount)),
            FitField("residualDegreesOfFreedom", .integer(fitted.residualDegreesOfFreedom)),
            FitField("gSquared", .number(quality.gSquared)), FitField("chiSquared", .number(quality.chiSquared)),
            FitField("entropy", quality.entropy.map(FitValue.number) ?? .null),
            FitField("predictedShares", .numbers(quality.assignedShares)),
            FitField("confidence", .list(quality.confidence.map { $0.map(FitValue.number) ?? .null })),
            FitField("iterations", .integer(fitted.steps)), FitField("converged", .flag(fitted.hasConverged)),
            FitField("startsAgreeing", .integer(fitted.finalistsAgreeing)),
            FitField("startsFollowed", .integer(fitted.finalists)), FitField("choice", .list(tried.map(choice))),
            FitField("bivariateResiduals", .list(pairs.map(pair))),
        ]
    }

    private func byAnswer(_ values: [[[Double]]]) -> FitValue {
        .object(
            fitted.items.indices.map { item in
                let answers = fitted.levels[item].indices.map { level in
                    FitField(fitted.levels[item][level], .numbers(values[item][level]))
                }
                return FitField(fitted.items[item], .object(answers))
            }
        )
    }

    private func choice(_ tried: FittedLatentClasses) -> FitValue {
        .object([
            FitField("classes", .integer(tried.classes)), FitField("logLikelihood", .number(tried.logLikelihood)),
            FitField("npar", .integer(tried.parameterCount)), FitField("aic", .number(tried.aic)),
            FitField("bic", .number(tried.bic)), FitField("startsAgreeing", .integer(tried.finalistsAgreeing)),
        ])
    }

    private var pairs: ArraySlice<LatentClassQuality.BivariateResidual> {
        quality.bivariateResiduals.prefix(Self.listedPairs)
    }

    /// In their own order, whatever that of the columns.
    private func names(_ pair: LatentClassQuality.BivariateResidual) -> [String] {
        [fitted.items[pair.first], fitted.items[pair.second]].sorted {
            $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
        }
    }

    private func pair(_ pair: LatentClassQuality.BivariateResidual) -> FitValue {
        let names = names(pair)
        return .object([
            FitField("first", .text(names[0])), FitField("second", .text(names[1])),
            FitField("residual", .number(pair.value)),
        ])
    }

    private var classNames: [Bilingual] {
        (1...fitted.classes).map { Bilingual(en: "Class \($0)", zh: "类别 \($0)") }
    }

    private var choiceTable: FitTable {
        FitTable(
            Bilingual(en: "Number of classes", zh: "类别数的选择"),
            headings: [
                Bilingual(en: "Classes", zh: "类别数"), Bilingual(en: "Log-likelihood", zh: "对数似然"),
                Bilingual(en: "Parameters", zh: "参数个数"), Bilingual(verbatim: "AIC"), Bilingual(verbatim: "BIC"),
            ],
            rows: tried.map {
                [
                    .integer($0.classes), .number($0.logLikelihood, digits: 8), .integer($0.parameterCount),
                    .number($0.aic, digits: 8), .number($0.bic, digits: 8),
                ]
            },
            caption: Bilingual(en: "The lowest BIC is taken.", zh: "选取 BIC 最小者。")
        )
    }

    private var classTable: FitTable {
        FitTable(
            Bilingual(en: "Classes", zh: "类别"),
            headings: [
                Bilingual(en: "Class", zh: "类别"), Bilingual(en: "Share", zh: "占比"),
                Bilingual(en: "Standard error", zh: "标准误"),
                Bilingual(en: "Share assigned", zh: "归类后的占比"),
                Bilingual(en: "Mean confidence", zh: "平均归类把握"),
            ],
            rows: (0..<fitted.classes).map { r in
                [
                    .integer(r + 1), .share(fitted.shares[r]),
                    errors.map { .number($0.shares[r], digits: 3) } ?? .missing, .share(quality.assignedShares[r]),
                    quality.confidence[r].map(FitTable.Cell.share) ?? .missing,
                ]
            }
        )
    }

    private var responseTable: FitTable {
        FitTable(
            Bilingual(en: "How each class answers", zh: "各类别的回答概率"),
            headings: [Bilingual(en: "Question", zh: "问题"), Bilingual(en: "Answer", zh: "答案")] + classNames,
            rows: answers.map { item, level in
                [.name(fitted.items[item]), .name(fitted.levels[item][level])]
                    + fitted.responses[item][level].map(FitTable.Cell.share)
            }
        )
    }

    private var pairTable: FitTable {
        FitTable(
            Bilingual(en: "What the classes leave unexplained", zh: "类别未能解释的关联"),
            headings: [
                Bilingual(en: "Question", zh: "问题"), Bilingual(en: "Question", zh: "问题"),
                Bilingual(en: "Residual", zh: "双变量残差"),
            ],
            rows: pairs.prefix(10).map {
                names($0).map { .name($0) } + [.number($0.value, digits: 4)]
            },
            caption: Bilingual(
                en: "Pearson's statistic of two questions over its degrees of freedom; well above 3.84, the two share"
                    + " more than the classes explain.",
                zh: "两个问题的皮尔逊统计量除以自由度；明显大于 3.84 时，说明两者之间还有类别未能解释的关联。"
            )
        )
    }

    private var answers: [(item: Int, level: Int)] {
        fitted.items.indices.flatMap { item in fitted.levels[item].indices.map { (item, $0) } }
    }

    private var figures: [FitFigure] {
        var figures: [FitFigure] = []
        if tried.count > 1 {
            let classes = tried.map { Double($0.classes) }
            figures.append(
                FitFigure(
                    Bilingual(en: "Choice of the number of classes", zh: "类别数的选择"),
                    x: Bilingual(en: "Classes", zh: "类别数"),
                    y: Bilingual(en: "Criterion", zh: "信息准则"),
                    .lines([
                        .init(Bilingual(verbatim: "BIC"), x: classes, y: tried.map(\.bic)),
                        .init(Bilingual(verbatim: "AIC"), x: classes, y: tried.map(\.aic)),
                    ])
                )
            )
        }
        figures.append(
            FitFigure(
                Bilingual(en: "How each class answers", zh: "各类别的回答概率"),
                x: Bilingual(en: "Class", zh: "类别"),
                y: Bilingual(en: "Answer", zh: "答案"),
                .heat(
                    rows: answers.map {
                        Bilingual(verbatim: "\(fitted.items[$0.item]) = \(fitted.levels[$0.item][$0.level])")
                    },
                    columns: classNames,
                    values: answers.map { fitted.responses[$0.item][$0.level] }
                )
            )
        )
        figures.append(
            FitFigure(
                Bilingual(en: "Size of the classes", zh: "各类别的规模"),
                x: Bilingual(en: "Class", zh: "类别"),
                y: Bilingual(en: "Share", zh: "占比"),
                .bars(categories: classNames, series: [(Bilingual(en: "Share", zh: "占比"), fitted.shares)])
            )
        )
        return figures
    }

    private var notes: [Bilingual] {
        var notes: [Bilingual] = []
        if columnsWereChosen {
            notes.append(
                Bilingual(
                    en:
                        "No columns were named, so all with 2 to \(LatentClassOnTable.mostLevels) different answers were"
                        + " taken: \(fitted.items.joined(separator: ", ")).",
                    zh: "未指定列，因此采用了所有含 2 至 \(LatentClassOnTable.mostLevels) 种不同取值的列："
                        + "\(fitted.items.joined(separator: "、"))。"
                )
            )
        }
        if withoutAnswer > 0 {
            notes.append(
                Bilingual(
                    en: "\(withoutAnswer) rows without any answer were left out.",
                    zh: "有 \(withoutAnswer) 行没有任何答案，已排除。"
                )
            )
        }
        if withMissing > 0 {
            notes.append(
                Bilingual(
                    en: "\(withMissing) rows with some answers missing count with the answers they have, as if missing"
                        + " at random; G² and χ² are of the complete rows.",
                    zh: "有 \(withMissing) 行缺少部分答案，按其已有答案计入（假定随机缺失）；G² 与 χ² 只按完整的行计算。"
                )
            )
        }
        return notes + weaknesses
    }

    private var weaknesses: [Bilingual] {
        var notes: [Bilingual] = []
        if fitted.classes > 1, fitted.finalistsAgreeing < 2, fitted.finalists > 1 {
            notes.append(
                Bilingual(
                    en: "Only one start reached this likelihood: there may be a better one. Try more --starts.",
                    zh: "只有一个起点达到该似然值，可能还有更优的解。请增大 --starts。"
                )
            )
        }
        if tried.count > 1, fitted.classes == tried.last?.classes {
            notes.append(
                Bilingual(
                    en: "The largest number of classes that was tried has the lowest BIC: more may be better still.",
                    zh: "BIC 最小的是所尝试的最大类别数，更多的类别可能更好。"
                )
            )
        }
        if fitted.residualDegreesOfFreedom < 0 {
            notes.append(
                Bilingual(
                    en: "There are more parameters than the table of answers can tell apart, so they are not unique.",
                    zh: "参数个数超过答案组合所能确定的数目，因此参数不唯一。"
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
        if errors == nil, fitted.parameterCount > 0 {
            notes.append(
                Bilingual(
                    en: "Standard errors are left out: there are too many parameters for them.",
                    zh: "参数过多，未计算标准误。"
                )
            )
        }
        return notes
    }
}
