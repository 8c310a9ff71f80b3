import Domain
import Segments
import Testing

/// How every statement reads, each looked at by a person.
struct SentenceGoldenTests {
    private struct Golden: Sendable {
        var text: String
        var english: String
        var chinese: String
    }

    private static let goldens = [
        Golden(
            text: #"city in ("北京", "上海") and age between 25 and 40"#,
            english: #"Customers whose city is “北京” or “上海” and whose age is between 25 and 40."#,
            chinese: #"同时满足以下条件的客户：city 为“北京”或“上海”；age 在 25 到 40 之间（含两端）。"#
        ),
        Golden(
            text: #"not did "Email Opened" in last 30 days"#,
            english: #"Customers who have no “Email Opened” events in the past 30 days."#,
            chinese: #"满足以下条件的客户：最近 30 天内没有“Email Opened”。"#
        ),
        Golden(
            text:
                #"did sequence ("Product Viewed" then "Cart Added" within 1 day then not "Order Completed" within 2 days)"#,
            english:
                #"Customers who have the sequence (“Product Viewed”, then “Cart Added” within 1 day, then no “Order Completed” within 2 days)."#,
            chinese: #"满足以下条件的客户：先有“Product Viewed”，随后 1 天内有“Cart Added”，此后 2 天内没有“Order Completed”。"#
        ),
        Golden(
            text:
                #"did sequence ("Product Viewed" where price > 100 then not "Order Completed" then "Cart Added" within 1 day then "Order Completed" then not any of ("Order Returned", "Order Cancelled")) in this month"#,
            english:
                #"Customers who have the sequence (“Product Viewed” (where price is more than 100), then “Cart Added” within 1 day with no “Order Completed” in between, then “Order Completed”, then no “Order Returned” or “Order Cancelled” since) this month."#,
            chinese:
                #"满足以下条件的客户：本月先有“Product Viewed”（price 大于 100），随后 1 天内有“Cart Added”（其间没有“Order Completed”），之后有“Order Completed”，此后再没有“Order Returned”或“Order Cancelled”。"#
        ),
        Golden(
            text: #"clv.12m >= 800"#,
            english: #"Customers whose clv.12m is at least 800."#,
            chinese: #"满足以下条件的客户：clv.12m 不少于 800。"#
        ),
        Golden(
            text: #"birthday anniversary in next 7 days"#,
            english: #"Customers whose birthday has an anniversary in the next 7 days."#,
            chinese: #"满足以下条件的客户：birthday 的周年日在今天起 7 天内。"#
        ),
        Golden(
            text: #"birthday anniversary today"#,
            english: #"Customers whose birthday has an anniversary today."#,
            chinese: #"满足以下条件的客户：birthday 的周年日是今天。"#
        ),
        Golden(
            text: #"birthday anniversary this month"#,
            english: #"Customers whose birthday has an anniversary this month."#,
            chinese: #"满足以下条件的客户：birthday 的周年日在本月。"#
        ),
        Golden(
            text: #"birthday anniversary in next 1 month"#,
            english: #"Customers whose birthday has an anniversary in the next month."#,
            chinese: #"满足以下条件的客户：birthday 的周年日在今天起 1 个月内。"#
        ),
        Golden(
            text: #"email matches "@example\\.(com|cn)$" ignoring case"#,
            english: #"Customers whose email matches the pattern “@example\.(com|cn)$” (ignoring case)."#,
            chinese: #"满足以下条件的客户：email 符合正则表达式“@example\.(com|cn)$”（不分大小写）。"#
        ),
        Golden(
            text: #"did "Order Completed" in at least 3 of last 5 weeks"#,
            english: #"Customers who have “Order Completed” events in at least 3 of the past 5 weeks."#,
            chinese: #"满足以下条件的客户：最近 5 周中至少有 3 周有过“Order Completed”。"#
        ),
        Golden(
            text: #"did "Order Completed" in at least 3 of last 6 whole months where revenue > 50"#,
            english:
                #"Customers who have “Order Completed” events in at least 3 of the last 6 whole months where revenue is more than 50."#,
            chinese: #"满足以下条件的客户：最近 6 个完整自然月中至少有 3 个月有过“Order Completed”（仅计 revenue 大于 50 的）。"#
        ),
        Golden(
            text: #"stopped "Order Completed" in last 30 days"#,
            english:
                #"Customers who have no “Order Completed” events in the past 30 days but had some in the 30 days before."#,
            chinese: #"满足以下条件的客户：最近 30 天内没有“Order Completed”，但再往前 30 天内有过。"#
        ),
        Golden(
            text: #"stopped "Order Completed" in this month"#,
            english: #"Customers who have no “Order Completed” events this month but had some last month."#,
            chinese: #"满足以下条件的客户：本月没有“Order Completed”，但上月有过。"#
        ),
        Golden(
            text: #"stopped "Order Completed" in last month"#,
            english: #"Customers who have no “Order Completed” events last month but had some the month before."#,
            chinese: #"满足以下条件的客户：上月没有“Order Completed”，但上上月有过。"#
        ),
        Golden(
            text: #"stopped any of ("A", "B") in last 2 whole weeks where revenue > 1"#,
            english:
                #"Customers who have no “A” or “B” events (where revenue is more than 1) in the last 2 whole weeks but had some in the 2 whole weeks before."#,
            chinese: #"满足以下条件的客户：最近 2 个完整自然周内没有“A”或“B”（仅计 revenue 大于 1 的），但再往前 2 个完整自然周内有过。"#
        ),
        Golden(
            text: #"resumed "Order Completed" in last 30 days"#,
            english:
                #"Customers who have “Order Completed” events in the past 30 days, had none in the 30 days before, and had some earlier."#,
            chinese: #"满足以下条件的客户：最近 30 天内又有“Order Completed”，再往前 30 天内没有，更早之前有过。"#
        ),
        Golden(
            text: #"resumed "Order Completed" in this year"#,
            english:
                #"Customers who have “Order Completed” events this year, had none last year, and had some earlier."#,
            chinese: #"满足以下条件的客户：今年又有“Order Completed”，去年没有，更早之前有过。"#
        ),
        Golden(
            text: #"was in segment "VIP" at 2026-01-01"#,
            english: #"Customers who were in the segment “VIP” at the end of 2026-01-01."#,
            chinese: #"满足以下条件的客户：2026-01-01 结束时属于人群“VIP”。"#
        ),
        Golden(
            text: #"was in segment "VIP" at 2026-01-01T00:00:00Z as known at 2026-02-01"#,
            english:
                #"Customers who were in the segment “VIP” at 2026-01-01T00:00:00Z (as known at the end of 2026-02-01)."#,
            chinese: #"满足以下条件的客户：2026-01-01T00:00:00Z 时属于人群“VIP”（以 2026-02-01 结束时的记录为准）。"#
        ),
        Golden(
            text: #"entered segment "VIP" in last 30 days"#,
            english: #"Customers who entered the segment “VIP” in the past 30 days."#,
            chinese: #"满足以下条件的客户：最近 30 天内进入过人群“VIP”。"#
        ),
        Golden(
            text: #"left segment "VIP" in this month as known at 2026-06-01"#,
            english: #"Customers who left the segment “VIP” this month (as known at the end of 2026-06-01)."#,
            chinese: #"满足以下条件的客户：本月离开过人群“VIP”（以 2026-06-01 结束时的记录为准）。"#
        ),
        Golden(
            text: #"entered segment "VIP""#,
            english: #"Customers who entered the segment “VIP” at any time."#,
            chinese: #"满足以下条件的客户：进入过人群“VIP”。"#
        ),
        Golden(
            text: #"not entered segment "VIP" in last 7 days"#,
            english: #"Customers who did not enter the segment “VIP” in the past 7 days."#,
            chinese: #"满足以下条件的客户：最近 7 天内没有进入过人群“VIP”。"#
        ),
        Golden(
            text: #"net_revenue > 100 USD"#,
            english: #"Customers whose net_revenue is more than 100 USD."#,
            chinese: #"满足以下条件的客户：net_revenue 大于 100 USD。"#
        ),
        Golden(
            text: #"first "Order Completed" in this month"#,
            english: #"Customers whose first “Order Completed” event is this month."#,
            chinese: #"满足以下条件的客户：首次“Order Completed”的时间在本月。"#
        ),
        Golden(
            text: #"last "Order Completed" before 2026-01-01"#,
            english: #"Customers whose last “Order Completed” event is before 2026-01-01."#,
            chinese: #"满足以下条件的客户：最近一次“Order Completed”的时间早于 2026-01-01。"#
        ),
        Golden(
            text: #"country of last "Order Completed" in last 12 months in ("France", "Germany")"#,
            english:
                #"Customers whose country of the last “Order Completed” event in the past 12 months is “France” or “Germany”."#,
            chinese: #"满足以下条件的客户：最近 12 个月内最近一次“Order Completed”的 country 为“France”或“Germany”。"#
        ),
        Golden(
            text: #"tags has any of ("vip", "press") and tags has none of ("x") and tags has all of ("a", "b")"#,
            english:
                #"Customers whose tags has any of “vip” or “press”, whose tags is known and has none of “x”, and whose tags has all of “a” and “b”."#,
            chinese: #"同时满足以下条件的客户：tags 包含“vip”、“press”中的至少一个；tags 已知且不包含“x”中的任何一个；tags 包含“a”、“b”中的全部。"#
        ),
        Golden(
            text: #"lists has any of ("VIP") and tags has all of ("a")"#,
            english: #"Customers whose lists includes “VIP” and whose tags includes “a”."#,
            chinese: #"同时满足以下条件的客户：lists 包含“VIP”；tags 包含“a”。"#
        ),
        Golden(
            text: #"did "A" on at least 3 days in last 7 days"#,
            english: #"Customers who have “A” events on at least 3 different days in the past 7 days."#,
            chinese: #"满足以下条件的客户：最近 7 天内至少有 3 天发生过“A”。"#
        ),
        Golden(
            text: #"joined in last 3 whole months"#,
            english: #"Customers whose joined is in the last 3 whole months."#,
            chinese: #"满足以下条件的客户：joined 在最近 3 个完整自然月内。"#
        ),
        Golden(
            text: #"days since last "Order Completed" between 0 and 30"#,
            english: #"Customers whose number of days since the last “Order Completed” event is between 0 and 30."#,
            chinese: #"满足以下条件的客户：距最近一次“Order Completed”的天数在 0 到 30 之间（含两端）。"#
        ),
        Golden(
            text: #"first "Order Completed" anniversary in next 7 days"#,
            english: #"Customers whose first “Order Completed” event has an anniversary in the next 7 days."#,
            chinese: #"满足以下条件的客户：首次“Order Completed”的周年日在今天起 7 天内。"#
        ),
        Golden(
            text: #"not birthday anniversary today"#,
            english: #"Customers who are not among those whose birthday has an anniversary today."#,
            chinese: #"满足以下条件的客户：并非（birthday 的周年日是今天）。"#
        ),
        Golden(
            text: #"not did sequence ("A" then "B")"#,
            english: #"Customers who do not have the sequence (“A”, then “B”)."#,
            chinese: #"满足以下条件的客户：并非（先有“A”，之后有“B”）。"#
        ),
        Golden(
            text: #"not did "A" at least 3 times in last 90 days"#,
            english: #"Customers who do not have at least 3 “A” events in the past 90 days."#,
            chinese: #"满足以下条件的客户：并非（最近 90 天内至少有 3 次“A”）。"#
        ),
        Golden(
            text: #"not did "A" in at least 2 of last 3 weeks"#,
            english: #"Customers who do not have “A” events in at least 2 of the past 3 weeks."#,
            chinese: #"满足以下条件的客户：并非（最近 3 周中至少有 2 周有过“A”）。"#
        ),
        Golden(
            text: #"not random 10% seed "s""#,
            english: #"Customers who do not fall into a random 10% (seed “s”)."#,
            chinese: #"满足以下条件的客户：不在随机抽取的 10% 之中（种子“s”）。"#
        ),
        Golden(
            text: #"not was in segment "VIP" at 2026-01-01"#,
            english: #"Customers who were not in the segment “VIP” at the end of 2026-01-01."#,
            chinese: #"满足以下条件的客户：2026-01-01 结束时不属于人群“VIP”。"#
        ),
        Golden(
            text: #"did sequence ("A" then not "X" then not "Y" then "B" then not "C" within 1 hour)"#,
            english:
                #"Customers who have the sequence (“A”, then “B” with no “X” or “Y” in between, then no “C” within 1 hour)."#,
            chinese: #"满足以下条件的客户：先有“A”，之后有“B”（其间没有“X”或“Y”），此后 1 小时内没有“C”。"#
        ),
        Golden(
            text: #"resumed "A" in yesterday"#,
            english: #"Customers who have “A” events yesterday, had none the day before, and had some earlier."#,
            chinese: #"满足以下条件的客户：昨天又有“A”，前天没有，更早之前有过。"#
        ),
        Golden(
            text: #"stopped "A" in last year"#,
            english: #"Customers who have no “A” events last year but had some the year before."#,
            chinese: #"满足以下条件的客户：去年没有“A”，但前年有过。"#
        ),
        Golden(
            text: #"stopped "A" in last week"#,
            english: #"Customers who have no “A” events last week but had some the week before."#,
            chinese: #"满足以下条件的客户：上周没有“A”，但上上周有过。"#
        ),
        Golden(
            text: #"stopped "A" in last hour"#,
            english: #"Customers who have no “A” events last hour but had some the hour before."#,
            chinese: #"满足以下条件的客户：上小时没有“A”，但前一小时有过。"#
        ),
        Golden(
            text: #"stopped "A" in last 1 week"#,
            english: #"Customers who have no “A” events in the past week but had some in the week before."#,
            chinese: #"满足以下条件的客户：最近 1 周内没有“A”，但再往前 1 周内有过。"#
        ),
        Golden(
            text: #"stopped "A" in last 1 whole quarter"#,
            english:
                #"Customers who have no “A” events in the last 1 whole quarter but had some in the whole quarter before."#,
            chinese: #"满足以下条件的客户：最近 1 个完整自然季度内没有“A”，但再往前 1 个完整自然季度内有过。"#
        ),
        Golden(
            text: #"did "A" in at least 1 of last 1 whole day"#,
            english: #"Customers who have “A” events in at least 1 of the last 1 whole day."#,
            chinese: #"满足以下条件的客户：最近 1 个完整自然日中至少有 1 天有过“A”。"#
        ),
        Golden(
            text: #"net_revenue in (1, 2 USD)"#,
            english: #"Customers whose net_revenue is 1 or 2 USD."#,
            chinese: #"满足以下条件的客户：net_revenue 为 1 或 2 USD。"#
        ),
        Golden(
            text: #"a in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)"#,
            english: #"Customers whose a is 1, 2, 3, 4, 5, or 8 other values."#,
            chinese: #"满足以下条件的客户：a 为 1、2、3、4、5 等 13 个值之一。"#
        ),
        Golden(
            text: #"a not in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)"#,
            english: #"Customers whose a is known and is not 1, 2, 3, 4, 5, or 8 other values."#,
            chinese: #"满足以下条件的客户：a 已知且不是 1、2、3、4、5 等 13 个值中的任何一个。"#
        ),
        Golden(
            text: #"birthday anniversary this week"#,
            english: #"Customers whose birthday has an anniversary this week."#,
            chinese: #"满足以下条件的客户：birthday 的周年日在本周。"#
        ),
        Golden(
            text: #"birthday anniversary in next 2 weeks"#,
            english: #"Customers whose birthday has an anniversary in the next 2 weeks."#,
            chinese: #"满足以下条件的客户：birthday 的周年日在今天起 2 周内。"#
        ),
        Golden(
            text: #"a not in (1, 2)"#,
            english: #"Customers whose a is known and is not 1 or 2."#,
            chinese: #"满足以下条件的客户：a 已知且不是 1、2 中的任何一个。"#
        ),
        Golden(
            text: #"a in ("x", 2, 2026-01-01)"#,
            english: #"Customers whose a is “x”, 2, or 2026-01-01."#,
            chinese: #"满足以下条件的客户：a 为“x”或 2 或 2026-01-01。"#
        ),
        Golden(
            text: #"a in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m")"#,
            english: #"Customers whose a is “a”, “b”, “c”, “d”, “e”, or 8 other values."#,
            chinese: #"满足以下条件的客户：a 为“a”、“b”、“c”、“d”、“e”等 13 个值之一。"#
        ),
        Golden(
            text: #"tags has all of ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m")"#,
            english: #"Customers whose tags has all of “a”, “b”, “c”, “d”, “e”, and 8 other values."#,
            chinese: #"满足以下条件的客户：tags 包含“a”、“b”、“c”、“d”、“e”等 13 个值中的全部。"#
        ),
        Golden(
            text: #"did "A" where (城市 = "上海" or (price > 5 and 城市 is present))"#,
            english:
                #"Customers who have at least one “A” event where 城市 is “上海” or (price is more than 5 and 城市 is known)."#,
            chinese: #"满足以下条件的客户：有过“A”（仅计城市为“上海”，或（price 大于 5，且城市已知）的）。"#
        ),
    ]

    @Test func everyStatementReadsAsAPersonWouldSayIt() throws {
        for golden in Self.goldens {
            let condition = try SegmentParser.parseCondition(golden.text)
            #expect(SegmentPrinter.text(of: condition) == golden.text)
            #expect(condition.sentence(in: .english) == golden.english)
            #expect(condition.sentence(in: .chinese) == golden.chinese)
        }
    }
}
