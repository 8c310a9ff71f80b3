import Domain
import Models

/// Baskets as a table has them: a line each in the one column `basket`, or a row for each item of each order.
struct BasketReading {
    /// The column of a file whose lines are baskets.
    static let lineColumn = "basket"

    var baskets: Baskets
    /// The baskets of each value of `--group`, in the order of the values; empty without the option.
    var groups: [(name: String, baskets: Baskets)] = []
    /// Rows without an item, or without an order's number.
    var rowsLeftOut = 0
    /// What each basket was called: the order's number; `nil` where rows are baskets.
    var orders: [String]?

    init(_ table: DataTable, _ options: FitOptions) throws {
        if options.text(.item) == nil, options.text(.customer) == nil, table.has(Self.lineColumn) {
            self = try Self(lines: table, options)
        } else {
            self = try Self(rows: table, options)
        }
    }

    private init(lines table: DataTable, _ options: FitOptions) throws {
        let (codes, levels) = try table.categories(Self.lineColumn)
        // A quote that is not closed was refused where the file was read; elsewhere it is a character like others.
        let lists = levels.map { BasketLine.items($0) ?? $0.split(separator: ",").map(String.init) }
        baskets = Baskets(codes.map { $0 < 0 ? [] : lists[Int($0)] })
        rowsLeftOut = table.rowCount - baskets.count
        if let group = options.text(.group) {
            let (groupCodes, names) = try table.categories(group)
            groups = names.indices.map { level in
                let rows = codes.indices.filter { groupCodes[$0] == Int32(level) && codes[$0] >= 0 }
                return (names[level], Baskets(rows.map { lists[Int(codes[$0])] }))
            }
        }
    }

    private init(rows table: DataTable, _ options: FitOptions) throws {
        let (orderCodes, orderNames) = try table.categories(try options.required(.customer))
        let (itemCodes, itemNames) = try table.categories(try options.required(.item))
        baskets = Baskets(names: itemNames, basketOf: orderCodes, itemOf: itemCodes, basketCount: orderNames.count)
        orders = orderNames
        rowsLeftOut = orderCodes.indices.count { orderCodes[$0] < 0 || itemCodes[$0] < 0 }
        guard let group = options.text(.group) else { return }
        let (groupCodes, names) = try table.categories(group)
        groups = names.indices.map { level in
            let orders = orderCodes.indices.map { groupCodes[$0] == Int32(level) ? orderCodes[$0] : -1 }
            let part = Baskets(names: itemNames, basketOf: orders, itemOf: itemCodes, basketCount: orderNames.count)
            return (names[level], part)
        }
    }

    /// What to say of rows that are no baskets.
    var notes: [Bilingual] {
        guard rowsLeftOut > 0 else { return [] }
        return [
            Bilingual(
                en: orders == nil
                    ? "Of the baskets, \(rowsLeftOut) have no item and were left out."
                    : "Of the rows, \(rowsLeftOut) have no item or no order's number and were left out.",
                zh: orders == nil ? "有 \(rowsLeftOut) 个购物篮没有商品，未计入。" : "有 \(rowsLeftOut) 行缺少商品或订单号，未计入。"
            )
        ]
    }

    /// Bars of the items in most baskets.
    func topItems(_ most: Int = 20) -> FitFigure {
        let counts = baskets.itemCounts
        let top = counts.indices.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
            .prefix(most).filter { counts[$0] > 0 }
        return FitFigure(
            Bilingual(en: "Items in most baskets", zh: "出现最多的商品"),
            x: Bilingual(en: "item", zh: "商品"),
            y: Bilingual(en: "share of baskets", zh: "购物篮占比"),
            .bars(
                categories: top.map { Bilingual(verbatim: baskets.names[$0]) },
                series: [
                    (
                        name: Bilingual(en: "support", zh: "支持度"),
                        values: top.map { Double(counts[$0]) / Double(baskets.count) }
                    )
                ]
            )
        )
    }

    /// Items that stand in a basket.
    var itemCount: Int { baskets.itemCounts.count { $0 > 0 } }
}
