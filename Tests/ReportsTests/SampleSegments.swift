import Domain
import Reports

extension SampleReport {
    static let segments: [SegmentSummary] = [
        segment(
            "champions",
            ("Champions", "核心客户"),
            ("Bought within 30 days and 5 times or more in a year.", "30 天内买过，且一年内购买 5 次以上。"),
            1_162,
            2_981_800,
            14,
            "287.40",
            (343, 310)
        ),
        segment(
            "loyal",
            ("Loyal regulars", "忠诚常客"),
            ("Bought 4 times or more in a year, last within 90 days.", "一年内购买 4 次以上，最近 90 天内买过。"),
            2_104,
            3_694_800,
            27,
            "261.10",
            (235, 221)
        ),
        segment(
            "big_baskets",
            ("Big baskets", "大单客户"),
            ("The average order is above ¥500.", "平均每单超过 ¥500。"),
            604,
            1_231_600,
            66,
            "612.90",
            (272, 105)
        ),
        segment(
            "autumn_gifts",
            ("Autumn gift buyers", "中秋送礼"),
            ("Bought a gift box in September or October 2025.", "2025 年 9 月或 10 月买过礼盒。"),
            918,
            907_500,
            118,
            "398.00",
            (132, 88)
        ),
        segment(
            "new",
            ("New this quarter", "本季新客"),
            ("The first order was placed within 90 days.", "首单在最近 90 天内。"),
            1_046,
            259_300,
            31,
            "188.20",
            (33, 41)
        ),
        segment(
            "second_order",
            ("Waiting for a second order", "等待第二单"),
            ("One order only, placed 30 to 90 days ago.", "只下过一单，在 30 至 90 天前。"),
            1_388,
            291_700,
            58,
            "210.20",
            (28, 32)
        ),
        segment(
            "lapsing",
            ("Good customers drifting away", "正在流失的好客户"),
            (
                "Bought 3 times or more, but not in the last 120 days.", "买过 3 次以上，但最近 120 天没有来。"
            ),
            868,
            518_600,
            152,
            "238.70",
            (80, 163)
        ),
        segment(
            "sleeping",
            ("Asleep", "沉睡客户"),
            ("No order within 180 days.", "180 天内没有下单。"),
            2_011,
            402_100,
            241,
            "196.40",
            (27, 44)
        ),
        segment(
            "newsletter",
            ("Reads the newsletter", "订阅者"),
            ("Opened a newsletter within 30 days.", "30 天内打开过资讯邮件。"),
            1_830,
            1_749_900,
            40,
            "243.80",
            (127, 120),
            stale: .init(
                reason: Bilingual(
                    en: "The newsletter file has not been imported since.",
                    zh: "此后没有导入过资讯邮件文件。"
                ),
                currentAt: Instant(microseconds: 1_780_243_200_000_000)
            )
        ),
        segment(
            "birthday",
            ("Birthday this week", "本周生日"),
            ("The birthday is within the next 7 days.", "生日在未来 7 天内。"),
            0,
            0,
            nil,
            nil,
            nil,
            note: Bilingual(en: "No customer’s birthday is known.", zh: "没有任何客户的生日资料。")
        ),
    ]

    static func segment(
        _ name: String,
        _ title: (String, String),
        _ sentence: (String, String),
        _ size: Int,
        _ value: Int64,
        _ recency: Double?,
        _ averageOrder: String?,
        _ indexes: (Double, Double)?,
        stale: SegmentSummary.Staleness? = nil,
        note: Bilingual? = nil
    ) -> SegmentSummary {
        SegmentSummary(
            name: name,
            title: Bilingual(en: title.0, zh: title.1),
            sentence: Bilingual(en: sentence.0, zh: sentence.1),
            size: size,
            shareOfCustomers: Double(size) / 8_642,
            value: yuan(value),
            shareOfValue: Double(value) / 6_482_190,
            medianRecencyDays: recency,
            averageOrder: averageOrder.flatMap { Amount($0) },
            indexes: [
                .init(measure: Bilingual(en: "Value per customer", zh: "人均价值"), index: indexes?.0),
                .init(measure: Bilingual(en: "Orders per customer", zh: "人均订单"), index: indexes?.1),
            ],
            stale: stale,
            note: note
        )
    }

    /// Shares of the smaller segment that both have in common, for each two; none with the empty one.
    static let overlap: SegmentOverlap = {
        let shared: [[Double]] = [
            [], [0.96], [0.31, 0.42], [0.22, 0.35, 0.28], [0.06, 0.09, 0.07, 0.02], [0, 0, 0.08, 0, 0.44],
            [0, 0.05, 0.11, 0.18, 0, 0], [0, 0, 0.16, 0.3, 0, 0, 0.61], [0.44, 0.4, 0.25, 0.21, 0.14, 0.12, 0.1, 0.06],
            [0, 0, 0, 0, 0, 0, 0, 0, 0],
        ]
        let counts = segments.indices.map { row in
            segments.indices.map { column in
                let (low, high) = (min(row, column), max(row, column))
                guard low != high else { return segments[row].size }
                return Int(Double(min(segments[low].size, segments[high].size)) * shared[high][low])
            }
        }
        return SegmentOverlap(titles: segments.map(\.title), counts: counts)
    }()
}
