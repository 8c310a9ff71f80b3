import Domain
import Reports

/// Reports at the ends of what can come in.
enum EdgeReport: String, CaseIterable, Sendable {
    case nothing, customersOnly, oneCustomer, manySegments, longNames, hugeAmounts, zeroRevenue, hostile

    var data: ReportData {
        switch self {
        case .nothing: ReportData(meta: SampleReport.meta)
        case .customersOnly: Self.customersOnlyData
        case .oneCustomer: Self.oneCustomerData
        case .manySegments: Self.manySegmentsData
        case .longNames: Self.renamed { _ in Self.longName }
        case .hugeAmounts: Self.hugeAmountsData
        case .zeroRevenue: Self.zeroRevenueData
        case .hostile: Self.renamed { _ in Self.attack }
        }
    }

    static let longName = String(repeating: "Donaudampfschifffahrt", count: 9) + String(repeating: "群", count: 60)

    /// Ends a script, ends an attribute behind a combining mark, runs a template, breaks old JavaScript.
    static let attack = """
        </script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">"\u{301} onmouseover=hacked x='\
        {{{chartData}}}<!--\u{2028}\u{2029}<\u{301}b>
        """

    /// A workspace without orders: people, what is known of them, and two segments.
    private static let customersOnlyData: ReportData = {
        func values(_ pairs: [(String, String, Int)]) -> [AttributeSummary.ValueCount] {
            pairs.map { .init(title: Bilingual(en: $0.0, zh: $0.1), customers: $0.2) }
        }
        let bins = (0..<8).map { number in
            Histogram.Bin(
                lower: Double(10 * number + 10),
                upper: number == 7 ? nil : Double(10 * number + 20),
                customers: 50 + 30 * number
            )
        }
        return ReportData(
            meta: SampleReport.meta,
            base: CustomerBase(customers: 1_200, inSegments: 455),
            dataQuality: DataQuality(
                sources: [SourceQuality(name: "people", files: ["people.csv"], rowsRead: 1_201)],
                checks: [
                    QualityCheck(
                        title: Bilingual(en: "Repeats an earlier row", zh: "与前面的行重复"),
                        found: 1,
                        removed: 1,
                        action: .remove
                    )
                ],
                funnel: RowFunnel(
                    read: 1_201,
                    steps: [.init(title: Bilingual(en: "Repeats an earlier row", zh: "与前面的行重复"), removed: 1)]
                )
            ),
            attributes: [
                AttributeSummary(
                    name: "city",
                    title: Bilingual(en: "City", zh: "城市"),
                    known: 1_150,
                    distinct: 40,
                    spread: .values(values([("Shanghai", "上海", 500), ("Beijing", "北京", 350)]), others: 300)
                ),
                AttributeSummary(
                    name: "vip",
                    title: Bilingual(en: "VIP", zh: "贵宾"),
                    known: 1_200,
                    distinct: 2,
                    spread: .values(values([("no", "否", 900), ("yes", "是", 300)]), others: 0)
                ),
                AttributeSummary(
                    name: "age",
                    title: Bilingual(en: "Age", zh: "年龄"),
                    known: 1_100,
                    distinct: 60,
                    spread: .ranges(Histogram(bins: bins, median: 41), of: .whole)
                ),
                AttributeSummary(
                    name: "joined",
                    title: Bilingual(en: "Joined", zh: "入会日期"),
                    known: 1_200,
                    distinct: 700,
                    spread: .times(
                        (0..<8).map { .init(start: SampleReport.month(0).adding(months: 12 * $0), customers: 20 * $0) },
                        areYears: true,
                        before: 3,
                        after: 0
                    )
                ),
                AttributeSummary(
                    name: "email",
                    title: Bilingual(en: "E-mail", zh: "邮箱"),
                    known: 1_190,
                    distinct: 1_190,
                    spread: .names
                ),
            ],
            segments: [
                SampleReport.segment("gold", ("Gold members", "金卡会员"), ("Gold.", "金卡。"), 293, 0, nil, nil, nil),
                SampleReport.segment("young", ("Under 30", "30 岁以下"), ("Young.", "年轻。"), 214, 0, nil, nil, nil),
            ],
            overlap: SegmentOverlap(
                titles: [Bilingual(en: "Gold members", zh: "金卡会员"), Bilingual(en: "Under 30", zh: "30 岁以下")],
                counts: [[293, 52], [52, 214]]
            )
        )
    }()

    private static let oneCustomerData: ReportData = {
        let ten = SampleReport.yuan(10)
        let all = Concentration.Point(customersShare: 1, revenueShare: 1)
        return ReportData(
            meta: SampleReport.meta,
            keyFigures: KeyFigures(
                customers: 1,
                orders: 1,
                revenue: ten,
                repeatCustomers: 0,
                averageOrder: ten,
                medianRecencyDays: 1
            ),
            dataQuality: DataQuality(funnel: RowFunnel(read: 1, steps: [])),
            customersOverTime: [
                MonthFigures(month: SampleReport.month(12), active: 1, new: 1, orders: 1, revenue: ten)
            ],
            rfm: RFMSummary(
                cells: [.init(recencyScore: 5, frequencyScore: 1, customers: 1, meanMonetary: ten)],
                recencyDays: Histogram(bins: [.init(lower: 0, upper: 2, customers: 1)], median: 1)
            ),
            concentration: Concentration(
                customers: 1,
                revenue: ten,
                curve: [.init(customersShare: 0, revenueShare: 0), all],
                headline: all,
                deciles: [.init(number: 1, customers: 1, revenue: ten, revenueShare: 1, cumulativeShare: 1)]
            ),
            segments: [SampleReport.segment("one", ("One", "一位"), ("All.", "全部。"), 1, 10, 1, "10", (100, 100))],
            retention: [RetentionCohort(month: SampleReport.month(12), customers: 1, active: [1])]
        )
    }()

    private static let manySegmentsData: ReportData = {
        var data = SampleReport.data
        data.segments = (0..<200).map { number in
            var segment = SampleReport.segments[number % 9]
            segment.name += "_\(number)"
            segment.title = Bilingual(en: "Segment \(number)", zh: "人群 \(number)")
            return segment
        }
        data.overlap = SegmentOverlap(
            titles: data.segments.map(\.title),
            counts: (0..<200).map { row in
                (0..<200).map { $0 == row ? data.segments[row].size : (row + $0) % 7 }
            }
        )
        return data
    }()

    private static let hugeAmountsData: ReportData = {
        var data = SampleReport.data
        let trillion = SampleReport.yuan(1_000_000_000_000)
        data.keyFigures?.revenue = trillion
        data.keyFigures?.averageOrder = trillion
        data.keyFigures?.customers = 4_000_000_000
        for index in data.customersOverTime.indices {
            data.customersOverTime[index].revenue = trillion
            data.customersOverTime[index].active = 2_000_000_000
        }
        for index in data.segments.indices {
            data.segments[index].value = trillion
            data.segments[index].averageOrder = trillion
        }
        data.rfm?.cells = SampleReport.rfm.cells.map { cell in
            .init(
                recencyScore: cell.recencyScore,
                frequencyScore: cell.frequencyScore,
                customers: cell.customers * 1_000_000,
                meanMonetary: trillion
            )
        }
        return data
    }()

    private static let zeroRevenueData: ReportData = {
        var data = SampleReport.data
        data.keyFigures?.revenue = .zero
        data.keyFigures?.averageOrder = nil
        data.concentration?.revenue = .zero
        for index in data.customersOverTime.indices {
            data.customersOverTime[index].revenue = .zero
            data.customersOverTime[index].returns = .zero
        }
        for index in data.segments.indices {
            data.segments[index].value = .zero
            data.segments[index].shareOfValue = nil
            data.segments[index].indexes = []
        }
        data.rfm?.cells = SampleReport.rfm.cells.map { cell in
            .init(
                recencyScore: cell.recencyScore,
                frequencyScore: cell.frequencyScore,
                customers: cell.customers,
                meanMonetary: .zero
            )
        }
        data.rfm?.segments = SampleReport.rfm.segments.map {
            .init(title: $0.title, customers: $0.customers, revenue: .zero, revenueShare: nil)
        }
        return data
    }()

    /// The sample with every text that people write replaced.
    private static func renamed(_ name: (Bilingual) -> String) -> ReportData {
        func text(_ old: Bilingual) -> Bilingual { Bilingual(verbatim: name(old)) }
        var data = SampleReport.data
        data.meta.title = text(data.meta.title)
        data.meta.productVersion = text(Bilingual(verbatim: "")).english
        data.meta.attributions = [
            Attribution(text: text(data.meta.title), url: "https://example.org/\" onclick=\"hacked=1"),
            Attribution(text: text(data.meta.title), url: "javascript:hacked=1"),
        ]
        for index in data.segments.indices {
            data.segments[index].name = text(data.segments[index].title).english
            data.segments[index].title = text(data.segments[index].title)
            data.segments[index].sentence = text(data.segments[index].sentence)
            data.segments[index].note = text(data.segments[index].title)
            data.segments[index].stale = .init(reason: text(data.segments[index].title))
            for measure in data.segments[index].indexes.indices {
                data.segments[index].indexes[measure].measure = text(data.segments[index].title)
            }
        }
        data.overlap?.titles = data.segments.map(\.title)
        data.rfm?.segments = SampleReport.rfm.segments.map {
            var segment = $0
            segment.title = text($0.title)
            return segment
        }
        data.dataQuality = renamed(data.dataQuality, text)
        return data
    }

    private static func renamed(_ quality: DataQuality, _ text: (Bilingual) -> Bilingual) -> DataQuality {
        let name = text(Bilingual(verbatim: "")).english
        return DataQuality(
            sources: quality.sources.map { source in
                SourceQuality(
                    name: name,
                    files: [name],
                    rowsRead: source.rowsRead,
                    rejections: source.rejections.map {
                        Rejection(
                            reason: text($0.reason),
                            count: $0.count,
                            example: .init(file: name, line: 1, text: name)
                        )
                    }
                )
            },
            checks: quality.checks.map {
                QualityCheck(title: text($0.title), found: $0.found, removed: $0.removed, action: $0.action)
            },
            funnel: quality.funnel.map { funnel in
                RowFunnel(
                    read: funnel.read,
                    steps: funnel.steps.map { .init(title: text($0.title), removed: $0.removed) }
                )
            },
            scopes: quality.scopes.map {
                OrderScope(
                    title: text($0.title),
                    rows: $0.rows,
                    customers: $0.customers,
                    orders: $0.orders,
                    revenue: $0.revenue
                )
            },
            cleaners: quality.cleaners.map {
                AppliedCleaner(source: name, column: name, title: text($0.title), valuesChanged: $0.valuesChanged)
            }
        )
    }
}
