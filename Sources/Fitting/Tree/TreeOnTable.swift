package import Domain
package import Models

/// A tree that explains a column, and with it any segment, in rules of the segment language.
package enum TreeOnTable: TableModel {
    /// A tree, and of what it is one.
    package struct Fitted: Codable, Sendable, Hashable {
        package var fit: FittedTree
        package var target: String
        /// The class whose probability is foretold; `nil` where that is the likeliest one, or the target is a number.
        package var positive: Int?
    }

    package static let name = "tree"
    package static let purpose = Bilingual(
        en: "Explain a column by a decision tree whose leaves are segment rules.",
        zh: "用决策树解释某一列，每个叶节点即一条分群规则。"
    )
    package static let example = "covey fit tree telco_churn.csv --target churn --positive Yes --criterion chaid"
    package static let options: [FitOption] = [
        .target, .positive, .features, .columns, .customer, .criterion, .depth, .minSize, .folds, .bins, .seed,
    ]

    enum Criterion: String, CaseIterable {
        case gini, chaid
    }

    package static var choices: [FitOption: [String]] {
        [.criterion: FitOptions.words(of: Criterion.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Fitted, document: FitDocument
    ) {
        let input = try TreeTable(table, options)
        let target = try options.required(.target)
        let criterion = try options.choice(.criterion, default: Criterion.gini)
        let fit = try named(target) { try grow(input, criterion, options) }
        let fitted = Fitted(fit: fit, target: target, positive: try positive(fit.tree, options))
        var document = FitDocument(model: name, n: input.rows.count, seed: try options.seed)
        document.rowsLeftOut = table.rowCount - input.rows.count
        document.notes = input.notes + notes(fitted, document.rowsLeftOut)
        TreeDocument(fitted, criterion).fill(&document)
        return (fitted, document)
    }

    /// The leaf of each row, the prediction, and its probability.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let tree = fitted.fit.tree
        let features = try tree.features.map { feature in
            guard feature.levels != nil else {
                return TreeFeature(feature.name, .numbers(try table.numbers(feature.name)))
            }
            let (codes, levels) = try table.categories(feature.name)
            return TreeFeature(feature.name, .categories(codes: codes, levels: levels))
        }
        let nodes = tree.leaf(of: features)
        var numberOf = [Int](repeating: 0, count: tree.nodes.count)
        for (place, leaf) in tree.leaves.enumerated() { numberOf[leaf] = place + 1 }
        let leaves = DataColumn("leaf", numbers: nodes.map { Double(numberOf[$0]) })
        guard tree.isClassifier else { return [leaves, DataColumn("prediction", numbers: nodes.map(tree.mean))] }
        let classes = nodes.map(tree.majorityClass)
        let shares = zip(nodes, classes).map { tree.share(of: fitted.positive ?? $1, in: $0) }
        let codes = classes.map { Int32($0) }
        return [
            leaves, DataColumn("prediction", .categories(codes: codes, levels: tree.classes)),
            DataColumn("probability", numbers: shares),
        ]
    }

    private static func grow(_ input: TreeTable, _ criterion: Criterion, _ options: FitOptions) throws -> FittedTree {
        let size = try options.integer(.minSize, in: 1...1_000_000_000)
        switch criterion {
        case .gini:
            var settings = CART(minimumSize: size, seed: try options.seed)
            settings.depth = try options.integer(.depth, in: 1...60, default: settings.depth)
            settings.folds = try options.integer(.folds, in: 0...200, default: settings.folds)
            return try settings.fit(input.features, input.target)
        case .chaid:
            var settings = CHAID(minimumSize: size)
            settings.depth = try options.integer(.depth, in: 1...60, default: settings.depth)
            settings.bins = try options.integer(.bins, in: 2...64, default: settings.bins)
            return try settings.fit(input.features, input.target)
        }
    }

    /// Errors that speak of the target say its name.
    private static func named(_ target: String, _ body: () throws -> FittedTree) throws -> FittedTree {
        do {
            return try body()
        } catch ModelError.oneClassOnly(_, let value) {
            throw ModelError.oneClassOnly(target: target, value: value)
        } catch ModelError.constantColumn {
            throw ModelError.constantColumn(target)
        } catch ModelError.notFinite("target", let row) {
            throw ModelError.notFinite(column: target, row: row)
        }
    }

    /// The class that `--positive` names, or the later one of two: of No and Yes, 0 and 1, false and true that is it.
    private static func positive(_ tree: DecisionTree, _ options: FitOptions) throws -> Int? {
        guard let name = options.text(.positive) else { return tree.classes.count == 2 ? 1 : nil }
        guard let index = tree.classes.firstIndex(of: name) else {
            let names = tree.classes.prefix(20)
            throw TableError.optionInvalid(
                .positive,
                value: name,
                expected: Bilingual(
                    en: "the values are \(names.joined(separator: ", "))",
                    zh: "取值为 \(names.joined(separator: "、"))"
                )
            )
        }
        return index
    }

    private static func notes(_ fitted: Fitted, _ leftOut: Int) -> [Bilingual] {
        let tree = fitted.fit.tree
        var notes: [Bilingual] = []
        if leftOut > 0 {
            notes.append(
                Bilingual(
                    en: "\(leftOut) rows without a value of \(fitted.target) were left out.",
                    zh: "有 \(leftOut) 行缺少 \(fitted.target)，未计入。"
                )
            )
        }
        if tree.nodes.count == 1 {
            notes.append(
                Bilingual(
                    en: "No split holds beyond chance: the columns do not explain \(fitted.target).",
                    zh: "没有超出偶然的拆分：这些列无法解释 \(fitted.target)。"
                )
            )
        }
        notes.append(
            Bilingual(
                en: "Measures are on the rows of the fit; new rows fare somewhat worse.",
                zh: "各指标按拟合所用数据计算；用于新数据时会略差。"
            )
        )
        let silent = tree.nodes.contains { $0.split.map { !$0.statesMissing } ?? false }
        if silent {
            notes.append(
                Bilingual(
                    en:
                        "Rules say nothing of missing values in columns without any, nor of values that the fit has not "
                        + "seen; predict sends such rows to the larger branch.",
                    zh: "拟合时没有缺失值的列，规则不提缺失，也不涉及拟合时没有出现过的取值；预测时这样的行归入较大的分支。"
                )
            )
        }
        return notes
    }
}
