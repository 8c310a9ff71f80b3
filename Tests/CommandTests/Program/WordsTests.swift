import Domain
import Foundation
import Testing

/// People read words in their language; names and codes stay where programs and rules need them.
struct WordsTests {
    private static let models = """
        models:
          rfm: { model: rfm, orders: Order Completed, amount: revenue }
          clv: { model: simple clv, orders: Order Completed, amount: revenue, margin: 30%, lifespan: 3 years }

        """
    private static let segment = """
        segment "best" { title en "Best" zh "最好的客户"
          rfm.segment = "Champions" and spent > 10 and rfm.segment not in ("Lost", "At Risk") }

        """

    private func withModels(_ body: (Shop) async throws -> Void) async throws {
        try await Shop.with { shop in
            try shop.change("segments: segments/*.segment", to: Self.models + "segments: segments/*.segment")
            try shop.write(Self.segment, to: "segments/best.segment")
            let outcome = try await Covey.run("run", "--no-report", in: shop.folder)
            try #require(outcome.code == 0, "\(outcome.errors)")
            try await body(shop)
        }
    }

    @Test func theTraitsOfModelsHaveTitlesAndTheirGroupsNames() async throws {
        try await withModels { shop in
            let chinese = try await Covey.run("customer", "show", "张三", in: shop.folder, language: .chinese)
            for word in ["RFM 客户群", "RFM 最近购买评分", "客户终身价值"] { #expect(chinese.output.contains(word)) }
            for name in ["rfm.", "clv.", "Champions", "Loyal", "Others"] {
                #expect(!chinese.output.contains(name), "\(chinese.output)")
            }
            let english = try await Covey.run("customer", "show", "张三", in: shop.folder)
            #expect(english.output.contains("RFM group") && english.output.contains("Customer lifetime value"))
            let json = try await Covey.run("customer", "show", "张三", "--json", in: shop.folder).json()
            let traits = try #require(json["traits"] as? [String: Any])
            #expect(traits["rfm.segment"] is String && traits["clv.value"] != nil)
        }
    }

    @Test func rulesAreToldInTitles() async throws {
        try await withModels { shop in
            let json = try await Covey.run("segment", "list", "--json", in: shop.folder).json()
            let best = (json["segments"] as? [[String: Any]])?.first { $0["name"] as? String == "best" }
            let sentence = try #require(best?["sentence"] as? [String: String])
            #expect(
                sentence["zh"]
                    == "同时满足以下条件的客户：RFM 客户群为“冠军客户”；消费额大于 10；RFM 客户群已知且不是“已流失客户”、“流失风险客户”中的任何一个。"
            )
            #expect(sentence["en"]?.contains("RFM group is “Champions”") == true)
            #expect(sentence["en"]?.contains("whose spent is more than 10") == true)
            let count = try await Covey.run(
                "segment",
                "count",
                "rfm.segment = \"Champions\"",
                in: shop.folder,
                language: .chinese
            )
            #expect(count.output.contains("RFM 客户群为“冠军客户”"), "\(count.output)")
        }
    }

    @Test func aRejectedRowIsCalledSoOnEveryScreen() async throws {
        try await Shop.with { shop in
            try shop.change("at most 10%", to: "at most 20%")
            try shop.write(Shop.orders + "B2,赵六,北京,茶叶,1,50,yesterday\n", to: "orders.csv")
            let imported = try await Covey.run("import", in: shop.folder, language: .chinese)
            #expect(imported.output.contains("orders.csv 中拒收的行："), "\(imported.output)")
            let screen = try await Covey.run("run", in: shop.folder, language: .chinese)
            #expect(screen.output.contains("拒收 1，去掉 2，保留 6"), "\(screen.output)")
            let page = try String(contentsOf: shop.path("report.html"), encoding: .utf8)
            #expect(page.contains("拒收的行（按原因）") && page.contains("人群") && page.contains("日期或时间格式不符"))
            for word in ["分群", "不可用", "not_a_time"] { #expect(!page.contains(word), "\(word)") }
        }
    }
}
