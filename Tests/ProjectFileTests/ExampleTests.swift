import Domain
import Foundation
import TestSupport
import Testing

@testable import ProjectFile

@Suite struct ExampleTests {
    private func example() throws -> Project {
        let path = "Examples/online-retail/covey.yaml"
        return try Project.load(text: try Repository.text(path), path: path)
    }

    @Test func theOnlineRetailExampleLoads() throws {
        let project = try example()
        #expect(project.title == Bilingual(en: "Online Retail", zh: "英国礼品网店"))
        #expect(project.timeZone.value.identifier == "Europe/London")
        #expect(project.currency.value.code == "GBP")
        #expect(project.asOf.value == .latest)
        #expect(project.language == .automatic)
        #expect(project.attribution.first?.url == "https://doi.org/10.24432/C5BW33")
        #expect(project.segments.map(\.value) == ["segments/*.segment"])
        #expect(project.directory == "Examples/online-retail")
        #expect(project.resolve("data/x.csv") == "Examples/online-retail/data/x.csv")
        #expect(project.resolve("/x.csv") == "/x.csv")
        #expect(
            project.traits.map(\.name.value) == [
                "country", "orders", "returns", "net_revenue", "first_order", "last_order", "days_since_order",
                "average_order", "average_gap", "distinct_products", "items",
            ]
        )
    }

    @Test func itsSourceSaysHowEachColumnIsRead() throws {
        let source = try #require(try example().sources.first)
        #expect(source.kind.value == .orders)
        #expect(source.files.map(\.value) == ["data/online-retail.csv.gz"])
        #expect(source.column(of: .customer)?.cleaners == [.wholeNumber])
        #expect(source.column(of: .time)?.formats.map(\.value.text) == ["yyyy-MM-dd HH:mm:ss"])
        #expect(source.column(of: .price)?.decimal == .point)
        #expect(source.column(of: .quantity)?.valueType == .integer)
        #expect(source.column(of: .price)?.valueType == .money)
        #expect(source.columns.first { $0.column.value == "Country" }?.target.value == .property("country"))
        #expect(source.events == .standard)
        #expect(source.cleaning.cancelled?.condition.value == #"order starts with "C""#)
        #expect(source.cleaning.cancelled?.treatment == .asReturn)
        #expect(source.cleaning.rules.map(\.name.chinese) == ["没有价格", "没有数量"])
        #expect(source.rejects.isExceeded(rejected: 11, of: 1_000))
        #expect(!source.rejects.isExceeded(rejected: 10, of: 1_000))
    }

    @Test func itsModelsAreTyped() throws {
        let models = try example().models
        try #require(models.map(\.name.value) == ["rfm", "clv", "forecast", "cluster"])
        guard case .rfm(let rfm) = models[0].kind, case .simpleCLV(let clv) = models[1].kind,
            case .fitted(let forecast) = models[2].kind, case .fitted(let cluster) = models[3].kind
        else {
            Issue.record("the models are \(models)")
            return
        }
        #expect(rfm.bins == 5 && rfm.ties == .together && rfm.names == .standard && rfm.monetary == .total)
        #expect(clv.margin.fraction == 0.35 && clv.discount.fraction == 0.1)
        #expect(clv.lifespan == .fixed(TimeSpan(count: 3, unit: .year)))
        #expect(forecast.model.value == "bgnbd" && forecast.orders?.value == "Order Completed")
        #expect(forecast.outputs.map(\.trait.value) == ["alive", "purchases", "12m"])
        #expect(forecast.options.map(\.name.value) == ["unit", "horizon", "discount", "margin"])
        #expect(cluster.model.value == "kmeans" && cluster.orders == nil && cluster.refit == nil)
        #expect(cluster.features.count == 4 && cluster.driftLimit == 0.25)
    }

    @Test func everyExpressionKnowsItsFirstCharacter() throws {
        let text = try Repository.text("Examples/online-retail/covey.yaml")
        let project = try Project.load(text: text, path: "covey.yaml")
        let lines = text.components(separatedBy: "\n")
        var located = project.traits.map(\.value) + project.sources.flatMap(\.cleaning.rules).map(\.condition)
        located += project.sources.compactMap(\.cleaning.cancelled?.condition)
        for item in located {
            let line = lines[item.position.line - 1]
            #expect(line.dropFirst(item.position.column - 1).hasPrefix(item.value))
        }
    }

    @Test func aBlockTextKnowsThePlaceOfEveryLine() throws {
        let text = Sample.minimal + "traits:\n  t: |\n\n    count of\n      \"Order\"\n  群: \"sum\"\n"
        let project = try Project.load(text: text, path: "covey.yaml")
        let block = project.traits[0].value
        #expect(block.value == "\ncount of\n  \"Order\"\n")
        #expect(block.position == SourcePosition(line: 14, column: 5))
        #expect(block.sourcePosition(of: SourcePosition(line: 2, column: 7)) == SourcePosition(line: 15, column: 11))
        #expect(block.sourcePosition(of: SourcePosition(line: 3, column: 3)) == SourcePosition(line: 16, column: 7))
        let quoted = project.traits[1].value
        #expect(quoted.sourcePosition(of: SourcePosition(line: 1, column: 3)) == SourcePosition(line: 17, column: 9))
    }

    @Test func changedBytesNeverCrashTheReader() throws {
        let original = Array(try Repository.text("Examples/online-retail/covey.yaml").utf8)
        var random = SeededRandom(seed: 20_111_209)
        let spice = Array(":-[]{}\"'#&*!|>%@`,?\n\t \u{0}0aé群".utf8)
        var loaded = 0
        for _ in 0..<2_000 {
            var bytes = original
            if random.once(in: 4) { bytes.removeLast(random.below(bytes.count)) }
            for _ in 0..<random.below(4) where !bytes.isEmpty {
                let index = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[index] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.insert(random.pick(spice), at: index)
                case 2: bytes.remove(at: index)
                default: bytes[index] = random.pick(spice)
                }
            }
            do {
                _ = try Project.load(bytes: bytes, path: "covey.yaml")
                loaded += 1
            } catch {
                #expect(!error.problems.isEmpty)
                #expect(error.problems == error.problems.sorted { $0.position < $1.position })
            }
        }
        #expect(loaded > 100 && loaded < 1_900)
    }
}
