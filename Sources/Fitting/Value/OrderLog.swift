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
    /// Customers with an order that counts.
    var customerCount: Int
    /// Orders that do not count: without a customer or a time, or returns.
    var rowsLeftOut = 0
    var notes: [Bilingual] = []

    /// - Parameters:
    ///   - keepsReturns: whether orders below zero count; as a rule they are no purchases.
    init(_ table: DataTable, _ options: FitOptions, keepsReturns: Bool = false) throws {
        let (codes, names) = try table.categories(try options.required(.customer))
        let instants = try table.instants(try options.required(.time))
        let amounts = try options.text(.amount).map { try table.numbers($0) }
        var (incomplete, returns, unpriced) = (0, 0, 0)
        if amounts != nil { amount = [] }
        for row in 0..<table.rowCount {
            guard codes[row] >= 0, let instant = instants[row] else {
                incomplete += 1
                continue
            }
            if let amounts {
                if amounts[row] < 0, !keepsReturns {
                    returns += 1
                    continue
                }
                if amounts[row].isNaN { unpriced += 1 }
                amount?.append(amounts[row].isNaN ? 0 : amounts[row])
            }
            customer.append(Int(codes[row]))
            self.row.append(row)
            day.append(Int(instant.seconds.floorDivided(by: 86_400).quotient))
        }
        self.names = names
        customerCount = Set(customer).count
        rowsLeftOut = incomplete + returns
        if incomplete > 0 { notes.append(Self.incomplete(incomplete)) }
        if returns > 0 {
            notes.append(
                Bilingual(
                    en: "\(returns) orders below zero were taken for returns and left out.",
                    zh: "有 \(returns) 笔金额为负的订单被视为退货，未计入。"
                )
            )
        }
        if unpriced > 0 {
            notes.append(
                Bilingual(
                    en: "\(unpriced) orders have no amount; they count as purchases and say nothing of spend.",
                    zh: "有 \(unpriced) 笔订单没有金额；它们计为购买，但不参与消费金额的估计。"
                )
            )
        }
    }

    /// The last day with an order; 0 without orders.
    var lastDay: Int { day.max() ?? 0 }

    static func incomplete(_ count: Int) -> Bilingual {
        Bilingual(
            en: "\(count) rows with a missing value were left out.",
            zh: "有 \(count) 行含有缺失值，未计入。"
        )
    }
}
