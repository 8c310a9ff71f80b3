import Domain
import Fitting
import Foundation
import Testing

@testable import Reports

@Suite struct ModelReportTests {
    static func report(_ pages: [ModelPage]) -> ModelReport {
        ModelReport(
            pages: pages,
            title: Bilingual(en: "Models of the tea shop", zh: "茶铺的模型"),
            source: Bilingual(en: "orders.csv, 27,318 rows", zh: "orders.csv，27,318 行"),
            generatedAt: SampleReport.meta.generatedAt,
            timeZone: SampleReport.meta.timeZone,
            productVersion: "0.5.0"
        )
    }

    static func html(_ pages: [ModelPage], _ language: Language) throws -> String {
        try report(pages).html(language: language, echartsSource: "var echarts = {};", sha256Base64: { _ in "digest" })
    }

    private static func page(_ figures: [FitFigure], tables: [FitTable] = []) -> ModelPage {
        var document = FitDocument(model: "anything", n: 3, seed: 1)
        document.figures = figures
        document.tables = tables
        return ModelPage(name: Bilingual(verbatim: "m"), purpose: Bilingual(verbatim: "p"), document: document)
    }

    private static func figure(_ kind: FitFigure.Kind, hasDiagonal: Bool = false) -> FitFigure {
        let name = { Bilingual(verbatim: $0) }
        return FitFigure(name("t"), x: name("x"), y: name("y"), kind, hasDiagonal: hasDiagonal)
    }

    private static func json(_ figure: FitFigure) throws -> String {
        let section = try #require(ReportSection.modelSections([page([figure])], LanguageTests.english).first)
        return try Embedding.json(try #require(section.figures.first?.chart))
    }

    @Test func aModelSaysWhatItIsAndWhatItRestsOn() throws {
        let text = Page.visibleText(try Self.html(SampleModels.pages, .english))
        for fact in [
            "Model report", "Models of the tea shop", "orders.csv, 27,318 rows", "Models", "clv", "bgnbd", "2,357",
            "−9,582.43", "19,172.86", "0.242595", "0.378197", "Rows left out", "coefficients · MonthlyCharges",
            "“Yes” of “Churn” counts as leaving.", "Drift of the inputs since the fit", "0.274", "Data as of",
            "18 June 2026", "×10⁻¹²", "The first 200 of 500 rows", "Made with Covey 群像", "0.5.0",
            "The shaded area is the confidence interval.",
            "Silhouette by clusters: from 0.41 at 2 to 0.39 at 10, highest 0.52 at 5.",
            "“Month-to-month” from 1 at 0 to 0.2205 at 72, half at 34;",
            "most in “1” (2.83), least in “10” (0.05).",
        ] {
            #expect(text.contains(fact), "missing: \(fact)")
        }
        #expect(!text.contains("Key figures") && !text.contains("Jaccard"), "parts of the customer report")
    }

    @Test func theChinesePageHasNoEnglishOfOurs() throws {
        let text = Page.visibleText(try Self.html(SampleModels.pages, .chinese))
        for fact in [
            "模型报告", "茶铺的模型", "拟合行数", "未使用的行", "对数似然", "标准误", "流失风险", "群体稳定性指数", "数据截至", "2026年6月18日",
            "按聚类个数看轮廓系数：从 2 处的 0.41 到 10 处的 0.39，5 处最高，为 0.52。", "在 34 处降到一半", "最高的是“1”（2.83），最低的是“10”（0.05）。",
            "仅列前 200 行，共 500 行", "阴影部分为置信区间。", "此图的数字",
        ] {
            #expect(text.contains(fact), "missing: \(fact)")
        }
        let ours: Set = ["Covey", "CSV", "AIC", "BIC", "JavaScript", "Asia/Shanghai", "Qini", "PSI"]
        let words = Set(text.matches(of: /[A-Za-z][A-Za-z0-9_.\/:-]+/).map { String($0.0) })
        let theirs =
            SampleModels.pages.map { $0.document.model } + [
                "clv", "alpha", "coefficients", "intercept", "tenure", "MonthlyCharges", "Contract", "One", "Two",
                "year",
                "TotalCharges", "Churn", "Yes", "orders.csv", "scaled", "shares", "Month-to-month", "InternetService",
                "Fiber", "optic", "PaymentMethod", "Electronic", "check", "OnlineSecurity", "TechSupport",
                "PaperlessBilling", "SeniorCitizen",
            ]
        let products = (0..<20).flatMap { SampleFigures.product($0).split { !$0.isASCII || $0 == " " } }.map(
            String.init
        )
        let left = words.subtracting(ours).subtracting(theirs).subtracting(
            products.map { $0.trimmingCharacters(in: .punctuationCharacters) }
        )
        #expect(left == [])
    }

    @Test func theEnglishPageHasNoChineseOfOurs() throws {
        let pages = [SampleModels.value, SampleModels.churn, SampleModels.clusters, SampleModels.tenure]
        let text = Page.visibleText(try Self.html(pages, .english)).replacingOccurrences(of: "群像", with: "")
        #expect(text.filter(\.isHan) == "")
        let charts = ReportSection.modelSections(pages, LanguageTests.english).flatMap(\.figures).compactMap(\.chart)
        #expect(!(try charts.map { try Embedding.json($0) }.joined().contains(where: \.isHan)))
    }

    @Test func aReportWithModelsNamesThemInItsContents() throws {
        var data = SampleReport.data
        data.models = SampleModels.pages
        let html = try Page.html(data, .chinese)
        let contents = try #require(html.firstMatch(of: /<nav.*?<\/nav>/.dotMatchesNewlines())?.0)
        #expect(contents.contains("<span class=\"group\">模型</span><a href=\"#model-clv\">clv</a>"))
        #expect(contents.contains("<a href=\"#model-churn-risk\">流失风险</a>"))
        #expect(String(contents).occurrences(of: "class=\"group\"") == 1)
        let names = ReportTables.csvFiles(of: data, language: .english).map(\.name)
        #expect(names.contains("model-clv-parameters.csv") && names.contains("model-churn-risk-figure-1.csv"))
        #expect(Set(names).count == names.count)
        #expect(names == ReportTables.csvFiles(of: data, language: .chinese).map(\.name))
        #expect(try JSONDecoder().decode(ReportData.self, from: JSONEncoder().encode(data)) == data)
    }

    @Test func namesOfPartsAreSafeAndUnlikeEachOther() {
        let names = ["Churn", "churn", "流失", "a\"><script>", "", "churn-2", "模型"]
        let pages = names.map { name in
            var page = Self.page([])
            page.name = Bilingual(verbatim: name)
            return page
        }
        let ids = ReportSection.identifiers(pages)
        #expect(
            ids == [
                "model-churn", "model-churn-2", "model-3", "model-a-script", "model-5", "model-churn-2-6", "model-7",
            ]
        )
    }

    @Test func figuresWithoutANumberAreLeftOut() {
        let nan = Double.nan
        let name = Bilingual(verbatim: "n")
        let kinds: [FitFigure.Kind] = [
            .lines([]), .lines([.init(name, x: [nan], y: [1]), .init(name, x: [], y: [])]), .steps([]),
            .bars(categories: [], series: []), .bars(categories: [name], series: [(name: name, values: [nan])]),
            .heat(rows: [], columns: [], values: []), .heat(rows: [name], columns: [name], values: [[nan]]),
            .network(nodes: [("a", 1)], links: [(0, 0, 1), (0, 4, 1), (-1, 0, 1)]), .network(nodes: [], links: []),
        ]
        let empty = FitTable(name, headings: [name], rows: [])
        let page = Self.page(kinds.map { Self.figure($0, hasDiagonal: true) }, tables: [empty])
        #expect(ReportSection.modelSections([page], LanguageTests.chinese)[0].figures.isEmpty)
    }

    @Test func whatIsNoNumberIsLeftOutOfCharts() throws {
        let name = Bilingual(verbatim: "n")
        let (nan, far) = (Double.nan, Double.infinity)
        let line = FitFigure.Series(
            name,
            x: [0, 1, 2, nan],
            y: [1, nan, 3, 4],
            band: ([0, 0, 2, 0], [2, 0, far, 0])
        )
        let plot = try Self.json(Self.figure(.lines([line])))
        #expect(plot.contains(#""points":[[0,1],[2,3]]"#) && plot.contains(#""band":[]"#))
        let bars = try Self.json(
            Self.figure(.bars(categories: [name, name], series: [(name: name, values: [far, 2])]))
        )
        #expect(bars.contains(#""values":[null,2]"#))
        let heat = try Self.json(Self.figure(.heat(rows: [name], columns: [name, name], values: [[nan, -1]])))
        #expect(heat.contains(#""scale":"signed""#) && heat.components(separatedBy: "\"x\":").count == 2)
        let network = try Self.json(Self.figure(.network(nodes: [("a", nan), ("b", 2)], links: [(0, 1, far)])))
        #expect(network.contains(#""weight":0"#) && network.contains(#""weight":1"#))
        for json in [plot, bars, heat, network] {
            #expect(
                !json.lowercased().contains("nan") && !json.contains("inf")
                    && !json.contains(/[\[,]""|"(value|weight)":""/)
            )
        }
    }

    @Test func theDiagonalIsOfEqualValuesOrOfChance() throws {
        let name = Bilingual(verbatim: "n")
        let equal = FitFigure.Series(name, x: [0.1, 0.9], y: [0, 0.7])
        #expect(
            try Self.json(Self.figure(.lines([equal]), hasDiagonal: true)).contains(#""diagonal":[[0,0],[0.9,0.9]]"#)
        )
        let chance = FitFigure.Series(name, x: [0, 0.5, 1], y: [0, 300, 420])
        #expect(
            try Self.json(Self.figure(.lines([chance]), hasDiagonal: true)).contains(#""diagonal":[[0,0],[1,420]]"#)
        )
        #expect(!(try Self.json(Self.figure(.lines([chance]))).contains("diagonal")))
    }

    @Test(arguments: Language.allCases) func hostileNamesStayTexts(language: Language) throws {
        let html = try Self.html([EdgeModel.hostile], language)
        let tags = html.replacing(/<script.*?<\/script>/.dotMatchesNewlines(), with: "").matches(of: /<[a-z][^>]*>/)
        #expect(tags.count > 100)
        // Identifiers take letters and digits from names, and nothing that means anything in HTML.
        let entered = tags.map { $0.0.replacing(/model-[a-z0-9-]+/, with: "") }.filter {
            $0.contains("hacked") || $0.contains("onerror")
        }
        #expect(entered == [])
        #expect(html.occurrences(of: "</script>") == 4, "two of data, two that run")
        let csv = Self.report([EdgeModel.hostile]).csvFiles(language: language)
        #expect(csv.allSatisfy { !$0.name.contains("<") && $0.name.hasPrefix("model-") })
    }

    @Test func tablesAreWholeAndOfTheirColumns() {
        let name = Bilingual(verbatim: "n")
        let ragged = FitTable(
            name,
            headings: [name, name],
            rows: [[.integer(1)], [.integer(1), .share(.nan), .missing]]
        )
        let tables = ReportSection.modelSections([Self.page([], tables: [ragged])], LanguageTests.english)[0].tables
        #expect(tables[0].rows == [[.integer(1), .missing], [.integer(1), .missing]])
        let rules = Self.report([SampleModels.rules]).csvFiles(language: .english).first { $0.name.contains("table") }
        #expect(rules?.text.components(separatedBy: "\r\n").count == 502)
        #expect(rules?.text.contains(",2e-12\r\n") == true)
    }

    @Test func linesOverTheSameNumbersStandBesideEachOther() {
        let tables = ReportSection.modelSections([SampleModels.value, SampleModels.tenure], LanguageTests.english)
            .flatMap(\.tables)
        let named = { (name: String) in tables.first { $0.name == name } }
        #expect(named("model-clv-figure-1")?.columns == ["Week", "Actual", "Expected"])
        #expect(named("model-clv-figure-1")?.rows.count == 78)
        let survival = named("model-time-to-leaving-figure-1")
        #expect(survival?.columns.count == 10 && survival?.columns[2] == "Month-to-month, low")
        let name = Bilingual(verbatim: "n")
        let apart = FitFigure.Kind.steps([.init(name, x: [1], y: [2]), .init(name, x: [3], y: [4], band: ([3], [5]))])
        let long = ReportSection.modelSections([Self.page([Self.figure(apart)])], LanguageTests.chinese)[0].tables[0]
        #expect(long.columns == ["曲线", "x", "y", "y（下限）", "y（上限）"])
        #expect(long.rows.count == 2 && long.rows[0][3] == .missing && long.rows[1][4] == .significant(5, digits: 6))
    }

    @Test func parametersWithinParametersAreListed() {
        let leaves = ModelTables.leaves([
            FitField("a", .number(1)),
            FitField(
                "b",
                .object([FitField("x", .integer(2)), FitField("y", .list([.flag(true), .list([.text("t")])]))])
            ),
        ])
        #expect(leaves.map(\.name) == ["a", "b · x", "b · y · 1", "b · y · 2 · 1"])
    }

    @Test(arguments: [
        (0.2425945, 4, "0.2426"), (-9_582.4292, 6, "−9,582.43"), (123_456.7, 3, "123,457"), (1.2345e-8, 2, "1.2×10⁻⁸"),
        (0.00012345, 3, "0.000123"), (0, 3, "0"), (.nan, 3, "–"), (2.5e17, 2, "2.5×10¹⁷"), (1, 6, "1"),
        (9.9999e-5, 2, "1×10⁻⁴"),
    ])
    func significantDigits(number: Double, digits: Int, written: String) {
        #expect(LanguageTests.english.significant(number, digits: digits) == written)
    }

    @Test func aGridWithManyLongColumnsIsTurned() {
        let grid = FigureGrid(
            rows: ["1", "2"],
            columns: ["a long name", "b", "c", "d", "e"],
            values: [[1, 2, 3, 4, 5], [6]]
        )
        let upright = grid.upright
        #expect(upright.rows == grid.columns && upright.columns == grid.rows && upright.isTurned)
        #expect(upright.value(4, 0) == 5 && upright.value(0, 1) == 6 && upright.value(1, 1) == nil)
        #expect(!FigureGrid(rows: grid.columns, columns: grid.rows, values: []).upright.isTurned)
    }

    @Test func aNetworkShowsItsStrongestArrows() throws {
        let nodes = (0..<30).map { ("n\($0)", 0.5) }
        let links = (0..<100).map { ($0 % 29, 29, Double($0) / 100) }
        let section = ReportSection.modelSections(
            [Self.page([Self.figure(.network(nodes: nodes, links: links))])],
            LanguageTests.english
        )[0]
        guard case .network(let chart)? = section.figures[0].chart else { throw ReportError.unusableChartLibrary }
        #expect(chart.links.count == ModelFigure.arrowLimit && chart.links.allSatisfy { $0.weight >= 0.4 })
        #expect(section.figures[0].tables[0].rows.count == 100)
        #expect(section.figures[0].remark?.contains("60 of 100") == true)
        #expect(section.figures[0].reading.contains("“n29” has the most, 100."))
    }
}
