import Domain
import Fitting
import Foundation
import Models
import Statistics
import Testing

@Suite struct GroupsOnTableTests {
    private static func groups(_ columns: [DataColumn]) -> [Int] {
        guard case .numbers(let numbers) = columns[0].values else { return [] }
        return numbers.map { $0.isNaN ? 0 : Int($0) }
    }

    @Test(arguments: [3, 4]) func plantedBehavioursAreFound(count: Int) throws {
        let (table, truth) = PlantedShops.table(groups: count)
        let (fitted, document) = try GroupsOnTable.fit(table, FitOptions([.k: "2-5"]))
        #expect(fitted.numberOf.count == count)
        let predicted = try GroupsOnTable.predict(fitted, table, FitOptions())
        #expect(predicted.map(\.name) == ["group", "name", "name_zh", "confidence"])
        #expect(adjustedRandIndex(truth, Self.groups(predicted)) >= 0.9)
        #expect(document.own("clear") == .flag(true))
        #expect(document.isFinite)
        #expect(fitted.recipe.names == ["channel", "days_since_order", "orders", "revenue"])
        let chosen = try #require(document.own("chosen"))
        #expect(chosen["k"] == .integer(count))
        for name in ["quality", "stability", "explainability"] {
            guard case .number(let value) = document.own(name) else {
                Issue.record("\(name) is missing")
                continue
            }
            #expect(value > 0.5)
        }
    }

    @Test func columnsOfNoUseAreLeftOutWithTheirReasons() throws {
        let (table, _) = PlantedShops.table(groups: 3, of: 30)
        let (_, document) = try GroupsOnTable.fit(table, FitOptions([.k: "3", .method: "kmeans"]))
        guard case .list(let decisions) = document.own("preprocessing") else { return }
        var reasons: [String: String] = [:]
        for decision in decisions {
            if case .text(let column) = decision["column"], case .text(let reason) = decision["reason"] {
                reasons[column] = reason
            }
        }
        #expect(
            reasons == ["customer_id": "identifier", "shop": "constant", "rating": "missing", "revenue_cents": "same"]
        )
        let revenue = decisions.first { $0["column"] == .text("revenue") }
        #expect(revenue?["kind"] == .text("number") && revenue?["used"] == .flag(true))
    }

    @Test func namesAreDifferentInBothLanguagesAndSayWhatSetsApart() throws {
        var (table, truth) = PlantedShops.table(groups: 4)
        table.titles = [
            "revenue": Bilingual(en: "Net revenue", zh: "净消费额"), "orders": Bilingual(en: "Orders", zh: "订单数"),
            "days_since_order": Bilingual(en: "Days since the last order", zh: "距最近下单的天数"),
        ]
        let (fitted, _) = try GroupsOnTable.fit(table, FitOptions([.k: "4", .method: "kmeans"]))
        #expect(Set(fitted.names.map(\.english)).count == 4)
        #expect(Set(fitted.names.map(\.chinese)).count == 4)
        let predicted = Self.groups(try GroupsOnTable.predict(fitted, table, FitOptions()))
        // The second planted behaviour: many orders, much revenue, a few days ago.
        let place = try #require(truth.firstIndex(of: 1))
        let name = fitted.names[predicted[place] - 1]
        #expect(name.english.contains("net revenue") || name.english.contains("recent"), "\(name.english)")
        #expect(name.chinese.contains("净消费额") || name.chinese.contains("近期"), "\(name.chinese)")
        #expect(!name.english.lowercased().contains("low"))
        // The first: long ago, little.
        let other = fitted.names[predicted[try #require(truth.firstIndex(of: 0))] - 1]
        #expect(!other.english.lowercased().contains("high") && !other.english.contains("recent"), "\(other.english)")
    }

    @Test func noiseShowsNoClearGroups() throws {
        let (fitted, document) = try GroupsOnTable.fit(PlantedShops.noise(rows: 200), FitOptions([.k: "2-4"]))
        #expect(document.own("clear") == .flag(false))
        #expect(document.notes.contains { $0.english.contains("no clear groups") && $0.chinese.contains("没有显示出清晰") })
        #expect(fitted.names.count >= 2)
        #expect(document.isFinite)
    }

    @Test func ordersOfRowsAndColumnsChangeNothing() throws {
        let (table, _) = PlantedShops.table(groups: 3, of: 40)
        let options = FitOptions([.k: "2-4", .seed: "5"])
        let first = try GroupsOnTable.fit(table, options)
        let order = (0..<table.rowCount).sorted { ($0 * 7919) % 1_009 < ($1 * 7919) % 1_009 }
        let mixed = DataTable(PlantedShops.reordered(table, order).columns.reversed())
        let second = try GroupsOnTable.fit(mixed, options)
        #expect(first.fitted == second.fitted)
        #expect(first.document.object == second.document.object)
        let third = try GroupsOnTable.fit(table, options)
        #expect(first.document == third.document)
    }

    @Test func aSavedModelGivesTheSameGroups() throws {
        let (table, _) = PlantedShops.table(groups: 3, of: 30)
        let options = FitOptions([.k: "3", .method: "mixture", .features: "orders,revenue,days_since_order"])
        let (fitted, _) = try GroupsOnTable.fit(table, options)
        let saved = try SavedModel(GroupsOnTable.self, fitted, options: options, fingerprint: "")
        let again = try SavedModel(saved.data()).predict(table)
        #expect(Self.groups(again) == Self.groups(try GroupsOnTable.predict(fitted, table, options)))
    }

    @Test func categoriesAloneAreTakenAsAnswers() throws {
        var random = SplittableRandom(seed: 4)
        let truth = (0..<150).map { $0 % 2 }
        let columns = (0..<5).map { item in
            DataColumn(
                "q\(item)",
                texts: truth.map { group in
                    random.uniform() < 0.92 ? (group == 0 ? "yes" : "no") : (group == 0 ? "no" : "yes")
                }
            )
        }
        let (fitted, document) = try GroupsOnTable.fit(DataTable(columns), FitOptions([.k: "2-3"]))
        let predicted = try GroupsOnTable.predict(fitted, DataTable(columns), FitOptions())
        #expect(adjustedRandIndex(truth, Self.groups(predicted)) >= 0.9)
        guard case .list(let candidates) = document.own("candidates") else { return }
        #expect(candidates.contains { $0["method"] == .text("latentclass") })
        #expect(!candidates.contains { $0["method"] == .text("mixture") })
    }

    @Test func newRowsWithUnknownLevelsAndMissingValuesHaveAGroup() throws {
        let (table, _) = PlantedShops.table(groups: 3, of: 30)
        let (fitted, _) = try GroupsOnTable.fit(table, FitOptions([.k: "3", .method: "kmeans"]))
        let strange = DataTable([
            DataColumn("orders", numbers: [1e90, .nan, .nan]), DataColumn("revenue", numbers: [-5, .nan, 40]),
            DataColumn("days_since_order", numbers: [.nan, .nan, 240]),
            DataColumn("channel", texts: ["telephone", nil, nil]),
        ])
        let predicted = try GroupsOnTable.predict(fitted, strange, FitOptions())
        let groups = Self.groups(predicted)
        #expect(groups[0] >= 1 && groups[1] == 0 && groups[2] >= 1)
        guard case .numbers(let confidences) = predicted[3].values else { return }
        #expect(confidences[0].isFinite && confidences[1].isNaN)
    }

    @Test func whatCannotBeGroupedIsSaid() throws {
        #expect(throws: ModelError.self) { try GroupsOnTable.fit(DataTable([]), FitOptions()) }
        let one = DataTable([DataColumn("a", numbers: [1])])
        #expect(throws: ModelError.tooFewRows(needed: 2, found: 1)) { try GroupsOnTable.fit(one, FitOptions()) }
        let constant = DataTable([DataColumn("a", numbers: [1, 1, 1])])
        #expect(throws: ModelError.constantColumn("a")) { try GroupsOnTable.fit(constant, FitOptions()) }
        let missing = DataTable([DataColumn("a", numbers: [.nan, .nan, .nan])])
        #expect(throws: ModelError.tooFewRows(needed: 2, found: 0)) { try GroupsOnTable.fit(missing, FitOptions()) }
        let few = DataTable([DataColumn("a", numbers: [1, 2, 1, 2, 1, 2])])
        #expect(throws: ModelError.moreGroupsThanRows(groups: 4, differentRows: 2)) {
            try GroupsOnTable.fit(few, FitOptions([.k: "4"]))
        }
        let infinite = DataTable([DataColumn("a", numbers: [1, .infinity, 2])])
        #expect(throws: ModelError.notFinite(column: "a", row: 2)) { try GroupsOnTable.fit(infinite, FitOptions()) }
        let (table, _) = PlantedShops.table(groups: 2, of: 10)
        for (option, value) in [(FitOption.k, "1"), (.k, "9-2"), (.minSize, "60%"), (.minSize, "few"), (.method, "x")] {
            #expect(throws: TableError.self) { try GroupsOnTable.fit(table, FitOptions([option: value])) }
        }
        #expect(throws: TableError.self) { try GroupsOnTable.fit(table, FitOptions([.features: "nothing"])) }
        let time = DataTable([DataColumn("t", .instants([nil, nil])), DataColumn("a", numbers: [1, 2])])
        #expect(throws: TableError.timeInNumbers(column: "t")) {
            try GroupsOnTable.fit(time, FitOptions([.features: "t"]))
        }
        #expect(throws: ModelError.self) {
            try GroupsOnTable.fit(table, FitOptions([.features: "orders", .method: "kprototypes"]))
        }
    }

    @Test func aGroupSmallerThanDemandedRulesACandidateOut() throws {
        let (table, _) = PlantedShops.table(groups: 2, of: 40)
        // Four customers far from all others.
        let outlying = DataTable(
            table.columns.filter { ["orders", "days_since_order"].contains($0.name) }.map { column in
                guard case .numbers(let numbers) = column.values else { return column }
                return DataColumn(column.name, numbers: numbers + [60, 61, 62, 60])
            }
        )
        let (_, document) = try GroupsOnTable.fit(outlying, FitOptions([.k: "2-3", .minSize: "20%"]))
        guard case .list(let candidates) = document.own("candidates") else { return }
        #expect(candidates.contains { $0["tooSmall"] == .flag(true) && $0["score"] == .number(0) })
        guard case .list(let groups) = document.own("groups") else { return }
        for group in groups {
            guard case .number(let share) = group["share"] else { continue }
            #expect(share >= 0.2)
        }
    }
}
