import Domain
import Testing

@testable import ProjectFile

/// Names that a property may not have, since the warehouse has them for itself or cannot tell them apart.
@Suite struct PropertyNameTests {
    @Test func aNameThatBeginsWithAnUnderscoreIsRefused() {
        for line in ["city: _import", "city: { as: _x }"] {
            let found = problems(in: Sample.column(line))
            #expect(found.count == 1 && found[0].hasPrefix(line.contains("{") ? "12:19 `_x`" : "12:13 `_import`"))
            #expect(found.allSatisfy { $0.contains("cannot name a property: Covey's own columns begin with `_`") })
            let chinese = problems(in: Sample.column(line), .chinese)
            #expect(chinese.allSatisfy { $0.contains("不能用作属性名：以 `_` 开头的是 Covey 自己的列") })
        }
    }

    @Test(arguments: ["rowid", "RowID"])
    func theEnginesNameForTheNumberOfARowIsRefused(name: String) {
        let found = problems(in: Sample.column("id: \(name)"))
        #expect(
            found == [
                "12:11 `\(name)` cannot name a property: the engine calls the number of a row so. "
                    + "Allowed here: another name, such as `row_id`."
            ]
        )
        let chinese = problems(in: Sample.column("id: \(name)"), .chinese)
        #expect(chinese == ["12:11 `\(name)` 不能用作属性名：引擎用它表示行的序号。这里可以写：另一个名称，例如 `row_id`。"])
    }

    @Test(arguments: ["Time", "AMOUNT"])
    func aPropertyMayNotDifferFromARoleOnlyInCase(name: String) {
        let found = problems(in: Sample.column("x: \(name)"))
        #expect(found.count == 1 && found[0].contains("`\(name)` differs only in case from `\(name.lowercased())`"))
    }

    @Test func propertiesThatDifferOnlyInCaseAreRefused() {
        let text = Sample.column("city: City") + "      town: city\n"
        let found = problems(in: text)
        #expect(found == ["13:13 `city` differs only in case from `City` in line 12. Allowed here: another name."])
        #expect(problems(in: text, .chinese) == ["13:13 `city` 与第 12 行的 `City` 只有大小写不同。这里可以写：另一个名称。"])
    }

    /// The events of all sources share a table, and so do the attributes of customers.
    @Test func propertiesOfTwoSourcesMayNotDifferOnlyInCaseEither() {
        func source(_ name: String, _ kind: String, _ columns: String) -> String {
            "  \(name): { kind: \(kind), files: a.csv, columns: { \(columns) } }\n"
        }
        let head = "covey: 1\ntimezone: UTC\ncurrency: CNY\nsources:\n"
        let orders = source("a", "orders", "w: customer, t: time, p: amount, c: City")
        let events = source("b", "events", "w: customer, t: time, e: event, c: city")
        let people = source("c", "customers", "w: customer, c: city")
        let others = source("d", "customers", "w: customer, c: CITY")
        #expect(problems(in: head + orders + events).count == 1)
        #expect(problems(in: head + people + others).count == 1)
        #expect(problems(in: head + orders + people) == [])
        let same = orders.replacing("  a:", with: "  b:")
        #expect(problems(in: head + orders + same) == [])
    }
}
