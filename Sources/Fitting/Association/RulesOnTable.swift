package import Domain
package import Models

/// Rules of association: who bought these also bought that.
package enum RulesOnTable: TableModel {
    package static let name = "rules"
    package static let purpose = Bilingual(
        en: "Find rules: who bought these items also bought that one.",
        zh: "找出关联规则：买了这些商品的人还买了什么。"
    )
    package static let example = "covey fit rules groceries.basket --min-support 0.001 --min-confidence 0.8"
    package static let options: [FitOption] = [
        .customer, .item, .group, .minSupport, .minConfidence, .minLift, .minItems, .maxItems, .method, .top,
    ]
    package static let takesBaskets = true

    /// Which rules are kept.
    enum Method: String, CaseIterable {
        case all
        /// Without the redundant ones.
        case pruned
    }

    package static var choices: [FitOption: [String]] {
        [.method: FitOptions.words(of: Method.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: AssociationRules, document: FitDocument
    ) {
        let reading = try BasketReading(table, options)
        let miner = try miner(options)
        // More than anybody reads; who wants all says how many.
        let top = try options.integer(.top, in: 1...10_000_000, default: 10_000_000)
        let rules = try miner.mine(reading.baskets)
        var document = FitDocument(model: name, n: reading.baskets.count, seed: try options.seed)
        document.rowsLeftOut = reading.rowsLeftOut
        document.notes = reading.notes + notes(options, miner, rules, top)
        document.own = [
            FitField("baskets", .integer(reading.baskets.count)), FitField("items", .integer(reading.itemCount)),
            FitField("minCount", .integer(miner.itemsets.minimumCount(baskets: reading.baskets.count))),
        ]
        document.own += fields(rules, top)
        document.tables = [self.table(rules, try ListedRows.count(options))]
        document.figures = [reading.topItems()]
        if let network = network(rules) { document.figures.insert(network, at: 0) }
        if !reading.groups.isEmpty {
            let groups = try reading.groups.map { group in
                let rules =
                    group.baskets.count > 0
                    ? try miner.mine(group.baskets) : AssociationRules(names: [], basketCount: 0, rules: [])
                let fields = [
                    FitField("group", .text(group.name)), FitField("baskets", .integer(group.baskets.count)),
                ]
                return FitValue.object(fields + self.fields(rules, top))
            }
            document.own.append(FitField("groups", .list(groups)))
        }
        return (rules, document)
    }

    /// For each basket the items to suggest, the surest first, with the confidence and the lift of the rule behind
    /// each.
    package static func predict(_ fitted: AssociationRules, _ table: DataTable, _ options: FitOptions) throws
        -> [DataColumn]
    {
        let reading = try BasketReading(table, options)
        // Three fit beside a basket on a page. Above twenty the option is that of the fit, for the list of rules.
        let asked = try options.integer(.top, in: 1...10_000_000, default: 3)
        let most = asked > 20 ? 3 : asked
        let suggestions = fitted.suggestions(for: reading.baskets, most: most)
        let rows = reading.orders?.count ?? table.rowCount
        var columns = reading.orderColumn(options)
        for place in 0..<most {
            var items = [String?](repeating: nil, count: rows)
            var confidences = [Double](repeating: .nan, count: rows)
            var lifts = confidences
            for (index, number) in reading.baskets.numbers.enumerated() where place < suggestions[index].count {
                items[number] = suggestions[index][place].item
                confidences[number] = suggestions[index][place].confidence
                lifts[number] = suggestions[index][place].lift
            }
            columns.append(DataColumn("suggestion\(place + 1)", texts: items))
            columns.append(DataColumn("confidence\(place + 1)", numbers: confidences))
            columns.append(DataColumn("lift\(place + 1)", numbers: lifts))
        }
        return columns
    }

    private static func miner(_ options: FitOptions) throws -> RuleMiner {
        var miner = RuleMiner()
        let support = miner.itemsets.minimumSupport
        miner.itemsets.minimumSupport = try options.share(.minSupport, default: support)
        miner.itemsets.maximumItems = try options.integer(.maxItems, in: 1...1_000)
        let confidence = miner.minimumConfidence
        miner.minimumConfidence = try options.number(.minConfidence, in: 0...1, default: confidence)
        miner.minimumLift = try options.number(.minLift, in: 0...1e9, default: miner.minimumLift)
        miner.minimumItems = try options.integer(.minItems, in: 1...1_000, default: miner.minimumItems)
        miner.leavesOutRedundant = try options.choice(.method, default: Method.all) == .pruned
        return miner
    }

    private static func notes(_ options: FitOptions, _ miner: RuleMiner, _ rules: AssociationRules, _ top: Int)
        -> [Bilingual]
    {
        var notes: [Bilingual] = []
        if options.text(.minSupport) == nil || options.text(.minConfidence) == nil {
            let (support, confidence) = (miner.itemsets.minimumSupport, miner.minimumConfidence)
            notes.append(
                Bilingual(
                    en: "By default rules have a support of at least .01 and a confidence of at least .5; "
                        + "here: \(support) and \(confidence).",
                    zh: "默认最小支持度为 0.01，最小置信度为 0.5；本次为 \(support) 和 \(confidence)。"
                )
            )
        }
        if rules.rules.isEmpty {
            notes.append(
                Bilingual(
                    en: "No rule is that frequent and that sure. Lower --min-support or --min-confidence.",
                    zh: "没有同时达到最小支持度和最小置信度的规则。请降低 --min-support 或 --min-confidence。"
                )
            )
        }
        if rules.rules.count > top {
            notes.append(
                Bilingual(
                    en:
                        "Of \(rules.rules.count) rules, superfluous ones included, JSON has the \(top) of greatest lift.",
                    zh: "含冗余规则共 \(rules.rules.count) 条，JSON 中为提升度最高的 \(top) 条。"
                )
            )
        }
        let weak = rules.rules.count { $0.count < 5 }
        if weak > 0 {
            notes.append(
                Bilingual(
                    en: "\(weak) rules rest on fewer than 5 baskets and may be chance.",
                    zh: "有 \(weak) 条规则的依据不足 5 个购物篮，可能只是偶然。"
                )
            )
        }
        return notes
    }

    private static func fields(_ rules: AssociationRules, _ top: Int) -> [FitField] {
        let list = rules.rules.prefix(top).map { rule in
            FitValue.object([
                FitField("left", .texts(rule.left.map { rules.names[Int($0)] })),
                FitField("right", .texts([rules.names[Int(rule.right)]])),
                FitField("count", .integer(rule.count)),
                FitField("support", .number(rule.support)),
                FitField("confidence", .number(rule.confidence)),
                FitField("lift", .number(rule.lift)),
                FitField("leverage", .number(rule.leverage)),
                FitField("conviction", rule.conviction.map { .number($0) } ?? .null),
                FitField("redundant", .flag(rule.isRedundant)),
                FitField("pValue", .number(rule.fisherP)),
            ])
        }
        return [
            FitField("ruleCount", .integer(rules.rules.count)),
            FitField("redundantCount", .integer(rules.rules.count { $0.isRedundant })),
            FitField("rules", .list(Array(list))),
        ]
    }

    /// The rules that no more general one makes superfluous.
    private static func table(_ rules: AssociationRules, _ most: Int) -> FitTable {
        let needed = rules.rules.filter { !$0.isRedundant }
        let listed = needed.prefix(most)
        return FitTable(
            Bilingual(en: "Rules of greatest lift", zh: "提升度最高的规则"),
            headings: [
                Bilingual(en: "who bought", zh: "购买了"), Bilingual(en: "also bought", zh: "也购买"),
                Bilingual(en: "baskets", zh: "购物篮数"), Bilingual(en: "support", zh: "支持度"),
                Bilingual(en: "confidence", zh: "置信度"), Bilingual(en: "lift", zh: "提升度"),
                Bilingual(en: "leverage", zh: "杠杆率"), Bilingual(en: "conviction", zh: "确信度"),
            ],
            rows: listed.map { rule in
                [
                    .name(rule.left.map { rules.names[Int($0)] }.joined(separator: ", ")),
                    .name(rules.names[Int(rule.right)]), .integer(rule.count), .share(rule.support),
                    .share(rule.confidence), .number(rule.lift, digits: 4), .number(rule.leverage, digits: 3),
                    rule.conviction.map { .number($0, digits: 4) } ?? .missing,
                ]
            },
            caption: Bilingual(
                en:
                    "Lift compares the confidence with the right side's share of all baskets. Rules that a more general "
                    + "one makes superfluous are not shown. No conviction is given where a rule has no exception.",
                zh: "提升度是置信度与右侧商品在全部购物篮中占比之比。已被更一般的规则涵盖的冗余规则不显示；没有例外的规则没有确信度。"
            ) + ListedRows.caption(listed.count, of: needed.count)
        )
    }

    /// Arrows from each item of the left side of the top rules to the right side.
    private static func network(_ rules: AssociationRules) -> FitFigure? {
        // More than twenty rules cannot be told apart in a picture.
        let top = Array(rules.rules.lazy.filter { !$0.isRedundant && !$0.left.isEmpty }.prefix(20))
        guard let most = top.map(\.lift).max() else { return nil }
        var nodes: [Int32] = []
        var shares: [Double] = []
        func node(_ item: Int32, _ share: Double) -> Int {
            if let index = nodes.firstIndex(of: item) {
                shares[index] = max(shares[index], share)
                return index
            }
            nodes.append(item)
            shares.append(share)
            return nodes.count - 1
        }
        var links: [(from: Int, to: Int, weight: Double)] = []
        for rule in top {
            let right = node(rule.right, Double(rule.rightCount) / Double(rule.basketCount))
            for item in rule.left {
                let left = node(item, rule.support)
                let weight = rule.lift / most
                if let known = links.firstIndex(where: { $0.from == left && $0.to == right }) {
                    links[known].weight = max(links[known].weight, weight)
                } else {
                    links.append((left, right, weight))
                }
            }
        }
        let largest = shares.max() ?? 1
        return FitFigure(
            Bilingual(en: "Rules between items", zh: "商品之间的关联规则"),
            x: Bilingual(verbatim: ""),
            y: Bilingual(verbatim: ""),
            .network(
                nodes: nodes.indices.map { (rules.names[Int(nodes[$0])], shares[$0] / largest) },
                links: links
            )
        )
    }
}
