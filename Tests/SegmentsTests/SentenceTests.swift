import Domain
import Segments
import Testing

struct SentenceTests {
    @Test(arguments: [
        (
            "country = \"France\"",
            "Customers whose country is “France”.",
            "满足以下条件的客户：country 为“France”。"
        ),
        (
            "city in (\"北京\", \"上海\") and age between 25 and 40 and not in segment \"员工\"",
            "Customers whose city is “北京” or “上海”, whose age is between 25 and 40, and who are not in the segment “员工”.",
            "同时满足以下条件的客户：city 为“北京”或“上海”；age 在 25 到 40 之间（含两端）；不属于人群“员工”。"
        ),
        (
            "did \"Order Completed\" at least 3 times in last 90 days where revenue > 100 and did not \"Email Opened\" in last 30 days",
            """
            Customers who have at least 3 “Order Completed” events in the past 90 days where revenue is more than 100 and \
            who have no “Email Opened” events in the past 30 days.
            """,
            "同时满足以下条件的客户：最近 90 天内至少有 3 次“Order Completed”（仅计 revenue 大于 100 的）；最近 30 天内没有“Email Opened”。"
        ),
        (
            "sum of revenue of \"Order Completed\" in this year > 5000 or first \"Order Completed\" in last month",
            """
            Customers whose total revenue of “Order Completed” events this year is more than 5000 or whose first \
            “Order Completed” event is last month.
            """,
            "至少满足以下条件之一的客户：今年“Order Completed”的 revenue 合计大于 5000；首次“Order Completed”的时间在上月。"
        ),
        (
            "not country = \"France\" and (age is missing or tags has none of (\"vip\"))",
            """
            Customers who are not among those whose country is “France” and (whose age is unknown or whose tags is known \
            and has none of “vip”).
            """,
            "同时满足以下条件的客户：并非（country 为“France”）；（age 未知，或者 tags 已知且不包含“vip”中的任何一个）。"
        ),
        (
            "random 10% seed \"welcome\"",
            "Customers who fall into a random 10% (seed “welcome”).",
            "满足以下条件的客户：落在随机抽取的 10% 之中（种子“welcome”）。"
        ),
    ])
    func aDefinitionReadsAsASentence(text: String, english: String, chinese: String) throws {
        let condition = try SegmentParser.parseCondition(text)
        #expect(condition.sentence(in: .english) == english)
        #expect(condition.sentence(in: .chinese) == chinese)
    }

    @Test(arguments: 0..<10)
    func everyTreeHasASentence(seed: UInt64) {
        var trees = RandomTrees(seed: 4_000 + seed)
        for _ in 0..<50 {
            let definition = trees.definition()
            #expect(definition.sentence(in: .english).hasPrefix("Customers "))
            #expect(definition.sentence(in: .chinese).hasSuffix("。"))
        }
    }
}
