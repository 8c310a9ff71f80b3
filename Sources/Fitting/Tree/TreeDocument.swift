import Domain
import Foundation
import Models

/// What a fitted tree has to say.
struct TreeDocument {
    private let fitted: TreeOnTable.Fitted
    private let criterion: TreeOnTable.Criterion
    private let tree: DecisionTree
    private let leafNumber: [Int: Int]
    /// Leaves from the one with the greatest share of the positive class (or the greatest mean) down.
    private let ordered: [Int]

    init(_ fitted: TreeOnTable.Fitted, _ criterion: TreeOnTable.Criterion) {
        self.fitted = fitted
        self.criterion = criterion
        let tree = fitted.fit.tree
        self.tree = tree
        leafNumber = Dictionary(uniqueKeysWithValues: tree.leaves.enumerated().map { ($1, $0 + 1) })
        let values = tree.nodes.indices.map { Self.value(tree, $0, fitted.positive) }
        ordered = tree.leaves.sorted { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }
    }

    func fill(_ document: inout FitDocument) {
        let measures = TreeMeasures(tree, positive: fitted.positive ?? 0)
        var own = [FitField("criterion", .text(criterion.rawValue)), FitField("target", .text(fitted.target))]
        if tree.isClassifier { own.append(FitField("classes", .texts(tree.classes))) }
        if let positive = fitted.positive { own.append(FitField("positive", .text(tree.classes[positive]))) }
        own.append(FitField("leafCount", .integer(tree.leaves.count)))
        own.append(FitField(tree.isClassifier ? "accuracy" : "r2", .number(measures.accuracy)))
        if fitted.positive != nil, let auc = measures.auc { own.append(FitField("auc", .number(auc))) }
        if let chosen = fitted.fit.pruning.first(where: \.isChosen) {
            own.append(FitField("crossValidatedError", .number(chosen.error)))
        }
        let importance = self.importance
        own.append(
            FitField(
                "importance",
                .list(
                    importance.map {
                        .object([FitField("column", .text($0.name)), FitField("importance", .number($0.share))])
                    }
                )
            )
        )
        own.append(FitField("rules", .list(ordered.map(ruleObject))))
        own.append(FitField("tree", nodeObject(0)))
        if !fitted.fit.pruning.isEmpty { own.append(FitField("pruning", .list(fitted.fit.pruning.map(Self.object)))) }
        document.own = own
        document.tables = [ruleTable, importanceTable(importance)]
        document.figures = figures(importance)
    }

    // MARK: - JSON

    /// The share of the positive class; without one, of the likeliest class; or the mean.
    private static func value(_ tree: DecisionTree, _ node: Int, _ positive: Int?) -> Double {
        guard tree.isClassifier else { return tree.mean(node) }
        return tree.share(of: positive ?? tree.majorityClass(node), in: node)
    }

    /// The value compared with that of all rows; `nil` where that is zero or the mean has no natural zero.
    private func lift(_ node: Int) -> Double? {
        let base: Double
        if tree.isClassifier {
            base = tree.share(of: fitted.positive ?? tree.majorityClass(node), in: 0)
        } else {
            base = tree.mean(0)
        }
        let lift = Self.value(tree, node, fitted.positive) / base
        return base > 0 && lift.isFinite ? lift : nil
    }

    private func rule(_ node: Int) -> String? { RuleText.rule(tree.conditions(node), of: tree) }

    private func prediction(_ node: Int) -> FitValue {
        tree.isClassifier ? .text(tree.classes[tree.majorityClass(node)]) : .number(tree.mean(node))
    }

    private func ruleObject(_ leaf: Int) -> FitValue {
        var fields = [
            FitField("leaf", .integer(leafNumber[leaf]!)), FitField("rule", rule(leaf).map { .text($0) } ?? .null),
            FitField("n", .integer(tree.nodes[leaf].count)),
            FitField("share", .number(Double(tree.nodes[leaf].count) / Double(tree.count))),
            FitField("prediction", prediction(leaf)),
        ]
        if tree.isClassifier {
            fields.append(FitField("probability", .number(Self.value(tree, leaf, fitted.positive))))
        }
        fields.append(FitField("lift", lift(leaf).map { .number($0) } ?? .null))
        return .object(fields)
    }

    private func nodeObject(_ node: Int) -> FitValue {
        var fields = [FitField("n", .integer(tree.nodes[node].count))]
        if tree.isClassifier {
            fields.append(FitField("counts", .integers(tree.nodes[node].values.map { Int($0) })))
        } else {
            fields.append(FitField("mean", .number(tree.mean(node))))
        }
        fields.append(FitField("impurity", .number(tree.nodes[node].impurity)))
        fields.append(FitField("prediction", prediction(node)))
        guard let split = tree.nodes[node].split else {
            fields.append(FitField("leaf", .integer(leafNumber[node]!)))
            return .object(fields)
        }
        fields.append(FitField("column", .text(tree.features[split.feature].name)))
        if let logP = split.logP { fields.append(FitField("logP", .number(logP))) }
        let branches = split.branches.enumerated().map { number, branch in
            let takesMissing = split.statesMissing && split.missingBranch == number
            let condition = TreeCondition(
                feature: split.feature,
                test: branch.test,
                missing: takesMissing ? .included : .excluded
            )
            return FitValue.object([
                FitField("when", .text(RuleText.rule([condition], of: tree) ?? "")),
                FitField("node", nodeObject(branch.child)),
            ])
        }
        fields.append(FitField("branches", .list(branches)))
        return .object(fields)
    }

    private static func object(_ step: PruningStep) -> FitValue {
        .object([
            FitField("alpha", .number(step.alpha)), FitField("leaves", .integer(step.leaves)),
            FitField("error", .number(step.error)), FitField("standardError", .number(step.standardError)),
            FitField("chosen", .flag(step.isChosen)),
        ])
    }

    // MARK: - Tables and figures

    /// Columns that the tree splits on, the most important first.
    private var importance: [(name: String, share: Double)] {
        let shares = tree.importance
        return shares.indices.filter { shares[$0] > 0 }
            .sorted { shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1 }
            .map { (tree.features[$0].name, shares[$0]) }
    }

    private var valueName: Bilingual {
        guard tree.isClassifier else { return Bilingual(en: "mean", zh: "均值") }
        guard let positive = fitted.positive else { return Bilingual(en: "probability", zh: "概率") }
        return Bilingual(en: "share of \(tree.classes[positive])", zh: "“\(tree.classes[positive])”占比")
    }

    private var ruleTable: FitTable {
        let everybody = Bilingual(en: "everybody", zh: "所有人")
        return FitTable(
            Bilingual(en: "Rules of the leaves", zh: "叶节点规则"),
            headings: [
                Bilingual(en: "leaf", zh: "叶节点"), Bilingual(en: "rule", zh: "规则"),
                Bilingual(en: "rows", zh: "行数"), Bilingual(en: "share", zh: "占比"), valueName,
                Bilingual(en: "lift", zh: "提升度"),
            ],
            rows: ordered.map { leaf in
                let value = Self.value(tree, leaf, fitted.positive)
                return [
                    .integer(leafNumber[leaf]!), .text(rule(leaf).map { Bilingual(verbatim: $0) } ?? everybody),
                    .integer(tree.nodes[leaf].count), .share(Double(tree.nodes[leaf].count) / Double(tree.count)),
                    tree.isClassifier ? .share(value) : .number(value),
                    lift(leaf).map { .number($0, digits: 3) } ?? .missing,
                ]
            },
            caption: Bilingual(
                en: "A rule can be used as it is in a segment, if the columns are traits of these names.",
                zh: "只要这些列是同名特征，规则可以直接写进分群。"
            )
        )
    }

    private func importanceTable(_ importance: [(name: String, share: Double)]) -> FitTable {
        FitTable(
            Bilingual(en: "Importance of the columns", zh: "各列的重要性"),
            headings: [Bilingual(en: "column", zh: "列"), Bilingual(en: "importance", zh: "重要性")],
            rows: importance.map { [.name($0.name), .share($0.share)] },
            caption: Bilingual(
                en: "The share of all that the splits lower the impurity by.",
                zh: "该列的拆分所降低的不纯度占全部降低量的比例。"
            )
        )
    }

    private func figures(_ importance: [(name: String, share: Double)]) -> [FitFigure] {
        let leafNames = ordered.map { Bilingual(verbatim: "\(leafNumber[$0]!)") }
        let values = ordered.map { Self.value(tree, $0, fitted.positive) }
        var figures = [
            FitFigure(
                Bilingual(en: "Leaves", zh: "叶节点"),
                x: Bilingual(en: "leaf", zh: "叶节点"),
                y: valueName,
                .bars(categories: leafNames, series: [(name: valueName, values: values)])
            )
        ]
        if !importance.isEmpty {
            let name = Bilingual(en: "importance", zh: "重要性")
            figures.append(
                FitFigure(
                    Bilingual(en: "Importance of the columns", zh: "各列的重要性"),
                    x: Bilingual(en: "column", zh: "列"),
                    y: name,
                    .bars(
                        categories: importance.map { Bilingual(verbatim: $0.name) },
                        series: [(name: name, values: importance.map(\.share))]
                    )
                )
            )
        }
        let steps = Array(fitted.fit.pruning.reversed())
        if steps.count > 1 {
            let errors = steps.map(\.error)
            figures.append(
                FitFigure(
                    Bilingual(en: "Cross-validated error by size", zh: "交叉验证误差与树的大小"),
                    x: Bilingual(en: "leaves", zh: "叶节点数"),
                    y: Bilingual(en: "error", zh: "误差"),
                    .lines([
                        FitFigure.Series(
                            Bilingual(en: "error and its standard error", zh: "误差及其标准误"),
                            x: steps.map { Double($0.leaves) },
                            y: errors,
                            band: (
                                low: zip(errors, steps).map { $0 - $1.standardError },
                                high: zip(errors, steps).map { $0 + $1.standardError }
                            )
                        )
                    ])
                )
            )
        }
        return figures
    }
}
