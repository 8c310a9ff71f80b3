import ArgumentParser
import Domain
import Foundation
import Models

/// `covey experiment looks`: when an experiment that is looked at several times may be ended.
struct ExperimentLooksCommand: Command {
    enum Spending: String, CaseIterable, ExpressibleByArgument {
        case obrienFleming = "obrien-fleming"
        case pocock
    }

    static var configuration: CommandConfiguration {
        .spoken(
            "covey experiment looks",
            Bilingual(
                en: "From which z on an experiment may be ended at each of several looks.",
                zh: "多次查看实验时，每次 z 值达到多少可以提前结束。"
            ),
            usage: Bilingual(
                en: "[--looks <n>] [--spending <name>] [options]",
                zh: "[--looks <次数>] [--spending <名称>] [选项]"
            ),
            details: Bilingual(
                en: "The false alarms of all looks together stay below the significance (Lan and DeMets 1983).",
                zh: "所有查看合计的误报概率不超过显著性水平（Lan 与 DeMets 1983）。"
            ),
            examples: [
                Example(
                    "covey experiment looks --looks 5",
                    en: "five looks, equally far apart",
                    zh: "等间隔查看五次"
                )
            ]
        )
    }

    @Option(help: .spoken("How many looks.", "查看次数。", value: Bilingual(en: "n", zh: "次数")))
    var looks = 5

    @Option(
        help: .spoken(
            "How false alarms are spent: hardly early, or evenly.",
            "误报概率的分配：前期很少，或各次相近。",
            value: Bilingual(en: "name", zh: "名称")
        )
    )
    var spending = Spending.obrienFleming

    @Option(
        help: .spoken(
            "False alarms of all looks together, such as 0.05.",
            "各次查看合计的误报概率，如 0.05。",
            value: Bilingual(en: "share", zh: "比例")
        )
    )
    var significance = 0.05

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    private struct Document: Encodable {
        struct Look: Encodable {
            var share: Double
            var z: Double
            var nominalLevel: Double
        }
        var spending: String
        var significance: Double
        var looks: [Look]
    }

    func run(in session: Session) async throws {
        guard (1...50).contains(looks) else {
            throw UsageMistake(Bilingual(en: "--looks is from 1 to 50.", zh: "--looks 应为 1 到 50。"))
        }
        let times = (1...looks).map { Double($0) / Double(looks) }
        let boundaries = try SequentialBoundaries(
            times: times,
            significance: significance,
            spending: spending == .pocock ? .pocock : .obrienFleming
        )
        let levels = boundaries.nominalLevels
        let found = times.indices.map {
            Document.Look(share: times[$0], z: boundaries.bounds[$0], nominalLevel: levels[$0])
        }
        guard !session.isJSON else {
            return try session.show(
                json: Document(spending: spending.rawValue, significance: significance, looks: found)
            )
        }
        let table = TextTable(
            [
                .init(session.text("Look", "查看"), isNumeric: true),
                .init(session.text("Customers so far", "已有客户占计划的比例"), isNumeric: true),
                .init(session.text("End from |z|", "|z| 达到即可结束"), isNumeric: true),
                .init(session.text("That is p below", "相当于 p 小于"), isNumeric: true),
            ],
            found.enumerated().map { index, look in
                [
                    String(index + 1), Shares.text(look.share), String(format: "%.4f", look.z),
                    SignificantDigits.text(look.nominalLevel, 3),
                ]
            }
        )
        try session.show(table.drawn(width: session.output.textWidth, style: session.output.style).lines)
    }
}
