import Domain
import Testing

@testable import ProjectFile

@Suite struct SparkSettingTests {
    private static func project(_ spark: String, source: String = "table: shop.lines") -> String {
        """
        covey: 1
        timezone: Asia/Shanghai
        currency: CNY
        \(spark)
        sources:
          shop:
            kind: orders
            \(source)
            columns: { who: customer, at: time, paid: amount }
        """
    }

    @Test func aClusterAndItsTablesAreRead() throws {
        let text = Self.project(
            "spark: { server: sc://h:15002/;use_ssl=true, schema: crm_1 }",
            source: "table: hive.shop.`lines.2024`"
        )
        let project = try Project.load(text: text, path: "covey.yaml")
        #expect(project.spark?.server.value == "sc://h:15002/;use_ssl=true")
        #expect(project.spark?.schema.value == "crm_1")
        #expect(project.sources[0].table?.value.parts == ["hive", "shop", "lines.2024"])
        #expect(project.sources[0].files.isEmpty)
        let standard = try Project.load(text: Self.project("spark: { server: sc://h }"), path: "covey.yaml")
        #expect(standard.spark?.schema.value == "covey")
    }

    @Test(arguments: [
        (
            "spark: { server: http://h }", "table: a",
            "4:18 this is no address of a cluster. Allowed here: the address of a Spark Connect server, such as "
                + "`sc://localhost:15002`, without a token or a user.",
            "4:18 这不是集群的地址。这里可以写：Spark Connect 服务器的地址，例如 `sc://localhost:15002`，不含令牌和用户。"
        ),
        (
            "spark: { server: sc://h, schema: 客户 }", "table: a",
            "4:34 `客户` cannot stand here. Allowed here: letters from A to Z, digits and `_`.",
            "4:34 这里不能写`客户`。这里可以写：英文字母、数字和 `_`。"
        ),
        (
            "spark: { server: sc://h }", "files: a.csv",
            "6:3 with `spark`, a source is a table there: `table: shop.orders` in place of `files`.",
            "6:3 有 `spark` 时，数据源是其中的表：用 `table: shop.orders` 代替 `files`。"
        ),
        (
            "title: T", "table: a",
            "8:12 `table` names a table of a cluster, and there is no `spark` with its address.",
            "8:12 `table` 指集群中的表，但没有写集群地址的 `spark`。"
        ),
        (
            "spark: { server: sc://h }", "table: a..b",
            "8:12 `a..b` cannot stand here. Allowed here: the name of a table, such as `shop.orders` or "
                + "`catalog.shop.orders`.",
            "8:12 这里不能写`a..b`。这里可以写：表名，例如 `shop.orders` 或 `catalog.shop.orders`。"
        ),
        (
            "spark: { server: sc://h }", "table: a\n    encoding: gbk",
            "9:5 `encoding` has no meaning here: the source is a table.",
            "9:5 `encoding` 在这里没有意义：该数据源是一张表。"
        ),
    ])
    func everyMistakeIsSaidInBothLanguages(spark: String, source: String, english: String, chinese: String) {
        let text = Self.project(spark, source: source)
        #expect(problems(in: text).contains(english), "\(problems(in: text))")
        #expect(problems(in: text, .chinese).contains(chinese), "\(problems(in: text, .chinese))")
    }

    @Test func aTokenInTheFileIsRefused() {
        let found = problems(in: Self.project("spark: { server: \"sc://h/;token=abc\" }"))
        #expect(found.contains { $0.hasPrefix("4:19 ") } && !found.joined().contains("abc"))
    }

    @Test func howToReadTextsHasNoMeaningForATablesColumn() {
        let text = Self.project("spark: { server: sc://h }").replacing(
            "paid: amount",
            with: "paid: { as: amount, decimal: comma }"
        )
        #expect(
            problems(in: text).contains { $0.hasSuffix("`decimal` has no meaning here: a table's columns have types.") }
        )
    }
}
