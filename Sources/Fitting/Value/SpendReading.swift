import Domain
import Models
import Statistics

/// Numbers of repeat purchases and their mean amounts, from a log of orders or a row for each customer.
///
/// They are those that a model of purchases looks at beside its own fit; what becomes of orders of zero and below is said
/// by `OrderAmounts`.
struct SpendReading {
    var frequency: [Int] = []
    var mean: [Double] = []
    /// The customers of a log; `nil` where the table has a row for each.
    var names: [String]?
    /// The rows of the table that the values are of, where it has one for each customer.
    var rows: [Int] = []
    var rowsLeftOut = 0
    var notes: [Bilingual] = []

    /// - Throws: `ModelError.unusable` where no amount is above zero.
    init(_ table: DataTable, _ options: FitOptions) throws {
        let amount = try options.required(.amount)
        if let column = options.text(.frequency) {
            try read(summaries: table, column, amount)
        } else {
            try read(OrderLog(table, options), options, amount)
        }
    }

    private mutating func read(summaries table: DataTable, _ column: String, _ amount: String) throws {
        let (matrix, rows) = try table.completeNumbers([column, amount])
        let given = try rows.indices.map { try PurchaseReading.count(matrix[$0, 0], column, rows[$0]) }
        let spend = SummarisedSpend(frequency: given, mean: matrix.column(1))
        guard rows.isEmpty || spend.mean.contains(where: { $0 > 0 }) else { throw OrderAmounts.nothingPaid(amount) }
        (frequency, mean) = (spend.frequency, spend.mean)
        self.rows = rows
        rowsLeftOut = table.rowCount - rows.count
        notes = (rowsLeftOut > 0 ? [OrderLog.incomplete(rowsLeftOut)] : []) + spend.notes
    }

    private mutating func read(_ log: OrderLog, _ options: FitOptions, _ amount: String) throws {
        guard log.customer.isEmpty || log.amount?.contains(where: { $0 > 0 }) ?? false else {
            throw OrderAmounts.nothingPaid(amount)
        }
        let last = try log.observedUntil(options)
        let histories = CustomerHistories(
            customer: log.customer,
            day: log.day,
            amount: log.amount,
            until: last,
            holdoutEnd: last,
            unit: .day
        )
        names = histories.customers.map { log.names[$0] }
        frequency = histories.spendFrequency
        mean = histories.meanSpend
        rowsLeftOut = log.incomplete + log.unpriced + log.amounts.returns + log.amounts.free
        notes = log.notes(.size)
    }
}
