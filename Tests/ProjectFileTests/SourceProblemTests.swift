import Domain
import Testing

@testable import ProjectFile

@Suite struct SourceProblemTests {
    @Test func everyMessageOfASourceInBothLanguages() {
        let cases: [(lines: String, english: String, chinese: String)] = [
            (
                "format: xlsx",
                "12:13 `xlsx` cannot stand here. Allowed here: `csv`, `tsv`, `jsonl` or `parquet`.",
                "12:13 这里不能写`xlsx`。这里可以写：`csv`、`tsv`、`jsonl` 或 `parquet`。"
            ),
            (
                "header: maybe", "12:13 `maybe` cannot stand here. Allowed here: `true` or `false`.",
                "12:13 这里不能写`maybe`。这里可以写：`true` 或 `false`。"
            ),
            (
                "delimiter: ';;'",
                "12:17 `;;` cannot stand here. Allowed here: one character in quotes, or `tab`.",
                "12:17 这里不能写`;;`。这里可以写：引号里的一个字符，或 `tab`。"
            ),
            (
                "delimiter: '👩‍👩‍👧'",
                "12:17 `👩‍👩‍👧` cannot stand here. Allowed here: one character in quotes, or `tab`.",
                "12:17 这里不能写`👩‍👩‍👧`。这里可以写：引号里的一个字符，或 `tab`。"
            ),
            (
                "quote: '“'",
                "12:13 `“` cannot stand here. Allowed here: one ASCII character in quotes other than the delimiter, "
                    + "or `none`.",
                "12:13 这里不能写`“`。这里可以写：引号里的一个 ASCII 字符（不能是分隔符），或 `none`。"
            ),
            (
                "delimiter: '|'\nquote: '|'",
                "13:13 `|` cannot stand here. Allowed here: one ASCII character in quotes other than the delimiter, "
                    + "or `none`.",
                "13:13 这里不能写`|`。这里可以写：引号里的一个 ASCII 字符（不能是分隔符），或 `none`。"
            ),
            (
                "format: parquet\nencoding: gbk",
                "13:5 `encoding` has no meaning here: the format is `parquet`.",
                "13:5 `encoding` 在这里没有意义：文件格式是 `parquet`。"
            ),
            (
                "event: Seen", "12:5 `event` has no meaning here: the kind is not `events`.",
                "12:5 `event` 在这里没有意义：种类不是 `events`。"
            ),
            (
                "events: { returned: Order Completed }", "12:13 the three events need different names.",
                "12:13 三个事件的名称必须不同。"
            ),
            (
                "rejects: 5%",
                "12:14 `5%` cannot stand here. Allowed here: `at most 5%` or `at most 100 rows`.",
                "12:14 这里不能写`5%`。这里可以写：`at most 5%` 或 `at most 100 rows`。"
            ),
            (
                "clean: { missing customer: keep }",
                "12:32 `keep` cannot stand here. Allowed here: `remove` or `refuse`.",
                "12:32 这里不能写`keep`。这里可以写：`remove` 或 `refuse`。"
            ),
            (
                "clean: { cancelled: { treat as: returns } }",
                #"12:25 the key `when` is missing. Allowed here: `when: 'order starts with "C"'`."#,
                #"12:25 缺少键 `when`。这里可以写：`when: 'order starts with "C"'`。"#
            ),
            (
                "clean: { rules: { name: x } }",
                "12:21 `rules` must be a list, each item after a `-`, not a group of keys.",
                "12:21 `rules`必须是列表，每项以 `-` 开头，而不是一组键。"
            ),
            (
                "clean: always",
                "12:12 `clean` must be a group of keys, not `always`. Allowed here: `repeated rows`, "
                    + "`missing customer`, `cancelled`, `rules`.",
                "12:12 `clean`必须是一组键，而不是`always`。这里可以写：`repeated rows`、`missing customer`、"
                    + "`cancelled`、`rules`。"
            ),
            (
                "other columns: [a]", "12:20 a list cannot stand here. Allowed here: `ignore` or `keep`.",
                "12:20 这里不能写一个列表。这里可以写：`ignore` 或 `keep`。"
            ),
        ]
        for item in cases {
            #expect(problems(in: Sample.source(item.lines)).first == item.english)
            #expect(problems(in: Sample.source(item.lines), .chinese).first == item.chinese)
        }
    }

    @Test func everyMessageOfAColumnInBothLanguages() {
        let cases: [(line: String, english: String, chinese: String)] = [
            (
                "x: customer", "12:10 `customer` is already the column of line 9.",
                "12:10 `customer` 已经是第 9 行的列。"
            ),
            (
                "x: { as: p, tipe: text }",
                "12:19 `tipe` is no key of a column. Allowed here: `as`, `type`, `format`, `formats`, `decimal`, "
                    + "`separator`, `clean`. Did you mean `type`?",
                "12:19 列里没有 `tipe` 这个键。这里可以写：`as`、`type`、`format`、`formats`、`decimal`、"
                    + "`separator`、`clean`。您是否要写 `type`？"
            ),
            (
                "x: { type: text }",
                "12:7 the key `as` is missing. Allowed here: `as: product_name`.",
                "12:7 缺少键 `as`。这里可以写：`as: product_name`。"
            ),
            (
                "x: { as: quantity, type: text }",
                "12:32 the `quantity` cannot be of type `text`. Allowed here: `integer` or `number`.",
                "12:32 `quantity` 不能是 `text` 类型。这里可以写：`integer` 或 `number`。"
            ),
            (
                "x: { as: p, type: text, decimal: point }",
                "12:31 `decimal` has no meaning here: the type is `text`.",
                "12:31 `decimal` 在这里没有意义：类型是 `text`。"
            ),
            (
                "x: { as: p, clean: [upercase] }",
                "12:27 `upercase` cannot stand here. Allowed here: `trim`, `collapse spaces`, `upper case`, "
                    + "`lower case`, `fold width`, `whole number`, `digits`, `{ empty if: [N/A] }`. "
                    + "Did you mean `upper case`?",
                "12:27 这里不能写`upercase`。这里可以写：`trim`、`collapse spaces`、`upper case`、`lower case`、"
                    + "`fold width`、`whole number`、`digits`、`{ empty if: [N/A] }`。您是否要写 `upper case`？"
            ),
            (
                "x: ' p'",
                "12:11 ` p` cannot name a property. Allowed here: at most 100 characters on one line, without quotes "
                    + "and without spaces at the ends.",
                "12:11 ` p` 不能用作属性名。这里可以写：一行之内最多 100 个字符，不含引号，两端没有空格。"
            ),
            (
                "x:",
                "12:7 a column must be a group of keys, and there are none. Allowed here: `as`, `type`, "
                    + "`format`, `formats`, `decimal`, `separator`, `clean`.",
                "12:7 列必须是一组键，这里一个也没有。这里可以写：`as`、`type`、`format`、`formats`、`decimal`、"
                    + "`separator`、`clean`。"
            ),
        ]
        for item in cases {
            #expect(problems(in: Sample.column(item.line)) == [item.english])
            #expect(problems(in: Sample.column(item.line), .chinese) == [item.chinese])
        }
    }

    @Test func aTimePatternIsPointedIntoWhereItIsWrong() {
        let text = Sample.minimal.replacing("at: time", with: "at: { as: time, format: 'yyyy-MM-DD HH:mm' }")
        let found = problems(in: text)
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("10:40 `DD` is no part of a time pattern"))
        #expect(found[0].hasSuffix("Did you mean `dd`?"))
        let month = Sample.minimal.replacing("at: time", with: "at: { as: time, format: yyyy-mm-dd }")
        #expect(problems(in: month, .chinese)[0].hasPrefix("10:31 `mm` 是分钟；月份写作 `MM`。"))
        #expect(problems(in: month)[0].hasSuffix("Did you mean `yyyy-MM-dd`?"))
    }

    @Test func aRoleThatNoColumnHasIsNamed() {
        let noTime = Sample.minimal.replacing("at: time", with: "at: when")
        #expect(problems(in: noTime) == ["8:5 no column is the `time`, which `kind: orders` needs."])
        #expect(problems(in: noTime, .chinese) == ["8:5 没有一列是 `time`，而 `kind: orders` 需要它。"])
        let noAmount = Sample.minimal.replacing("paid: amount", with: "paid: price")
        #expect(problems(in: noAmount) == ["8:5 no column is the `quantity`, which `kind: orders` needs."])
        let slip = Sample.minimal.replacing("who: customer", with: "who: custmer")
        #expect(
            problems(in: slip) == [
                "9:12 no column is the `customer`, which `kind: orders` needs; a column is called `custmer`. "
                    + "Did you mean `customer`?"
            ]
        )
        let events = Sample.minimal.replacing("orders", with: "events").replacing("paid: amount", with: "paid: page")
        #expect(
            problems(in: events) == [
                "8:5 no column is the `event`, which `kind: events` needs (or `event: NAME` beside `columns`)."
            ]
        )
        #expect(problems(in: events + "    event: Page Viewed\n") == [])
    }

    @Test func columnsOfAFileWithoutHeaderAreNumbered() {
        let text = Sample.source("header: false")
        #expect(problems(in: text).count == 3)
        #expect(
            problems(in: text)[0]
                == "9:7 without a header, columns are named by number, not `who`. Allowed here: `1`, `2`, …."
        )
        let numbered = text.replacing("who:", with: "1:").replacing("at:", with: "2:").replacing("paid:", with: "3:")
        #expect(problems(in: numbered) == [])
    }

    @Test func aSourceNameMustBeAnIdentifier() {
        #expect(
            problems(in: Sample.minimal.replacing("shop:", with: "2024 订单:")) == [
                "5:3 `2024 订单` cannot name a source. Allowed here: a letter a–z, then letters, digits and `_`, "
                    + "at most 60."
            ]
        )
    }
}
