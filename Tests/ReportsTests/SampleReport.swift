import Domain
import Foundation
import Reports

/// A tea shop's year: invented, and of the shape and size that such a shop has.
enum SampleReport {
    static let data = ReportData(
        meta: meta,
        keyFigures: KeyFigures(
            customers: 8_642,
            orders: 27_318,
            revenue: yuan(6_482_190),
            repeatCustomers: 4_037,
            averageOrder: Amount("237.29"),
            medianRecencyDays: 74,
            firstOrder: CalendarDate(year: 2025, month: 6, day: 1),
            lastOrder: CalendarDate(year: 2026, month: 6, day: 18)
        ),
        dataQuality: quality,
        customersOverTime: months,
        rfm: rfm,
        concentration: concentration,
        segments: segments,
        overlap: overlap,
        retention: retention
    )

    static let meta = ReportMeta(
        title: Bilingual(en: "Sunlit Tea", zh: "晴山茶铺"),
        currency: currency("CNY"),
        timeZone: TimeZone(identifier: "Asia/Shanghai") ?? .gmt,
        asOf: Instant(microseconds: 1_781_798_399_000_000),
        generatedAt: Instant(microseconds: 1_781_830_920_000_000),
        productVersion: "0.1.0",
        attributions: [
            Attribution(
                text: Bilingual(
                    en: "Invented orders, made for this sample. Public domain (CC0 1.0).",
                    zh: "为本示例虚构的订单，公有领域（CC0 1.0）。"
                ),
                url: "https://creativecommons.org/publicdomain/zero/1.0/"
            )
        ]
    )

    static func currency(_ code: String) -> Currency {
        guard let currency = Currency(code) else { preconditionFailure("\(code) is no currency code") }
        return currency
    }

    static func yuan(_ whole: Int64) -> Amount {
        Amount(whole) ?? .zero
    }

    static func month(_ offset: Int) -> CalendarDate {
        CalendarDate(daysSinceEpoch: 20_240).adding(months: offset)
    }

    /// June 2025 to June 2026; the last is not over on the 18th.
    static let months: [MonthFigures] = {
        let active = [1_412, 1_388, 1_455, 1_690, 1_742, 2_610, 2_184, 1_530, 1_498, 1_721, 1_846, 1_902, 1_104]
        let new = [1_412, 921, 734, 768, 642, 1_104, 702, 398, 361, 452, 447, 439, 262]
        return zip(active, new).enumerated().map { index, counts in
            let orders = counts.0 * 118 / 100
            return MonthFigures(
                month: month(index),
                active: counts.0,
                new: counts.1,
                orders: orders,
                revenue: yuan(Int64(orders) * (221 + [0, 2, 3, 6, 9, 24, 19, 8, 6, 9, 12, 15, 16][index])),
                returns: yuan(Int64(orders) * (5 + Int64(index % 4)))
            )
        }
    }()

    static let quality = DataQuality(
        sources: [
            SourceQuality(
                name: "orders",
                files: ["orders-2025.csv", "orders-2026.csv"],
                rowsRead: 61_204,
                rejections: [
                    Rejection(
                        reason: Bilingual(en: "the date cannot be read", zh: "日期无法识别"),
                        count: 43,
                        example: .init(file: "orders-2025.csv", line: 10_482, text: "A10482,2025-02-30,…,88.00")
                    ),
                    Rejection(
                        reason: Bilingual(en: "too few columns", zh: "列数不足"),
                        count: 7,
                        example: .init(file: "orders-2026.csv", line: 77, text: "A70077,2026-01-04")
                    ),
                ]
            ),
            SourceQuality(name: "customers", files: ["members.csv"], rowsRead: 9_310),
        ],
        checks: [
            QualityCheck(
                title: Bilingual(en: "Orders without a customer", zh: "没有客户的订单"),
                found: 3_018,
                removed: 3_018,
                action: .remove,
                affectedRevenue: yuan(412_300)
            ),
            QualityCheck(
                title: Bilingual(en: "Rows entered twice", zh: "重复录入的行"),
                found: 512,
                removed: 512,
                action: .remove,
                affectedRevenue: yuan(78_120)
            ),
            QualityCheck(
                title: Bilingual(en: "Cancelled orders", zh: "已取消的订单"),
                found: 1_906,
                removed: 1_906,
                action: .remove,
                affectedRevenue: yuan(301_455)
            ),
            QualityCheck(
                title: Bilingual(en: "Unusually large orders", zh: "金额异常大的订单"),
                found: 12,
                removed: 0,
                action: .keep,
                affectedRevenue: yuan(96_400)
            ),
            QualityCheck(
                title: Bilingual(en: "Prices below zero", zh: "价格为负"),
                found: 0,
                removed: 0,
                action: .remove
            ),
            QualityCheck(
                title: Bilingual(en: "Cities written in two ways", zh: "城市写法不一致"),
                found: 844,
                removed: 0,
                action: .countAsReturn
            ),
        ],
        funnel: RowFunnel(
            read: 61_204,
            steps: [
                .init(title: Bilingual(en: "Not readable", zh: "无法读入"), removed: 50),
                .init(title: Bilingual(en: "Entered twice", zh: "重复录入"), removed: 512),
                .init(title: Bilingual(en: "Cancelled", zh: "已取消"), removed: 1_906),
                .init(title: Bilingual(en: "Without a customer", zh: "没有客户"), removed: 3_018),
            ]
        ),
        scopes: [
            OrderScope(
                title: Bilingual(en: "All rows read", zh: "全部读入的行"),
                rows: 61_154,
                customers: 8_655,
                orders: 30_011,
                revenue: yuan(7_274_065)
            ),
            OrderScope(
                title: Bilingual(en: "Not cancelled, with a customer", zh: "未取消且有客户"),
                rows: 55_718,
                customers: 8_642,
                orders: 27_318,
                revenue: yuan(6_482_190)
            ),
        ],
        cleaners: [
            AppliedCleaner(
                source: "customers",
                column: "city",
                title: Bilingual(en: "One spelling for each city", zh: "统一城市写法"),
                valuesChanged: 844
            ),
            AppliedCleaner(
                source: "customers",
                column: "phone",
                title: Bilingual(en: "Digits only", zh: "只保留数字"),
                valuesChanged: 2_207
            ),
        ]
    )
}
