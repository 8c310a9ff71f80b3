package import Domain
package import Models

/// The next best products of customers.
package enum RecommendOnTable: TableModel {
    /// A recommender and the items that it knows.
    package struct Fitted: Codable, Sendable, Hashable {
        package var recommender: Recommender
        package var items: [String]
        /// Items for a customer.
        package var top: Int
    }

    package static let name = "recommend"
    package static let purpose = Bilingual(
        en: "Recommend to each customer the products to buy next.",
        zh: "为每位客户推荐下一步最可能购买的商品。"
    )
    package static let example = "covey fit recommend orders.csv --customer id --item product --time date --method item"
    package static let options: [FitOption] = [
        .customer, .item, .time, .method, .distance, .neighbours, .factors, .penalty, .holdout, .top, .seed,
    ]
    package static let timeOptions: [FitOption] = [.time]

    enum Method: String, CaseIterable {
        case item, factors, popular

        var title: Bilingual {
            switch self {
            case .item: Bilingual(en: "item", zh: "相似商品")
            case .factors: Bilingual(en: "factors", zh: "隐含因子")
            case .popular: Bilingual(en: "popular", zh: "热门")
            }
        }
    }

    package static var choices: [FitOption: [String]] {
        [.method: FitOptions.words(of: Method.self), .distance: FitOptions.words(of: ItemNeighbours.Likeness.self)]
    }

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Fitted, document: FitDocument
    ) {
        let reading = try RecommendReading(table, options)
        let all = reading.purchases()
        guard !all.items.isEmpty else { throw ModelError.tooFewRows(needed: 1, found: 0) }
        guard reading.itemNames.count > 1 else {
            throw ModelError.unusable(
                Bilingual(
                    en: "Every purchase is of \"\(reading.itemNames[0])\", so there is nothing else to recommend.",
                    zh: "所有购买都是“\(reading.itemNames[0])”，没有其他商品可推荐。"
                ),
                advice: Bilingual(en: "Give purchases of two products or more.", zh: "请提供至少两种商品的购买记录。")
            )
        }
        let method = try options.choice(.method, default: Method.item)
        // A list that fits a mail.
        let top = try options.integer(.top, in: 1...100, default: 10)
        let split = try reading.split(options)
        let found = try recommender(method, split.earlier, options)
        let quality = RecommendationQuality(found, earlier: split.earlier, later: split.later, most: top)
        let popular = Recommender.popular(split.earlier.buyers)
        let baseline = RecommendationQuality(popular, earlier: split.earlier, later: split.later, most: top)
        let fitted = Fitted(recommender: try recommender(method, all, options), items: reading.itemNames, top: top)
        var document = FitDocument(model: name, n: reading.names.count, seed: try options.seed)
        document.rowsLeftOut = reading.rowsLeftOut
        let measured = quality.customers > 0
        document.notes = [measured ? split.note : split.whyNobody]
        document.notes += notes(method, quality, baseline, reading.rowsLeftOut)
        document.own = [
            FitField("method", .text(method.rawValue)), FitField("customers", .integer(reading.names.count)),
            FitField("items", .integer(reading.itemNames.count)), FitField("purchases", .integer(all.items.count)),
            FitField("k", .integer(top)), FitField("evaluated", .integer(quality.customers)),
        ]
        document.own += fields(quality)
        document.own.append(FitField("baseline", .object(fields(baseline))))
        document.tables = (measured ? [self.table(method, quality, baseline, top)] : []) + [popularTable(reading, all)]
        document.figures = measured ? [figure(quality, baseline, top)] : []
        return (fitted, document)
    }

    /// The best items of each customer that they have not bought, by the purchases of the table, with their scores.
    package static func predict(_ fitted: Fitted, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let reading = try RecommendReading(table, options)
        let top = try options.integer(.top, in: 1...100, default: fitted.top)
        let codeOf = Dictionary(uniqueKeysWithValues: fitted.items.enumerated().map { ($1, Int32($0)) })
        let codes = reading.itemNames.map { codeOf[$0] ?? -1 }
        let purchases = Purchases(
            customers: reading.customers,
            items: reading.items.map { codes[Int($0)] },
            customerCount: reading.names.count,
            itemCount: fitted.items.count
        )
        let lists = fitted.recommender.best(for: purchases, most: top)
        var columns = [DataColumn(try options.required(.customer), texts: reading.names)]
        for place in 0..<top {
            let own = lists.map { place < $0.count ? $0[place] : nil }
            let items = own.map { $0.map { Int32($0.item) } ?? -1 }
            columns.append(DataColumn("item\(place + 1)", .categories(codes: items, levels: fitted.items)))
            columns.append(DataColumn("score\(place + 1)", numbers: own.map { $0?.score ?? .nan }))
        }
        return columns
    }

    private static func recommender(_ method: Method, _ purchases: Purchases, _ options: FitOptions) throws
        -> Recommender
    {
        switch method {
        case .item:
            let measure = try options.choice(.distance, default: ItemNeighbours.Likeness.cosine)
            let most = try options.integer(.neighbours, in: 1...10_000, default: 50)
            return .items(ItemNeighbours(purchases, measure: measure, most: most))
        case .factors:
            var settings = ImplicitFactors.Settings()
            settings.factors = try options.integer(.factors, in: 1...256, default: settings.factors)
            settings.penalty = try options.number(.penalty, in: 1e-6...1e9, default: settings.penalty)
            settings.seed = try options.seed
            return .factors(ImplicitFactors(purchases, settings))
        case .popular: return .popular(purchases.buyers)
        }
    }

    private static func notes(
        _ method: Method,
        _ quality: RecommendationQuality,
        _ baseline: RecommendationQuality,
        _ leftOut: Int
    ) -> [Bilingual] {
        var notes: [Bilingual] = []
        if leftOut > 0 {
            notes.append(
                Bilingual(
                    en: "\(leftOut) rows without a customer, an item or a time were left out.",
                    zh: "有 \(leftOut) 行缺少客户、商品或时间，未计入。"
                )
            )
        }
        if quality.customers > 0, method != .popular, quality.ndcg <= baseline.ndcg {
            notes.append(
                Bilingual(
                    en: "The lists foretell no better than offering everybody what most customers buy.",
                    zh: "推荐效果不优于向所有人推荐热门商品。"
                )
            )
        }
        if quality.customers > 0, quality.customers < 100 {
            notes.append(
                Bilingual(
                    en: "Only \(quality.customers) customers could be measured; the figures are uncertain.",
                    zh: "仅 \(quality.customers) 位客户可用于评估，结果不够稳定。"
                )
            )
        }
        return notes
    }

    private static func fields(_ quality: RecommendationQuality) -> [FitField] {
        [("recall", quality.recall), ("ndcg", quality.ndcg), ("coverage", quality.coverage)].map { name, value in
            FitField(name, quality.customers > 0 ? .number(value) : .null)
        }
    }

    /// What most customers bought.
    private static func popularTable(_ reading: RecommendReading, _ all: Purchases) -> FitTable {
        let buyers = all.buyers
        let top = buyers.indices.sorted { buyers[$0] != buyers[$1] ? buyers[$0] > buyers[$1] : $0 < $1 }.prefix(10)
        return FitTable(
            Bilingual(en: "Items with the most buyers", zh: "购买人数最多的商品"),
            headings: [
                Bilingual(en: "item", zh: "商品"), Bilingual(en: "customers", zh: "购买客户数"),
                Bilingual(en: "share of customers", zh: "客户占比"),
            ],
            rows: top.map { item in
                [
                    .name(reading.itemNames[item]), .integer(buyers[item]),
                    .share(Double(buyers[item]) / Double(reading.names.count)),
                ]
            }
        )
    }

    private static func table(
        _ method: Method,
        _ quality: RecommendationQuality,
        _ baseline: RecommendationQuality,
        _ top: Int
    ) -> FitTable {
        func row(_ name: Bilingual, _ quality: RecommendationQuality) -> [FitTable.Cell] {
            [.text(name), .share(quality.recall), .number(quality.ndcg, digits: 4), .share(quality.coverage)]
        }
        return FitTable(
            Bilingual(en: "Quality of the lists of \(top)", zh: "前 \(top) 项推荐的效果"),
            headings: [
                Bilingual(en: "method", zh: "方法"), Bilingual(en: "recall", zh: "召回率"),
                Bilingual(verbatim: "NDCG"), Bilingual(en: "coverage", zh: "覆盖率"),
            ],
            rows: [
                row(method.title, quality),
                row(Bilingual(en: "what is popular", zh: "热门商品"), baseline),
            ],
            caption: Bilingual(
                en:
                    "Recall is the share of a customer's new items that were in their list, coverage the share of all items "
                    + "that are in the list of somebody who was measured.",
                zh: "召回率是客户新购商品中出现在推荐里的比例；覆盖率是出现在任一被评估客户推荐里的商品占全部商品的比例。"
            )
        )
    }

    private static func figure(_ quality: RecommendationQuality, _ baseline: RecommendationQuality, _ top: Int)
        -> FitFigure
    {
        func values(_ quality: RecommendationQuality) -> [Double] { [quality.recall, quality.ndcg, quality.coverage] }
        return FitFigure(
            Bilingual(en: "Lists of \(top) against what is popular", zh: "前 \(top) 项推荐与热门商品的比较"),
            x: Bilingual(en: "measure", zh: "指标"),
            y: Bilingual(en: "value", zh: "取值"),
            .bars(
                categories: [
                    Bilingual(en: "recall", zh: "召回率"), Bilingual(verbatim: "NDCG"),
                    Bilingual(en: "coverage", zh: "覆盖率"),
                ],
                series: [
                    (name: Bilingual(en: "recommended", zh: "推荐"), values: values(quality)),
                    (name: Bilingual(en: "popular", zh: "热门"), values: values(baseline)),
                ]
            )
        )
    }
}
