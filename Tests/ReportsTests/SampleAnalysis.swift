import Domain
import Foundation
import Reports

extension SampleReport {
    static let rfm: RFMSummary = {
        let counts = [
            [802, 496, 250, 118, 62], [610, 462, 316, 190, 104], [402, 390, 364, 282, 190], [248, 306, 388, 402, 372],
            [160, 226, 340, 512, 650],
        ]
        var cells: [RFMSummary.Cell] = []
        for (r, row) in counts.enumerated() {
            for (f, customers) in row.enumerated() {
                let mean = 120 + Int64(f * f) * 118 + Int64(r) * 22
                cells.append(
                    .init(recencyScore: r + 1, frequencyScore: f + 1, customers: customers, meanMonetary: yuan(mean))
                )
            }
        }
        return RFMSummary(
            cells: cells,
            segments: rfmSegments,
            recencyDays: histogram([0, 15, 30, 60, 90, 180, 365], [1_204, 1_388, 1_512, 1_190, 2_011, 1_337], 74),
            frequency: histogram([1, 2, 3, 4, 6, 11], [4_605, 1_502, 902, 811, 569], 1, openEnd: 253),
            monetary: histogram(
                [0, 100, 200, 500, 1_000, 2_000, 5_000],
                [1_310, 1_984, 2_506, 1_402, 880, 446],
                318,
                openEnd: 114
            )
        )
    }()

    private static let rfmSegments: [RFMSummary.NamedSegment] = [
        group("Champions", "核心客户", 1_162, 2_981_800, 0.46, 14, 9.8),
        group("Loyal", "忠诚客户", 1_204, 1_296_400, 0.20, 38, 5.6),
        group("Promising", "潜力客户", 1_310, 648_200, 0.10, 22, 2.4),
        group("New", "新客户", 1_046, 259_300, 0.04, 12, 1.1),
        group("Need attention", "需要关注", 1_290, 583_400, 0.09, 81, 2.9),
        group("At risk", "有流失风险", 868, 518_600, 0.08, 152, 5.1),
        group("Hibernating", "沉睡客户", 1_762, 194_490, 0.03, 241, 1.2),
    ]

    private static func group(
        _ english: String,
        _ chinese: String,
        _ customers: Int,
        _ revenue: Int64,
        _ share: Double,
        _ recency: Double,
        _ frequency: Double
    ) -> RFMSummary.NamedSegment {
        .init(
            title: Bilingual(en: english, zh: chinese),
            customers: customers,
            revenue: yuan(revenue),
            revenueShare: share,
            meanRecencyDays: recency,
            meanFrequency: frequency,
            meanMonetary: yuan(revenue / Int64(customers))
        )
    }

    private static func histogram(
        _ edges: [Double],
        _ customers: [Int],
        _ median: Double,
        openEnd: Int? = nil
    ) -> Histogram {
        var bins = zip(zip(edges, edges.dropFirst()), customers).map {
            Histogram.Bin(lower: $0.0, upper: $0.1, customers: $1)
        }
        if let openEnd, let last = edges.last {
            bins.append(Histogram.Bin(lower: last, upper: nil, customers: openEnd))
        }
        return Histogram(bins: bins, median: median)
    }

    /// Revenue by rank follows x^0.23, close to the usual four fifths from one fifth.
    static let concentration: Concentration = {
        func share(_ customers: Double) -> Double { pow(customers, 0.23) }
        return Concentration(
            customers: 8_642,
            revenue: yuan(6_482_190),
            curve: (0...100).map {
                .init(customersShare: Double($0) / 100, revenueShare: share(Double($0) / 100))
            },
            headline: .init(customersShare: 0.2, revenueShare: share(0.2)),
            deciles: (1...10).map { number in
                let part = share(Double(number) / 10) - share(Double(number - 1) / 10)
                return .init(
                    number: number,
                    customers: number > 8 ? 865 : 864,
                    revenue: yuan(Int64(6_482_190 * part)),
                    revenueShare: part,
                    cumulativeShare: share(Double(number) / 10)
                )
            }
        )
    }()

    static let retention: [RetentionCohort] = (0..<13).map { start in
        let customers = months[start].new
        let active = (0...(12 - start)).map { age in
            guard age > 0 else { return customers }
            let share = 0.31 / pow(Double(age), 0.42) + (start + age == 5 ? 0.09 : 0) - Double(start % 3) * 0.012
            let partial = start + age == 12 ? 0.55 : 1
            return Int(Double(customers) * share * partial)
        }
        return RetentionCohort(month: month(start), customers: customers, active: active)
    }
}
