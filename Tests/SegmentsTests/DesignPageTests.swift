import Domain
import Segments
import Testing

/// The statements of the language's design page, in its order: each is read, printed as it stands there, and said in both
/// languages.
struct DesignPageTests {
    private struct Statement {
        var text: String
        var english: String
        var chinese: String
    }

    @Test func theExampleOfThePageIsReadAndSaid() throws {
        let text = """
            segment "高价值活跃客户" {
              timezone "Asia/Shanghai"
              city in ("北京", "上海") and age between 25 and 40
              and did "Order Completed" at least 3 times in last 90 days where revenue > 100
              and not did "Email Opened" in last 30 days
              and sum of revenue of "Order Completed" in this year > 5000
              and did sequence ("Product Viewed" then "Cart Added" within 1 day then not "Order Completed" within 2 days)
              and not in segment "员工"
              and clv.12m >= 800
            }
            """
        let definition = try #require(SegmentParser.parse(file: text).first)
        #expect(definition.timeZone == "Asia/Shanghai")
        #expect(definition.condition.atoms.count == 8)
        #expect(try SegmentParser.parse(file: SegmentPrinter.text(of: definition)) == [definition])
        #expect(try SegmentJSON.value(from: SegmentJSON.data(of: definition)) == definition)
        #expect(try DocumentedShop().checker.problems(in: definition) == [])
        let english = """
            Customers whose city is “北京” or “上海”, whose age is between 25 and 40, who have at least 3 “Order \
            Completed” events in the past 90 days where revenue is more than 100, who have no “Email Opened” \
            events in the past 30 days, whose total revenue of “Order Completed” events this year is more than \
            5000, who have the sequence (“Product Viewed”, then “Cart Added” within 1 day, then no “Order \
            Completed” within 2 days), who are not in the segment “员工”, and whose clv.12m is at least 800.
            """
        let chinese = """
            同时满足以下条件的客户：city 为“北京”或“上海”；age 在 25 到 40 之间（含两端）；最近 90 天内至少有 3 次“Order Completed”（仅计 revenue 大于 \
            100 的）；最近 30 天内没有“Email Opened”；今年“Order Completed”的 revenue 合计大于 5000；先有“Product Viewed”，随后 1 \
            天内有“Cart Added”，此后 2 天内没有“Order Completed”；不属于人群“员工”；clv.12m 不少于 800。
            """
        #expect(definition.sentence(in: .english) == english)
        #expect(definition.sentence(in: .chinese) == chinese)
    }

    @Test func everyStatementOfThePageIsReadAndSaid() throws {
        let shop = try DocumentedShop()
        for statement in Self.statements {
            let condition = try SegmentParser.parseCondition(statement.text)
            #expect(SegmentPrinter.text(of: condition) == statement.text)
            #expect(try SegmentJSON.value(from: SegmentJSON.data(of: condition)) == condition)
            #expect(shop.checker.problems(in: condition) == [], "\(statement.text)")
            for customer in shop.customers { _ = try shop.evaluator.matches(condition, customer: customer) }
            #expect(condition.sentence(in: .english) == statement.english)
            #expect(condition.sentence(in: .chinese) == statement.chinese)
        }
    }

    private static let statements = [
        // Shape
        Statement(
            text: #"city in ("北京", "上海") and age between 25 and 40"#,
            english: #"Customers whose city is “北京” or “上海” and whose age is between 25 and 40."#,
            chinese: #"同时满足以下条件的客户：city 为“北京”或“上海”；age 在 25 到 40 之间（含两端）。"#
        ),
        Statement(
            text: #"did "Order Completed" at least 3 times in last 90 days where revenue > 100"#,
            english:
                #"Customers who have at least 3 “Order Completed” events in the past 90 days where revenue is more than 100."#,
            chinese: #"满足以下条件的客户：最近 90 天内至少有 3 次“Order Completed”（仅计 revenue 大于 100 的）。"#
        ),
        Statement(
            text: #"not did "Email Opened" in last 30 days"#,
            english: #"Customers who have no “Email Opened” events in the past 30 days."#,
            chinese: #"满足以下条件的客户：最近 30 天内没有“Email Opened”。"#
        ),
        Statement(
            text: #"sum of revenue of "Order Completed" in this year > 5000"#,
            english: #"Customers whose total revenue of “Order Completed” events this year is more than 5000."#,
            chinese: #"满足以下条件的客户：今年“Order Completed”的 revenue 合计大于 5000。"#
        ),
        Statement(
            text:
                #"did sequence ("Product Viewed" then "Cart Added" within 1 day then not "Order Completed" within 2 days)"#,
            english:
                #"Customers who have the sequence (“Product Viewed”, then “Cart Added” within 1 day, then no “Order Completed” within 2 days)."#,
            chinese: #"满足以下条件的客户：先有“Product Viewed”，随后 1 天内有“Cart Added”，此后 2 天内没有“Order Completed”。"#
        ),
        Statement(
            text: #"not in segment "员工""#,
            english: #"Customers who are not in the segment “员工”."#,
            chinese: #"满足以下条件的客户：不属于人群“员工”。"#
        ),
        Statement(
            text: #"clv.12m >= 800"#,
            english: #"Customers whose clv.12m is at least 800."#,
            chinese: #"满足以下条件的客户：clv.12m 不少于 800。"#
        ),
        // On traits
        Statement(
            text: #"country = "France""#,
            english: #"Customers whose country is “France”."#,
            chinese: #"满足以下条件的客户：country 为“France”。"#
        ),
        Statement(
            text: #"country != "France""#,
            english: #"Customers whose country is known and is not “France”."#,
            chinese: #"满足以下条件的客户：country 已知且不是“France”。"#
        ),
        Statement(
            text: #"age < 30"#,
            english: #"Customers whose age is less than 30."#,
            chinese: #"满足以下条件的客户：age 小于 30。"#
        ),
        Statement(
            text: #"age <= 30"#,
            english: #"Customers whose age is at most 30."#,
            chinese: #"满足以下条件的客户：age 不超过 30。"#
        ),
        Statement(
            text: #"age > 30"#,
            english: #"Customers whose age is more than 30."#,
            chinese: #"满足以下条件的客户：age 大于 30。"#
        ),
        Statement(
            text: #"age >= 30"#,
            english: #"Customers whose age is at least 30."#,
            chinese: #"满足以下条件的客户：age 不少于 30。"#
        ),
        Statement(
            text: #"age between 25 and 40"#,
            english: #"Customers whose age is between 25 and 40."#,
            chinese: #"满足以下条件的客户：age 在 25 到 40 之间（含两端）。"#
        ),
        Statement(
            text: #"country in ("France", "Germany")"#,
            english: #"Customers whose country is “France” or “Germany”."#,
            chinese: #"满足以下条件的客户：country 为“France”或“Germany”。"#
        ),
        Statement(
            text: #"country not in ("France", "Germany")"#,
            english: #"Customers whose country is known and is not “France” or “Germany”."#,
            chinese: #"满足以下条件的客户：country 已知且不是“France”、“Germany”中的任何一个。"#
        ),
        Statement(
            text: #"email contains "@example""#,
            english: #"Customers whose email contains “@example”."#,
            chinese: #"满足以下条件的客户：email 包含“@example”。"#
        ),
        Statement(
            text: #"email starts with "info@""#,
            english: #"Customers whose email starts with “info@”."#,
            chinese: #"满足以下条件的客户：email 以“info@”开头。"#
        ),
        Statement(
            text: #"email ends with ".cn""#,
            english: #"Customers whose email ends with “.cn”."#,
            chinese: #"满足以下条件的客户：email 以“.cn”结尾。"#
        ),
        Statement(
            text: #"email matches "^[a-z]+@example\\.cn$""#,
            english: #"Customers whose email matches the pattern “^[a-z]+@example\.cn$”."#,
            chinese: #"满足以下条件的客户：email 符合正则表达式“^[a-z]+@example\.cn$”。"#
        ),
        Statement(
            text: #"country is missing"#,
            english: #"Customers whose country is unknown."#,
            chinese: #"满足以下条件的客户：country 未知。"#
        ),
        Statement(
            text: #"country is present"#,
            english: #"Customers whose country is known."#,
            chinese: #"满足以下条件的客户：country 已知。"#
        ),
        Statement(
            text: #"birthday before 2000-01-01"#,
            english: #"Customers whose birthday is before 2000-01-01."#,
            chinese: #"满足以下条件的客户：birthday 早于 2000-01-01。"#
        ),
        Statement(
            text: #"birthday after 1999-12-31"#,
            english: #"Customers whose birthday is after 1999-12-31."#,
            chinese: #"满足以下条件的客户：birthday 晚于 1999-12-31。"#
        ),
        Statement(
            text: #"birthday on 2000-02-29"#,
            english: #"Customers whose birthday is on 2000-02-29."#,
            chinese: #"满足以下条件的客户：birthday 在 2000-02-29 当天。"#
        ),
        Statement(
            text: #"joined in last 7 days"#,
            english: #"Customers whose joined is in the past 7 days."#,
            chinese: #"满足以下条件的客户：joined 在最近 7 天内。"#
        ),
        Statement(
            text: #"birthday anniversary in next 7 days"#,
            english: #"Customers whose birthday has an anniversary in the next 7 days."#,
            chinese: #"满足以下条件的客户：birthday 的周年日在今天起 7 天内。"#
        ),
        Statement(
            text: #"tags has any of ("vip", "press")"#,
            english: #"Customers whose tags has any of “vip” or “press”."#,
            chinese: #"满足以下条件的客户：tags 包含“vip”、“press”中的至少一个。"#
        ),
        Statement(
            text: #"tags has all of ("vip", "press")"#,
            english: #"Customers whose tags has all of “vip” and “press”."#,
            chinese: #"满足以下条件的客户：tags 包含“vip”、“press”中的全部。"#
        ),
        Statement(
            text: #"tags has none of ("vip", "press")"#,
            english: #"Customers whose tags is known and has none of “vip” or “press”."#,
            chinese: #"满足以下条件的客户：tags 已知且不包含“vip”、“press”中的任何一个。"#
        ),
        // On events
        Statement(
            text: #"did "Order Completed""#,
            english: #"Customers who have at least one “Order Completed” event."#,
            chinese: #"满足以下条件的客户：有过“Order Completed”。"#
        ),
        Statement(
            text: #"did not "Order Completed""#,
            english: #"Customers who have no “Order Completed” events."#,
            chinese: #"满足以下条件的客户：没有“Order Completed”。"#
        ),
        Statement(
            text: #"did "Order Completed" at least 3 times"#,
            english: #"Customers who have at least 3 “Order Completed” events."#,
            chinese: #"满足以下条件的客户：至少有 3 次“Order Completed”。"#
        ),
        Statement(
            text: #"did "Order Completed" at most 2 times"#,
            english: #"Customers who have at most 2 “Order Completed” events."#,
            chinese: #"满足以下条件的客户：至多有 2 次“Order Completed”。"#
        ),
        Statement(
            text: #"did "Order Completed" exactly 1 time"#,
            english: #"Customers who have exactly 1 “Order Completed” event."#,
            chinese: #"满足以下条件的客户：恰好有 1 次“Order Completed”。"#
        ),
        Statement(
            text: #"did "Order Completed" between 2 and 5 times"#,
            english: #"Customers who have between 2 and 5 “Order Completed” events."#,
            chinese: #"满足以下条件的客户：有 2 到 5 次“Order Completed”。"#
        ),
        Statement(
            text: #"did "Order Completed" on at least 2 days"#,
            english: #"Customers who have “Order Completed” events on at least 2 different days."#,
            chinese: #"满足以下条件的客户：至少有 2 天发生过“Order Completed”。"#
        ),
        Statement(
            text: #"sum of revenue of "Order Completed" > 500"#,
            english: #"Customers whose total revenue of “Order Completed” events is more than 500."#,
            chinese: #"满足以下条件的客户：“Order Completed”的 revenue 合计大于 500。"#
        ),
        Statement(
            text: #"average of revenue of "Order Completed" >= 100"#,
            english: #"Customers whose average revenue of “Order Completed” events is at least 100."#,
            chinese: #"满足以下条件的客户：“Order Completed”的 revenue 平均值不少于 100。"#
        ),
        Statement(
            text: #"minimum of revenue of "Order Completed" < 50"#,
            english: #"Customers whose smallest revenue of “Order Completed” events is less than 50."#,
            chinese: #"满足以下条件的客户：“Order Completed”的 revenue 最小值小于 50。"#
        ),
        Statement(
            text: #"maximum of revenue of "Order Completed" <= 1000"#,
            english: #"Customers whose largest revenue of “Order Completed” events is at most 1000."#,
            chinese: #"满足以下条件的客户：“Order Completed”的 revenue 最大值不超过 1000。"#
        ),
        Statement(
            text: #"distinct count of country of "Order Completed" > 1"#,
            english:
                #"Customers whose number of different values of country in “Order Completed” events is more than 1."#,
            chinese: #"满足以下条件的客户：“Order Completed”的 country 不同取值的个数大于 1。"#
        ),
        Statement(
            text: #"first "Order Completed" in last 30 days"#,
            english: #"Customers whose first “Order Completed” event is in the past 30 days."#,
            chinese: #"满足以下条件的客户：首次“Order Completed”的时间在最近 30 天内。"#
        ),
        Statement(
            text: #"last "Order Completed" in this month"#,
            english: #"Customers whose last “Order Completed” event is this month."#,
            chinese: #"满足以下条件的客户：最近一次“Order Completed”的时间在本月。"#
        ),
        Statement(
            text: #"first "Order Completed" before 2026-01-01"#,
            english: #"Customers whose first “Order Completed” event is before 2026-01-01."#,
            chinese: #"满足以下条件的客户：首次“Order Completed”的时间早于 2026-01-01。"#
        ),
        Statement(
            text: #"last "Order Completed" after 2026-06-30"#,
            english: #"Customers whose last “Order Completed” event is after 2026-06-30."#,
            chinese: #"满足以下条件的客户：最近一次“Order Completed”的时间晚于 2026-06-30。"#
        ),
        Statement(
            text: #"revenue of first "Order Completed" > 100"#,
            english: #"Customers whose revenue of the first “Order Completed” event is more than 100."#,
            chinese: #"满足以下条件的客户：首次“Order Completed”的 revenue 大于 100。"#
        ),
        Statement(
            text: #"country of last "Order Completed" = "France""#,
            english: #"Customers whose country of the last “Order Completed” event is “France”."#,
            chinese: #"满足以下条件的客户：最近一次“Order Completed”的 country 为“France”。"#
        ),
        Statement(
            text: #"did "Order Completed" in at least 3 of last 6 weeks"#,
            english: #"Customers who have “Order Completed” events in at least 3 of the past 6 weeks."#,
            chinese: #"满足以下条件的客户：最近 6 周中至少有 3 周有过“Order Completed”。"#
        ),
        Statement(
            text: #"did "Order Completed" in at least 3 of last 6 months"#,
            english: #"Customers who have “Order Completed” events in at least 3 of the past 6 months."#,
            chinese: #"满足以下条件的客户：最近 6 个月中至少有 3 个月有过“Order Completed”。"#
        ),
        Statement(
            text: #"stopped "Order Completed" in last 30 days"#,
            english:
                #"Customers who have no “Order Completed” events in the past 30 days but had some in the 30 days before."#,
            chinese: #"满足以下条件的客户：最近 30 天内没有“Order Completed”，但再往前 30 天内有过。"#
        ),
        Statement(
            text: #"resumed "Order Completed" in last 30 days"#,
            english:
                #"Customers who have “Order Completed” events in the past 30 days, had none in the 30 days before, and had some earlier."#,
            chinese: #"满足以下条件的客户：最近 30 天内又有“Order Completed”，再往前 30 天内没有，更早之前有过。"#
        ),
        Statement(
            text:
                #"did "Order Completed" in last 30 days where (revenue > 100 and (items > 1 or not country = "France"))"#,
            english:
                #"Customers who have at least one “Order Completed” event in the past 30 days where revenue is more than 100 and (items is more than 1 or it is not so that country is “France”)."#,
            chinese: #"满足以下条件的客户：最近 30 天内有过“Order Completed”（仅计 revenue 大于 100，且（items 大于 1，或并非（country 为“France”））的）。"#
        ),
        Statement(
            text:
                #"did sequence ("Product Viewed" where price > 100 then "Cart Added" within 1 day then "Order Completed" within 2 days where revenue > 100)"#,
            english:
                #"Customers who have the sequence (“Product Viewed” (where price is more than 100), then “Cart Added” within 1 day, then “Order Completed” (where revenue is more than 100) within 2 days)."#,
            chinese:
                #"满足以下条件的客户：先有“Product Viewed”（price 大于 100），随后 1 天内有“Cart Added”，随后 2 天内有“Order Completed”（revenue 大于 100）。"#
        ),
        Statement(
            text: #"did sequence ("Product Viewed" then not "Cart Added" then "Order Completed")"#,
            english:
                #"Customers who have the sequence (“Product Viewed”, then “Order Completed” with no “Cart Added” in between)."#,
            chinese: #"满足以下条件的客户：先有“Product Viewed”，之后有“Order Completed”（其间没有“Cart Added”）。"#
        ),
        Statement(
            text: #"did sequence ("Cart Added" then not "Order Completed" within 2 days)"#,
            english: #"Customers who have the sequence (“Cart Added”, then no “Order Completed” within 2 days)."#,
            chinese: #"满足以下条件的客户：先有“Cart Added”，此后 2 天内没有“Order Completed”。"#
        ),
        // On segments
        Statement(
            text: #"in segment "VIP""#,
            english: #"Customers who are in the segment “VIP”."#,
            chinese: #"满足以下条件的客户：属于人群“VIP”。"#
        ),
        Statement(
            text: #"was in segment "VIP" at 2026-01-01T00:00:00Z"#,
            english: #"Customers who were in the segment “VIP” at 2026-01-01T00:00:00Z."#,
            chinese: #"满足以下条件的客户：2026-01-01T00:00:00Z 时属于人群“VIP”。"#
        ),
        Statement(
            text: #"entered segment "VIP" in last 60 days"#,
            english: #"Customers who entered the segment “VIP” in the past 60 days."#,
            chinese: #"满足以下条件的客户：最近 60 天内进入过人群“VIP”。"#
        ),
        Statement(
            text: #"left segment "VIP" in last 60 days"#,
            english: #"Customers who left the segment “VIP” in the past 60 days."#,
            chinese: #"满足以下条件的客户：最近 60 天内离开过人群“VIP”。"#
        ),
        // Grouping
        Statement(
            text: #"(country = "France" or country = "Germany") and not (age < 18 or age is missing)"#,
            english:
                #"Customers (whose country is “France” or whose country is “Germany”) and who are not among those (whose age is less than 18 or whose age is unknown)."#,
            chinese: #"同时满足以下条件的客户：（country 为“France”，或者 country 为“Germany”）；并非（age 小于 18，或者 age 未知）。"#
        ),
        Statement(
            text: #"random 10% seed "welcome-test""#,
            english: #"Customers who fall into a random 10% (seed “welcome-test”)."#,
            chinese: #"满足以下条件的客户：落在随机抽取的 10% 之中（种子“welcome-test”）。"#
        ),
        // Semantics that people get wrong
        Statement(
            text: #"city != "北京""#,
            english: #"Customers whose city is known and is not “北京”."#,
            chinese: #"满足以下条件的客户：city 已知且不是“北京”。"#
        ),
        Statement(
            text: #"not city = "北京""#,
            english: #"Customers who are not among those whose city is “北京”."#,
            chinese: #"满足以下条件的客户：并非（city 为“北京”）。"#
        ),
        Statement(
            text: #"did "Order Completed" in last 3 whole months"#,
            english: #"Customers who have at least one “Order Completed” event in the last 3 whole months."#,
            chinese: #"满足以下条件的客户：最近 3 个完整自然月内有过“Order Completed”。"#
        ),
        Statement(
            text: #"did "Order Completed" in from 2026-01-01 to 2026-06-30"#,
            english: #"Customers who have at least one “Order Completed” event from 2026-01-01 to 2026-06-30."#,
            chinese: #"满足以下条件的客户：2026-01-01 至 2026-06-30 期间有过“Order Completed”。"#
        ),
        Statement(
            text: #"country = "FRANCE" ignoring case"#,
            english: #"Customers whose country is “FRANCE” (ignoring case)."#,
            chinese: #"满足以下条件的客户：country 为“FRANCE”（不分大小写）。"#
        ),
        Statement(
            text: #"was in segment "VIP" at 2026-01-01 as known at 2026-06-30"#,
            english:
                #"Customers who were in the segment “VIP” at the end of 2026-01-01 (as known at the end of 2026-06-30)."#,
            chinese: #"满足以下条件的客户：2026-01-01 结束时属于人群“VIP”（以 2026-06-30 结束时的记录为准）。"#
        ),
    ]
}
