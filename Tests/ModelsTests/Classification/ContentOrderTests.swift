import Models
import Statistics
import Testing

/// Surveys and lists of a few codes repeat each row many times.
@Suite struct ContentOrderTests {
    /// Six kinds of rows, 2,400 in all, with an outcome that the kind makes likelier.
    private static func repeated(shuffledBy seed: UInt64? = nil) -> (design: Matrix, target: [Double]) {
        var rows: [(kind: Double, target: Double)] = []
        for kind in 0..<6 {
            for copy in 0..<400 { rows.append((Double(kind), copy < 60 * kind + 40 ? 1 : 0)) }
        }
        if let seed {
            var random = SplittableRandom(seed: seed)
            for last in stride(from: rows.count - 1, to: 0, by: -1) {
                rows.swapAt(last, random.index(below: last + 1))
            }
        }
        return (Matrix(columns: [rows.map(\.kind)]), rows.map(\.target))
    }

    private static func held(_ table: (design: Matrix, target: [Double]), seed: UInt64) -> [[Double]] {
        let keys = ContentOrder.keys(table.design, names: ["kind"], target: table.target, seed: seed)
        let held = ContentOrder.holdout(0.25, keys: keys, strata: table.target.map { $0 == 1 })
        return held.indices.filter { held[$0] }.map { [table.design[$0, 0], table.target[$0]] }
    }

    /// Before, all copies of a row were held out or none, and what was measured on them was of rows never learnt.
    @Test(arguments: [1, 2, 3] as [UInt64]) func copiesOfARowAreHeldOutOneByOne(seed: UInt64) {
        let held = Self.held(Self.repeated(), seed: seed)
        #expect((598...602).contains(held.count))
        for kind in 0..<6 {
            let share = Double(held.count { $0[0] == Double(kind) }) / 400
            #expect(abs(share - 0.25) < 0.09, "kind \(kind): \(share)")
        }
    }

    @Test func theOrderOfRowsDoesNotChangeWhatIsHeldOut() {
        let first = Self.held(Self.repeated(), seed: 5)
        let second = Self.held(Self.repeated(shuffledBy: 9), seed: 5)
        #expect(first.sorted { $0.lexicographicallyPrecedes($1) } == second.sorted { $0.lexicographicallyPrecedes($1) })
    }

    /// XGBoost stops by the held-out rows; with whole kinds of rows among them it stopped after a tree or two.
    @Test func boostingOfRepeatedRowsLearnsTheShareOfEachKind() throws {
        let table = Self.repeated()
        let fitted = try Boosting().fit(table.design, names: ["kind"], target: table.target.map { $0 == 1 })
        let kinds = try fitted.predict(Matrix(columns: [(0..<6).map(Double.init)]))
        for kind in 0..<6 {
            #expect(abs(kinds[kind] - Double(60 * kind + 40) / 400) < 0.06, "kind \(kind): \(kinds[kind])")
        }
    }

    @Test func theFirstRowsOfATableWithCopiesAreASampleOfIt() {
        let kinds = (0..<20_000).map { Double($0 % 400) }
        let order = CanonicalOrder(Matrix(columns: [kinds]), seed: 3).rows
        #expect(Set(order) == Set(0..<20_000))
        #expect(Set(order.prefix(2_000).map { kinds[$0] }).count > 380)
    }
}
