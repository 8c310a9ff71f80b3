import Domain
import Fitting
import Models
import Testing

/// Orders of zero and below are told and treated by one rule in all models of purchases.
@Suite struct OrderAmountsTests {
    typealias Row = (customer: String?, date: String?, amount: Double)

    private static let models: [any TableModel.Type] = [
        BGNBDOnTable.self, ParetoNBDOnTable.self, NBDOnTable.self, BGBBOnTable.self, GammaGammaOnTable.self,
        LifetimeValueOnTable.self, RFMOnTable.self,
    ]

    /// Sixty customers with one to seven orders over two years.
    private static func orders(_ amount: (_ customer: Int, _ order: Int) -> Double) -> [Row] {
        (0..<60).flatMap { customer in
            (0...(customer % 7)).map { order -> Row in
                let later = (customer * 5) % 90 + order * (20 + customer % 40)
                let day = CalendarDate(year: 2024, month: 1, day: 1)!.adding(days: later)
                return ("c\(100 + customer)", day.description, amount(customer, order))
            }
        }
    }

    private func document<Model: TableModel>(_ model: Model.Type, _ rows: [Row], _ more: [FitOption: String] = [:])
        throws
        -> FitDocument
    {
        try Model.fit(OrdersTable.of(rows), OrdersTable.options(more)).document
    }

    @Test func everyModelCountsReturnsAndOrdersOfZeroInTheSameWords() throws {
        var rows = Self.orders { (customer: Int, order: Int) -> Double in Double(10 + (customer + order) % 9) }
        for index in 0..<20 { rows.append(("c\(100 + index)", "2024-06-0\(1 + index % 9)", -4)) }
        for index in 0..<7 { rows.append(("c\(100 + index)", "2024-07-01", 0)) }
        for model in Self.models {
            let notes = try document(model, rows).notes
            let returns = notes.filter { $0.english.hasPrefix("Orders below zero: 20. They are returns") }
            let free = notes.filter { $0.english.hasPrefix("Orders of zero: 7. They count as purchases") }
            #expect(returns.count == 1 && free.count == 1, "\(model.name)")
            #expect(returns.first?.chinese.hasPrefix("金额为负的订单：20 笔") == true, "\(model.name)")
            #expect(free.first?.chinese.hasPrefix("金额为零的订单：7 笔") == true, "\(model.name)")
            #expect(returns.first?.english.contains("take both out of the data") == true, "\(model.name)")
        }
    }

    @Test func whereThereAreReturnsAloneEveryModelSaysSo() {
        let rows = Self.orders { _, _ in -3 }
        for model in Self.models {
            do {
                _ = try document(model, rows)
                Issue.record("\(model.name) took returns for purchases")
            } catch {
                let explained = error as? ModelError
                #expect(explained?.explanation.english.contains("column \"paid\" are below zero") == true, "\(error)")
                #expect(explained?.advice?.chinese.contains("符号") == true)
            }
        }
    }

    @Test func aReturnIsNoPurchaseForAnyModel() throws {
        let rows = Self.orders { (customer: Int, order: Int) -> Double in Double(10 + (customer + order) % 9) }
        let returned = (0..<30).map { (index: Int) -> Row in ("c\(100 + index)", "2024-09-1\(index % 10)", -2) }
        for model in Self.models {
            let (with, without) = (try document(model, rows + returned), try document(model, rows))
            #expect(with.n == without.n && with.parameters == without.parameters, "\(model.name)")
            #expect(with.own("orderDays") == without.own("orderDays") && with.own("orders") == without.own("orders"))
        }
        // Money is taken off where it is added up.
        let spent = try document(LifetimeValueOnTable.self, rows).own("revenue")!.number!
        #expect(try document(LifetimeValueOnTable.self, rows + returned).own("revenue")!.number! == spent - 60)
    }

    /// As in the master file of CDNOW, where 80 orders are of zero and one customer's first is.
    @Test func ordersOfZeroCountInNoModelOfSpend() throws {
        let rows = Self.orders { (customer: Int, order: Int) -> Double in
            let isFree = (customer % 7 == 3 && order == 0) || (customer % 7 == 5 && order == 2)
            return isFree ? 0 : Double(10 + (customer * order) % 9)
        }
        let alone = try document(GammaGammaOnTable.self, rows)
        for model in [BGNBDOnTable.self, ParetoNBDOnTable.self, NBDOnTable.self] as [any TableModel.Type] {
            let beside = try #require(try document(model, rows).own("spend"))
            #expect(beside["customers"] == .integer(alone.n), "\(model.name)")
            #expect(beside["p"]?.number == alone.parameter("p") && beside["q"]?.number == alone.parameter("q"))
        }
        // The orders of zero are purchases all the same.
        let paid = rows.filter { $0.amount > 0 }
        #expect(try document(BGNBDOnTable.self, rows).parameters != document(BGNBDOnTable.self, paid).parameters)
        #expect(try document(GammaGammaOnTable.self, paid).parameters == alone.parameters)
    }

    @Test func summariesOfZeroAndBelowAreToldAlike() throws {
        let frequency = (0..<60).map { (index: Int) -> Double in Double(index % 4) }
        let amounts = (0..<60).map { (index: Int) -> Double in
            index == 1 ? 0 : index == 2 || index == 3 ? -8 : Double(20 + index % 11)
        }
        let table = DataTable([
            DataColumn("x", numbers: frequency), DataColumn("tx", numbers: frequency.map { $0 * 5 }),
            DataColumn("t", numbers: frequency.map { _ in 30 }), DataColumn("m", numbers: amounts),
        ])
        let options = FitOptions([.frequency: "x", .recency: "tx", .age: "t", .amount: "m"])
        let beside = try BGNBDOnTable.fit(table, options).document
        let alone = try GammaGammaOnTable.fit(table, FitOptions([.frequency: "x", .amount: "m"])).document
        for document in [beside, alone] {
            #expect(document.notes.contains { $0.english.contains("an amount of zero: 1, below zero: 2") })
            #expect(document.notes.contains { $0.chinese.contains("复购客户：1 位，为负的：2 位") })
        }
        #expect(beside.own("spend")?["customers"] == .integer(alone.n) && alone.n == 42)
    }

    @Test func returnsOfCustomersWithoutAPurchaseAreSaidToBeLeftOut() throws {
        let rows: [Row] = [("a", "2025-01-01", 9), ("a", "2025-02-01", -4), ("b", "2025-02-01", -4)]
        for model in [LifetimeValueOnTable.self, RFMOnTable.self] as [any TableModel.Type] {
            let found = try document(model, rows)
            #expect(found.n == 1 && found.rowsLeftOut == 1, "\(model.name)")
            #expect(found.notes.contains { $0.english.contains("but for 1 of customers without a purchase") })
        }
        let mean = try document(RFMOnTable.self, rows, [.monetary: "mean"])
        #expect(mean.rowsLeftOut == 2 && mean.notes.contains { $0.english.contains("and were left out") })
    }
}
