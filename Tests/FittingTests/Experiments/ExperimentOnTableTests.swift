import Domain
import Fitting
import Foundation
import Models
import Testing

private func near(_ value: FitValue?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
    guard case .number(let number)? = value else { return false }
    return (number - expected).magnitude <= tolerance * max(1, expected.magnitude)
}

/// Expected values are from statsmodels 0.15.0 (`proportions_ztest`, `confint_proportions_2indep` with `newcomb`,
/// `multipletests` with `holm`) and scipy 1.17.1 (`ttest_ind`, `chisquare`), each interval at the level
/// 1 − 0.05 / treatments.
@Suite struct ExperimentOnTableTests {
    /// One row a customer: so many yes of so many, by group.
    private static func shares(_ groups: [(name: String, yes: Int, count: Int)]) -> DataTable {
        var (names, bought): ([String?], [String?]) = ([], [])
        for group in groups {
            for row in 0..<group.count {
                names.append(group.name)
                bought.append(row < group.yes ? "yes" : "no")
            }
        }
        return DataTable([DataColumn("variant", texts: names), DataColumn("bought", texts: bought)])
    }

    private static let campaign = shares([
        ("sms", 215, 1_990), ("control", 200, 2_000), ("mail", 260, 2_000), ("call", 245, 2_010),
    ])

    /// Spend of three groups, and what was known before, by a formula that numpy was given too.
    private static let spend: DataTable = {
        var (names, spend, before): ([String?], [Double], [Double]) = ([], [], [])
        let groups = [("control", 300, 5.0, 1.0), ("a", 310, 5.6, 1.2), ("b", 290, 5.1, 0.9)]
        for (number, group) in groups.enumerated() {
            for row in 0..<group.1 {
                let noise = Double((row * 37 + number * 11) % 101) / 10
                names.append(group.0)
                spend.append(group.2 + group.3 * noise)
                before.append(noise + Double((row * 13) % 17) / 5)
            }
        }
        return DataTable([
            DataColumn("variant", texts: names), DataColumn("spend", numbers: spend),
            DataColumn("before", numbers: before),
        ])
    }()

    private static func fit(_ table: DataTable, _ more: [FitOption: String] = [:]) throws -> FitDocument {
        let texts: [FitOption: String] = [.treatment: "variant", .target: table.has("bought") ? "bought" : "spend"]
        return try ExperimentOnTable.fit(table, FitOptions(model: "experiment", texts.merging(more) { $1 })).document
    }

    private static func comparison(_ document: FitDocument, _ group: String) -> FitValue? {
        guard case .list(let comparisons)? = document.own("comparisons") else { return nil }
        return comparisons.first { $0["group"] == .text(group) }
    }

    @Test func sharesOfThreeTreatmentsAreThoseOfStatsmodels() throws {
        let document = try Self.fit(Self.campaign)
        #expect(document.own("control") == .text("control") && document.isFinite)
        #expect(near(document.own("intervalLevel"), 1 - 0.05 / 3))
        let expected = [
            ("mail", 0.03, 0.005836893725463723, 0.05421794833148878, 0.002942093070459276, 0.008826279211377828, true),
            (
                "sms", 0.008040201005025116, -0.015160336393332408, 0.031274527965538555, 0.40550681135691125,
                0.40550681135691125, false
            ),
            (
                "call", 0.021890547263681587, -0.001891332954961883, 0.04570722738657781, 0.027339016565954104,
                0.05467803313190821, false
            ),
        ]
        for (group, difference, low, high, p, holm, differs) in expected {
            let comparison = try #require(Self.comparison(document, group))
            let share = comparison["share"]
            #expect(near(share?["difference"], difference) && near(share?["pValue"], p), "\(group)")
            #expect(near(share?["low"], low) && near(share?["high"], high), "\(group)")
            #expect(near(share?["holm"], holm) && comparison["differs"] == .flag(differs), "\(group)")
            #expect(near(comparison["lift"], difference / 0.1), "\(group)")
        }
        // Alone, a call would count as different; among three it does not.
        let note = try #require(document.notes.first { $0.english.contains("Holm's procedure") })
        #expect(note.english.contains("procedure: \"mail\". Not shown to differ: \"call\", \"sms\"."))
        #expect(note.chinese.contains("“mail”") && note.chinese.contains("“call”、“sms”"))
        #expect(document.tables.map(\.rows.count) == [4, 6])
    }

    @Test func meansOfTwoTreatmentsAreThoseOfScipy() throws {
        let document = try Self.fit(Self.spend)
        let a = Self.comparison(document, "a")?["mean"]
        #expect(near(a?["difference"], 1.6102795698924712))
        #expect(near(a?["low"], 1.0240126304063972, 1e-8) && near(a?["high"], 2.1965465093785457, 1e-8))
        #expect(near(a?["pValue"], 1.2479180219521957e-09, 1e-15) && near(a?["holm"], 2.4958360439043914e-09, 1e-15))
        let b = Self.comparison(document, "b")?["mean"]
        #expect(near(b?["difference"], -0.39119540229885175))
        #expect(near(b?["low"], -0.9052138789500864, 1e-8) && near(b?["high"], 0.12282307435238327, 1e-8))
        #expect(near(b?["pValue"], 0.08775382063391426) && near(b?["holm"], 0.08775382063391426))
    }

    /// θ over all groups together, by numpy; the intervals are those of the normal distribution.
    @Test func theCovariateSharpensEveryComparison() throws {
        let document = try Self.fit(Self.spend, [.covariate: "before"])
        #expect(near(document.own("varianceReduction"), 0.8194511939471175))
        let a = Self.comparison(document, "a")?["adjusted"]
        #expect(near(a?["difference"], 1.6024035029649841))
        #expect(near(a?["low"], 1.4075278045124688) && near(a?["high"], 1.7972792014174994))
        let b = Self.comparison(document, "b")?["adjusted"]
        #expect(near(b?["low"], -0.5669260445855271) && near(b?["high"], -0.22369119685562372))
        #expect(near(b?["pValue"], 2.43136220734683e-07, 1e-13))
    }

    @Test func oneTreatmentIsNotCorrectedAndStandsByItself() throws {
        let document = try Self.fit(Self.shares([("control", 200, 2_000), ("mail", 260, 2_000)]))
        #expect(near(document.own("intervalLevel"), 0.95))
        #expect(document.own("share") == Self.comparison(document, "mail")?["share"])
        #expect(document.own("share")?["holm"] == document.own("share")?["pValue"])
        #expect(document.own("lift") != nil && document.tables.map(\.rows.count) == [2, 2])
        #expect(!document.notes.contains { $0.english.contains("Holm") })
    }

    @Test(arguments: ["50,28,22", "0.5, .28, .22", "50%,28%,22%", "sms=22,control=50,mail=28"])
    func sizesThatWerePlannedAreNoMismatch(shares: String) throws {
        let table = Self.shares([("control", 100, 1_000), ("mail", 70, 560), ("sms", 60, 440)])
        let document = try Self.fit(table, [.shares: shares])
        #expect(document.own("sampleRatio")?["mismatch"] == .flag(false))
        #expect(document.notes.contains { $0.english == "Planned: control 50 %, mail 28 %, sms 22 %." })
    }

    @Test func otherSizesThanPlannedAreAMismatchByPearson() throws {
        let table = Self.shares([("control", 100, 1_000), ("mail", 70, 560), ("sms", 60, 440)])
        let stated = try Self.fit(table, [.shares: "50,25,25"])
        #expect(near(stated.own("sampleRatio")?["chiSquared"], 14.4))
        #expect(near(stated.own("sampleRatio")?["pValue"], 0.0007465858083766791))
        #expect(stated.notes.first?.english.contains("do not have the sizes that were planned") == true)
        let equal = try Self.fit(table)
        #expect(near(equal.own("sampleRatio")?["chiSquared"], 260.8))
        #expect(equal.notes.first?.english.contains("--shares") == true)
    }

    @Test(arguments: [
        "50,50", "50,25,x", "50,25,0", "50,25,-1", "a=50,b=25,c=25", "control=50,mail=50", "", "50,25,25,",
    ])
    func sharesThatFitNoGroupsAreRefused(shares: String) {
        let table = Self.shares([("control", 100, 1_000), ("mail", 70, 560), ("sms", 60, 440)])
        let error = #expect(throws: TableError.self) { try Self.fit(table, [.shares: shares]) }
        #expect(error?.explanation.english.contains("control=50,mail=25,sms=25") == true)
        #expect(error?.explanation.chinese.contains("control=50,mail=25,sms=25") == true)
    }

    @Test func theControlGroupIsStatedWhereItCannotBeTold() throws {
        let table = Self.shares([("red", 20, 200), ("blue", 30, 200), ("green", 25, 200)])
        let error = #expect(throws: ModelError.self) { try Self.fit(table) }
        #expect(error?.advice?.english.contains("--control blue") == true)
        let document = try Self.fit(table, [.control: "red"])
        #expect(document.own("control") == .text("red") && Self.comparison(document, "blue") != nil)
        let unknown = #expect(throws: TableError.self) { try Self.fit(table, [.control: "rde"]) }
        #expect(unknown?.advice?.english == "Did you mean “red”?")
        // Of two, `--control` turns the difference round.
        let two = Self.shares([("a", 20, 200), ("b", 30, 200)])
        #expect(near(try Self.fit(two).own("share")?["difference"], 0.05))
        #expect(near(try Self.fit(two, [.control: "b"]).own("share")?["difference"], -0.05))
    }

    @Test func rowsOfOneCustomerAreOneCustomer() throws {
        let table = DataTable([
            DataColumn("who", texts: ["a", "b", "c", "d", "a", "b", "c", "e", nil]),
            DataColumn("variant", texts: ["0", "0", "1", "1", "0", "0", "1", "1", "1"]),
            DataColumn("spend", numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ])
        let document = try Self.fit(table, [.customer: "who"])
        #expect(document.n == 5 && document.rowsLeftOut == 1)
        // c spent 10, d 4 and e 8 against 6 and 8.
        #expect(near(document.own("mean")?["difference"], 22.0 / 3 - 7))
        let both = DataTable([
            DataColumn("who", texts: ["a", "b", "a", "c"]), DataColumn("variant", texts: ["0", "0", "1", "1"]),
            DataColumn("spend", numbers: [1, 2, 3, 4]),
        ])
        let error = #expect(throws: ModelError.self) { try Self.fit(both, [.customer: "who"]) }
        #expect(error?.explanation.english == "Customer \"a\" is in two groups of the experiment.")
    }

    @Test func groupsThatSayNothingAreErrorsThatSayWhich() throws {
        let small = Self.shares([("control", 20, 200), ("mail", 1, 1), ("sms", 25, 200)])
        let error = #expect(throws: ModelError.self) { try Self.fit(small) }
        #expect(error?.explanation.english.hasPrefix("Group \"mail\" has 1 customers") == true)
        let many = Self.shares((0..<60).map { ("g\($0)", 1, 3) })
        #expect(throws: ModelError.self) { try Self.fit(many, [.control: "g1"]) }
        #expect(throws: ModelError.self) { try Self.fit(Self.shares([("control", 1, 30)])) }
        #expect(throws: ModelError.self) { try Self.fit(Self.campaign, [.target: "variant"]) }
        #expect(throws: TableError.self) { try Self.fit(Self.campaign, [.effect: "0"]) }
        #expect(throws: TableError.self) { try Self.fit(Self.campaign, [.positive: "maybe"]) }
        let flat = DataTable([
            DataColumn("variant", texts: ["0", "0", "1", "1"]), DataColumn("spend", numbers: [5, 5, 5, 5]),
        ])
        #expect(throws: ModelError.self) { try Self.fit(flat) }
        // Nobody bought: a share of zero is an answer.
        let none = try Self.fit(Self.shares([("control", 0, 50), ("mail", 0, 50), ("sms", 3, 50)]))
        #expect(none.isFinite && Self.comparison(none, "mail")?["lift"] == .null)
    }

    @Test func theOrderOfRowsChangesNothing() throws {
        let rows = Self.spend.rowCount
        let order = (0..<rows).map { ($0 * 7 + 3) % rows }
        let (names, spend) = (try Self.spend.categories("variant"), try Self.spend.numbers("spend"))
        let shuffled = DataTable([
            DataColumn("variant", texts: order.map { names.levels[Int(names.codes[$0])] }),
            DataColumn("spend", numbers: order.map { spend[$0] }),
        ])
        let (one, other) = (try Self.fit(Self.spend), try Self.fit(shuffled))
        for group in ["a", "b"] {
            for field in ["difference", "low", "high", "pValue", "holm"] {
                guard case .number(let value)? = Self.comparison(one, group)?["mean"]?[field] else {
                    Issue.record("\(field)")
                    continue
                }
                #expect(near(Self.comparison(other, group)?["mean"]?[field], value))
            }
        }
    }
}
