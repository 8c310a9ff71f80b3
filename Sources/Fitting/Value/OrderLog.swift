import Domain

/// Orders from a table: who, on which day, for how much.
struct OrderLog {
    /// A number for each order's customer, into `names`.
    var customer: [Int] = []
    /// The row of the table that each order is.
    var row: [Int] = []
    /// Days since 1970-01-01, of the instant in UTC.
    var day: [Int] = []
    /// `nil` without amounts; a missing amount is zero, a purchase of which nothing is known.
    var amount: [Double]?
    var names: [String]
    /// Orders of zero and below.
    var amounts = OrderAmounts()
    /// Orders without an amount, where others have one.
    var unpriced = 0
    /// Rows without a customer or a time.
    var incomplete = 0

    /// - Parameter keepsReturns: whether orders below zero are among the orders, for models that add up what was spent.
    /// - Throws: `ModelError.unusable` where there are returns and no purchase.
    init(_ table: DataTable, _ options: FitOptions, keepsReturns: Bool = false) throws {
        let (codes, names) = try table.categories(try options.required(.customer))
        let instants = try table.instants(try options.required(.time))
        let amounts = try options.text(.amount).map { try table.amounts($0) }
        try table.requireValues(in: [FitOption.customer, .time, .amount].map(options.text))
        self.names = names
        if amounts != nil { amount = [] }
        for row in 0..<table.rowCount {
            guard codes[row] >= 0, let instant = instants[row] else {
                incomplete += 1
                continue
            }
            if let amounts, !add(amounts[row], keepsReturns) { continue }
            customer.append(Int(codes[row]))
            self.row.append(row)
            day.append(Int(instant.seconds.floorDivided(by: 86_400).quotient))
        }
        let purchases = customer.count - (keepsReturns ? self.amounts.returns : 0)
        if purchases == 0, self.amounts.returns > 0 { throw self.amounts.noPurchase(options.text(.amount) ?? "") }
    }

    /// - Returns: whether the order is one to keep.
    private mutating func add(_ amount: Double, _ keepsReturns: Bool) -> Bool {
        if amount < 0 {
            amounts.returns += 1
            guard keepsReturns else { return false }
        }
        if amount == 0 { amounts.free += 1 }
        if amount.isNaN { unpriced += 1 }
        self.amount?.append(amount.isNaN ? 0 : amount)
        return true
    }

    /// Customers with an order.
    var customerCount: Int {
        var isCustomer = [Bool](repeating: false, count: names.count)
        for number in customer { isCustomer[number] = true }
        return isCustomer.count { $0 }
    }

    /// The last day with an order; 0 without orders.
    var lastDay: Int { day.max() ?? 0 }

    /// The day that `--until` states, or the last with an order.
    ///
    /// - Throws: `TableError.optionInvalid` where every order is later.
    func observedUntil(_ options: FitOptions) throws(TableError) -> Int {
        guard let until = try options.day(.until) else { return lastDay }
        if let first = day.min(), first > until { throw Self.allLater(until, first: first) }
        return until
    }

    /// - Parameter first: the day of the first order.
    static func allLater(_ until: Int, first: Int) -> TableError {
        let day = CalendarDate(daysSinceEpoch: first).description
        return .optionInvalid(
            .until,
            value: CalendarDate(daysSinceEpoch: until).description,
            expected: Bilingual(en: "the first order is on \(day)", zh: "第一笔订单在 \(day)")
        )
    }

    func notes(_ use: OrderAmounts.Use) -> [Bilingual] {
        var notes = incomplete > 0 ? [Self.incomplete(incomplete)] : []
        notes += amounts.notes(use)
        if unpriced > 0 {
            notes.append(
                Bilingual(
                    en: "\(unpriced) orders have no amount; they count as purchases and say nothing of spend.",
                    zh: "有 \(unpriced) 笔订单没有金额；它们计为购买，但不参与消费金额的估计。"
                )
            )
        }
        return notes
    }

    static func incomplete(_ count: Int) -> Bilingual {
        Bilingual(
            en: "\(count) rows with a missing value were left out.",
            zh: "有 \(count) 行含有缺失值，未计入。"
        )
    }

    static func later(_ count: Int) -> Bilingual {
        Bilingual(
            en: "\(count) orders after the last day were left out.",
            zh: "有 \(count) 笔订单晚于截止日，未计入。"
        )
    }
}
