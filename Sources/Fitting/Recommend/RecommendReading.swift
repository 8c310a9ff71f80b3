import Domain
import Models

/// Purchases from a table with a row for each item of each order.
struct RecommendReading {
    /// The customers' names, in the order of their Unicode scalars.
    var names: [String]
    var itemNames: [String]
    /// One each for a complete row.
    var customers: [Int32] = []
    var items: [Int32] = []
    /// Microseconds since 1970; empty without `--time`.
    var times: [Int64] = []
    var rowsLeftOut = 0

    init(_ table: DataTable, _ options: FitOptions) throws {
        let (who, names) = try table.categories(try options.required(.customer))
        let (what, itemNames) = try table.categories(try options.required(.item))
        let when = try options.text(.time).map { try table.instants($0) }
        try table.requireValues(in: [FitOption.customer, .item, .time].map(options.text))
        self.names = names
        self.itemNames = itemNames
        for row in who.indices {
            guard who[row] >= 0, what[row] >= 0 else { continue }
            if let when {
                guard let instant = when[row] else { continue }
                times.append(instant.microseconds)
            }
            customers.append(who[row])
            items.append(what[row])
        }
        rowsLeftOut = table.rowCount - customers.count
    }

    func purchases(where isTaken: (Int) -> Bool = { _ in true }) -> Purchases {
        let rows = customers.indices.filter(isTaken)
        return Purchases(
            customers: rows.map { customers[$0] },
            items: rows.map { items[$0] },
            customerCount: names.count,
            itemCount: itemNames.count
        )
    }

    /// Purchases to learn from and those held out.
    struct Split {
        var earlier: Purchases
        var later: Purchases
        var note: Bilingual
        /// The day from which purchases are held out; `nil` where they were drawn.
        var start: String?

        /// Why nobody can be measured, where nobody can, and what to do about it.
        var whyNobody: Bilingual {
            guard let start else {
                return Bilingual(
                    en:
                        "The quality could not be measured: no customer bought two different items, so that one could be "
                        + "held out. Give a longer time of purchases.",
                    zh: "无法评估推荐效果：没有客户买过两种不同的商品，无法留出一种用于检验。请提供更长时段的购买记录。"
                )
            }
            if later.items.isEmpty {
                return Bilingual(
                    en:
                        "The quality could not be measured: nothing was bought from \(start) on. State an earlier day with "
                        + "--holdout.",
                    zh: "无法评估推荐效果：自 \(start) 起没有购买记录。请用 --holdout 指定更早的日期。"
                )
            }
            if earlier.items.isEmpty {
                return Bilingual(
                    en: "The quality could not be measured: nothing was bought before \(start). State a later day with "
                        + "--holdout, or give purchases of more than one day.",
                    zh: "无法评估推荐效果：\(start) 之前没有购买记录。请用 --holdout 指定更晚的日期，或提供多于一天的购买记录。"
                )
            }
            return Bilingual(
                en:
                    "The quality could not be measured: nobody who had bought before \(start) bought an item from that day on "
                    + "that was new to them. State another day with --holdout, or give a longer time of purchases.",
                zh: "无法评估推荐效果：\(start) 之前的买家此后都没有购买新的商品。请用 --holdout 指定其他日期，或提供更长时段的购买记录。"
            )
        }
    }

    /// By time, the last share of rows or all from a day on; without times, one item of each customer of several, drawn.
    func split(_ options: FitOptions) throws -> Split {
        guard options.text(.time) != nil else { return try splitByLot(options) }
        let text = options.text(.holdout) ?? "0.2"
        let start: Int64
        if let date = CalendarDate(text) {
            start = Int64(date.daysSinceEpoch) * 86_400_000_000
        } else if let share = FitOptions.fraction(text), share > 0, share < 1 {
            start = times.sorted()[min(times.count - 1, Int(Double(times.count) * (1 - share)))]
        } else {
            throw TableError.optionInvalid(
                .holdout,
                value: text,
                expected: Bilingual(
                    en: "it is a date such as 2026-01-05, or a share of the rows such as 0.2",
                    zh: "应为 2026-01-05 这样的日期，或 0.2 这样的行数占比"
                )
            )
        }
        let date = Self.written(start)
        return Split(
            earlier: purchases { times[$0] < start },
            later: purchases { times[$0] >= start },
            note: Bilingual(
                en: "Measured on what was bought from \(date) on, by what was bought before.",
                zh: "用 \(date) 之前的购买预测其后的购买来评估。"
            ),
            start: date
        )
    }

    /// A day, with the time of it where that is not its beginning.
    private static func written(_ microseconds: Int64) -> String {
        let (day, rest) = microseconds.floorDivided(by: 86_400_000_000)
        let date = CalendarDate(daysSinceEpoch: Int(day)).description
        let second = Int(rest / 1_000_000)
        guard rest > 0 else { return date }
        let parts = [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return date + " " + parts.joined(separator: ":")
    }

    private func splitByLot(_ options: FitOptions) throws -> Split {
        if let text = options.text(.holdout) {
            throw TableError.optionInvalid(
                .holdout,
                value: text,
                expected: Bilingual(
                    en: "it holds out the last purchases, which takes their --time",
                    zh: "留出最近的购买需要用 --time 指明购买时间"
                )
            )
        }
        let all = purchases()
        let random = SplitDraw(seed: try options.seed)
        var held = [Int32](repeating: -1, count: names.count)
        for customer in names.indices {
            let own = all.items(of: customer)
            guard own.count > 1 else { continue }
            held[customer] = own[own.startIndex + random.index(customer, below: own.count)]
        }
        return Split(
            earlier: purchases { items[$0] != held[Int(customers[$0])] },
            later: purchases { items[$0] == held[Int(customers[$0])] },
            note: Bilingual(
                en: "Without --time, one item of each customer was held out by lot; a split by time is more honest.",
                zh: "未指定 --time，评估时为每位客户随机留出一件商品；按时间划分更可信。"
            )
        )
    }
}
