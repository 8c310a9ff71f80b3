package import Domain
package import Models

/// Sets of items that are bought together.
package enum ItemsetsOnTable: TableModel {
    package static let name = "itemsets"
    package static let purpose = Bilingual(
        en: "Find the sets of items that are bought together often.",
        zh: "找出经常一起购买的商品组合。"
    )
    package static let example = "covey fit itemsets groceries.basket --min-support 0.01 --min-items 2"
    package static let options: [FitOption] = [.customer, .item, .group, .minSupport, .minItems, .maxItems, .top]
    package static let takesBaskets = true

    package static func fit(_ table: DataTable, _ options: FitOptions) throws -> (
        fitted: Itemsets, document: FitDocument
    ) {
        let reading = try BasketReading(table, options)
        let settings = try Settings(options)
        let sets = try settings.miner.mine(reading.baskets)
        var document = FitDocument(model: name, n: reading.baskets.count, seed: try options.seed)
        document.rowsLeftOut = reading.rowsLeftOut
        document.notes = reading.notes
        if options.text(.minSupport) == nil { document.notes.append(settings.supportNote) }
        let shown = settings.shown(sets)
        document.own = [
            FitField("baskets", .integer(sets.basketCount)),
            FitField("items", .integer(reading.itemCount)),
            FitField("minCount", .integer(sets.minimumCount)),
        ]
        document.own += settings.fields(sets, shown)
        document.tables = [self.table(sets, shown.all, shown.listed.prefix(try ListedRows.count(options)))]
        document.figures = [reading.topItems()]
        if !reading.groups.isEmpty {
            let groups = try reading.groups.map { group in
                guard group.baskets.count > 0 else { return emptyGroup(group.name) }
                let sets = try settings.miner.mine(group.baskets)
                let fields = [
                    FitField("group", .text(group.name)), FitField("baskets", .integer(sets.basketCount)),
                ]
                return FitValue.object(fields + settings.fields(sets, settings.shown(sets)))
            }
            document.own.append(FitField("groups", .list(groups)))
        }
        return (sets, document)
    }

    /// For each basket, how many of the sets it holds, and the largest of them.
    package static func predict(_ fitted: Itemsets, _ table: DataTable, _ options: FitOptions) throws -> [DataColumn] {
        let reading = try BasketReading(table, options)
        let baskets = reading.baskets
        let codeOf = Dictionary(uniqueKeysWithValues: fitted.names.enumerated().map { ($1, Int32($0)) })
        let codes = baskets.names.map { codeOf[$0] ?? -1 }
        var setsOf = [[Int]](repeating: [], count: fitted.names.count)
        for set in 0..<fitted.count { setsOf[Int(fitted.items[fitted.offsets[set]])].append(set) }
        let rows = reading.orders?.count ?? table.rowCount
        var counts = [Double](repeating: .nan, count: rows)
        var largest = [String?](repeating: nil, count: rows)
        var holds = [Bool](repeating: false, count: fitted.names.count)
        for (index, number) in baskets.numbers.enumerated() {
            let items = baskets[index].map { codes[Int($0)] }.filter { $0 >= 0 }
            for item in items { holds[Int(item)] = true }
            let held = items.flatMap { setsOf[Int($0)] }.filter { fitted[$0].allSatisfy { holds[Int($0)] } }
            for item in items { holds[Int(item)] = false }
            counts[number] = Double(held.count)
            let best = held.max {
                let sizes = (fitted[$0].count, fitted[$1].count)
                if sizes.0 != sizes.1 { return sizes.0 < sizes.1 }
                return fitted.counts[$0] != fitted.counts[$1] ? fitted.counts[$0] < fitted.counts[$1] : $0 > $1
            }
            largest[number] = best.map { fitted.names($0).joined(separator: ",") }
        }
        let columns = [DataColumn("itemsets", numbers: counts), DataColumn("largestItemset", texts: largest)]
        return reading.orderColumn(options) + columns
    }

    private static func emptyGroup(_ name: String) -> FitValue {
        .object([
            FitField("group", .text(name)), FitField("baskets", .integer(0)), FitField("itemsetCount", .integer(0)),
            FitField("itemsets", .list([])),
        ])
    }

    /// - Parameter all: how many there are, of which some are listed.
    private static func table(_ sets: Itemsets, _ all: Int, _ listed: ArraySlice<Int>) -> FitTable {
        FitTable(
            Bilingual(en: "Most frequent itemsets", zh: "最常见的商品组合"),
            headings: [
                Bilingual(en: "items", zh: "商品"), Bilingual(en: "baskets", zh: "购物篮数"),
                Bilingual(en: "support", zh: "支持度"),
            ],
            rows: listed.map {
                [
                    .name(sets.names($0).joined(separator: ", ")), .integer(sets.counts[$0]),
                    .share(sets.support($0)),
                ]
            },
            caption: Bilingual(
                en: "Support is the share of all baskets that hold every item of the set.",
                zh: "支持度指同时含有该组合全部商品的购物篮占比。"
            ) + ListedRows.caption(listed.count, of: all)
        )
    }

    /// What the options say.
    private struct Settings {
        var miner: ItemsetMiner
        var minimumItems: Int
        var top: Int

        init(_ options: FitOptions) throws {
            miner = ItemsetMiner()
            miner.minimumSupport = try options.share(.minSupport, default: miner.minimumSupport)
            miner.maximumItems = try options.integer(.maxItems, in: 1...1_000)
            minimumItems = try options.integer(.minItems, in: 1...1_000, default: 1)
            // All of them: a program that reads the document counts on it, and screens show the first alone.
            top = try options.integer(.top, in: 1...10_000_000, default: 10_000_000)
        }

        var supportNote: Bilingual {
            Bilingual(
                en: "--min-support is \(miner.minimumSupport) by default.",
                zh: "--min-support 取默认值 \(miner.minimumSupport)。"
            )
        }

        func shown(_ sets: Itemsets) -> (all: Int, listed: [Int]) {
            let chosen = sets.byCount.filter { sets[$0].count >= minimumItems }
            return (chosen.count, Array(chosen.prefix(top)))
        }

        func fields(_ sets: Itemsets, _ shown: (all: Int, listed: [Int])) -> [FitField] {
            let list = shown.listed.map { set in
                FitValue.object([
                    FitField("items", .texts(sets.names(set))), FitField("count", .integer(sets.counts[set])),
                    FitField("support", .number(sets.support(set))),
                ])
            }
            return [FitField("itemsetCount", .integer(shown.all)), FitField("itemsets", .list(list))]
        }
    }
}

extension BasketReading {
    /// The orders' numbers, as the first column of what is predicted; none where rows are baskets.
    func orderColumn(_ options: FitOptions) -> [DataColumn] {
        guard let orders, let name = options.text(.customer) else { return [] }
        return [DataColumn(name, texts: orders)]
    }
}
