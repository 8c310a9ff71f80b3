/// A named group of RFM scores.
package struct RFMName: Sendable, Hashable, Codable {
    /// The name as it is stored in the trait `rfm.segment` and used in rules.
    package var name: String
    package var chinese: String
    package var r: ClosedRange<Int>
    package var f: ClosedRange<Int>
    package var m: ClosedRange<Int>

    package init(_ name: String, _ chinese: String, r: ClosedRange<Int>, f: ClosedRange<Int>, m: ClosedRange<Int>) {
        self.name = name
        self.chinese = chinese
        self.r = r
        self.f = f
        self.m = m
    }

    /// The ten groups and thresholds of the R package `rfm` 0.2 (`rfm_segment`, its documented example), for five bins.
    ///
    /// They are tried in this order. They overlap on purpose and do not cover every score; what none covers is "Others".
    package static let standard = [
        RFMName("Champions", "冠军客户", r: 4...5, f: 4...5, m: 4...5),
        RFMName("Loyal Customers", "忠诚客户", r: 2...5, f: 3...5, m: 3...5),
        RFMName("Potential Loyalist", "潜在忠诚客户", r: 3...5, f: 1...3, m: 1...3),
        RFMName("New Customers", "新客户", r: 4...5, f: 1...1, m: 1...1),
        RFMName("Promising", "有潜力客户", r: 3...4, f: 1...1, m: 1...1),
        RFMName("Need Attention", "需要关注客户", r: 2...3, f: 2...3, m: 2...3),
        RFMName("About To Sleep", "即将沉睡客户", r: 2...3, f: 1...2, m: 1...2),
        RFMName("At Risk", "流失风险客户", r: 1...2, f: 2...5, m: 2...5),
        RFMName("Can't Lose Them", "不能失去的客户", r: 1...1, f: 4...5, m: 4...5),
        RFMName("Lost", "已流失客户", r: 1...2, f: 1...2, m: 1...2),
    ]

    /// The name of scores that no group covers.
    package static let others = RFMName("Others", "其他客户", r: 1...1, f: 1...1, m: 1...1)
}
