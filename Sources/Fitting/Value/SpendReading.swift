import Domain
import Models
import Statistics

/// Numbers of repeat purchases and their mean amounts, from a log of orders or a row for each customer.
struct SpendReading {
    var frequency: [Int] = []
    var mean: [Double] = []
    /// The customers of a log; `nil` where the table has a row for each.
    var names: [String]?
    /// The rows of the table that the values are of, where it has one for each customer.
    var rows: [Int] = []
    var rowsLeftOut = 0
    var notes: [Bilingual] = []

    init(_ table: DataTable, _ options: FitOptions) throws {
        let amount = try options.required(.amount)
        if let column = options.text(.frequency) {
            let (matrix, rows) = try table.completeNumbers([column, amount])
            for (index, row) in rows.enumerated() {
                frequency.append(try PurchaseReading.count(matrix[index, 0], column, row))
                mean.append(matrix[index, 1])
                guard frequency[index] == 0 || mean[index] > 0 else {
                    throw ModelError.notPositive(column: amount, row: row + 1, value: mean[index])
                }
            }
            self.rows = rows
            rowsLeftOut = table.rowCount - rows.count
            if rowsLeftOut > 0 { notes.append(OrderLog.incomplete(rowsLeftOut)) }
            return
        }
        let log = try OrderLog(table, options)
        let last = try options.day(.until) ?? log.lastDay
        let paid = log.customer.indices.filter { log.amount?[$0] ?? 0 > 0 }
        let histories = CustomerHistories(
            customer: paid.map { log.customer[$0] },
            day: paid.map { log.day[$0] },
            amount: paid.map { log.amount?[$0] ?? 0 },
            until: last,
            holdoutEnd: last,
            unit: .day
        )
        names = histories.customers.map { log.names[$0] }
        frequency = histories.spendFrequency
        mean = histories.meanSpend
        rowsLeftOut = log.rowsLeftOut + log.customer.count - paid.count
        notes = log.notes
        if paid.count < log.customer.count {
            notes.append(
                Bilingual(
                    en: "\(log.customer.count - paid.count) orders of zero count as no purchase.",
                    zh: "有 \(log.customer.count - paid.count) 笔金额为零的订单不计为购买。"
                )
            )
        }
    }
}
