import Domain
import Fitting
import Statistics
import Testing

/// How many groups are taken where it is known how many there are.
@Suite struct KnownGroupsTests {
    /// Normal clouds of standard deviation 1 around centres, as many rows in each.
    private static func table(_ centres: [[Double]], of size: Int, seed: UInt64 = 21) -> (DataTable, [Int]) {
        var random = SplittableRandom(seed: seed)
        let truth = (0..<centres.count * size).map { $0 % centres.count }
        let rows = truth.map { group in centres[group].map { $0 + Normal.standard.sample(using: &random) } }
        let columns = centres[0].indices.map { column in
            DataColumn(["recency", "orders", "revenue"][column], numbers: rows.map { $0[column] })
        }
        return (DataTable(columns), truth)
    }

    private static func found(_ table: DataTable) throws -> (groups: [Int], document: FitDocument) {
        let (fitted, document) = try GroupsOnTable.fit(table, FitOptions([.k: "2-7", .method: "kmeans"]))
        guard case .numbers(let numbers) = try GroupsOnTable.predict(fitted, table, FitOptions())[0].values else {
            return ([], document)
        }
        return (numbers.map { Int($0) }, document)
    }

    struct Known: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var centres: [[Double]]
        var size: Int
    }

    @Test(arguments: [
        Known(testDescription: "two far apart", centres: [[0, 0, 0], [5, 4, 3]], size: 200),
        Known(testDescription: "two that touch", centres: [[0, 0, 0], [3, 2.5, 2]], size: 200),
        Known(testDescription: "four", centres: [[0, 0, 0], [5, 0, 2], [0, 5, -2], [5, 5, 3]], size: 100),
        Known(
            testDescription: "four in two pairs",
            centres: [[0, 0, 0], [4, 0, 0], [10, 10, 10], [10, 14, 10]],
            size: 100
        ),
        Known(
            testDescription: "six in two threes",
            centres: [[0, 0, 0], [4, 0, 0], [0, 4, 0], [12, 12, 12], [16, 12, 12], [12, 16, 12]],
            size: 80
        ),
    ])
    func asManyGroupsAreTakenAsThereAre(_ known: Known) throws {
        let (table, truth) = Self.table(known.centres, of: known.size)
        let (groups, document) = try Self.found(table)
        #expect(document.own("chosen")?["k"] == .integer(known.centres.count))
        #expect(document.own("clear") == .flag(true))
        #expect(adjustedRandIndex(truth, groups) > 0.85)
        #expect(document.isFinite)
    }

    @Test func stepsToFinerGroupsAreListedAndGivenAsTheReason() throws {
        let (table, _) = Self.table([[0, 0, 0], [4, 0, 0], [10, 10, 10], [10, 14, 10]], of: 100)
        let document = try Self.found(table).document
        guard case .list(let steps) = document.own("refinement") else {
            Issue.record("no refinement")
            return
        }
        let taken = steps.filter { $0["taken"] == .flag(true) }
        #expect(!taken.isEmpty && taken.last?["to"] == .integer(4))
        #expect(document.notes.contains { $0.english.contains("more than cuts") && $0.chinese.contains("不只是") })
    }

    /// Columns that go together without groups: two parts have the highest score there, and say least.
    @Test func oneCloudIsCutIntoMoreThanTwoPartsAndSaidToBeOne() throws {
        var random = SplittableRandom(seed: 9)
        let rows = (0..<400).map { _ -> [Double] in
            let common = Normal.standard.sample(using: &random)
            return (0..<3).map { _ in 0.75 * common + 0.65 * Normal.standard.sample(using: &random) }
        }
        let names = ["recency", "orders", "revenue"]
        let table = DataTable(
            names.indices.map { column in DataColumn(names[column], numbers: rows.map { $0[column] }) }
        )
        let document = try Self.found(table).document
        #expect(document.own("clear") == .flag(false))
        guard case .integer(let groups)? = document.own("chosen")?["k"] else {
            Issue.record("nothing chosen")
            return
        }
        #expect(groups >= 3)
    }
}
