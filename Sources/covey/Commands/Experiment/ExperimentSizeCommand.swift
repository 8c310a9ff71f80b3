import ArgumentParser
import Domain
import Foundation
import Models
import ProjectFile

/// `covey experiment size`: how many customers an experiment needs.
struct ExperimentSizeCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey experiment size",
            Bilingual(en: "How many customers an experiment needs.", zh: "实验需要多少客户。"),
            usage: Bilingual(
                en: "(--from <percent> --to <percent> | --difference <n> --deviation <n>) [options]",
                zh: "(--from <百分比> --to <百分比> | --difference <差值> --deviation <标准差>) [选项]"
            ),
            details: Bilingual(
                en: "For shares by the z test, for means by the t test, both two-sided.",
                zh: "占比用 z 检验，均值用 t 检验，均为双侧。"
            ),
            examples: [
                Example(
                    "covey experiment size --from 5% --to 6% --power 90%",
                    en: "a share, seen nine times of ten",
                    zh: "占比，十次中能看出九次"
                ),
                Example(
                    "covey experiment size --difference 10 --deviation 80",
                    en: "a mean, such as revenue by customer",
                    zh: "均值，例如人均消费"
                ),
            ]
        )
    }

    @Option(help: .spoken("The share without the treatment.", "不干预时的占比。", value: Bilingual(en: "percent", zh: "百分比")))
    var from: String?

    @Option(help: .spoken("The share that is hoped for.", "期望达到的占比。", value: Bilingual(en: "percent", zh: "百分比")))
    var to: String?

    @Option(help: .spoken("The difference of means to be seen.", "要看出的均值差。", value: Bilingual(en: "n", zh: "差值")))
    var difference: Double?

    @Option(
        help: .spoken(
            "The standard deviation between customers.",
            "客户之间的标准差。",
            value: Bilingual(en: "n", zh: "标准差")
        )
    )
    var deviation: Double?

    @Option(
        help: .spoken(
            "How surely the difference is to be seen.",
            "看出差异的把握（检验功效）。",
            value: Bilingual(en: "percent", zh: "百分比")
        )
    )
    var power = "80%"

    @Option(
        help: .spoken(
            "How often a difference may be seen where there is none.",
            "没有差异时误报的概率（显著性水平）。",
            value: Bilingual(en: "percent", zh: "百分比")
        )
    )
    var significance = "5%"

    @Option(
        help: .spoken(
            "Treated customers for each one of the control group.",
            "处理组与对照组人数之比。",
            value: Bilingual(en: "n", zh: "比值")
        )
    )
    var allocation = 1.0

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    private struct Document: Encodable {
        var control: Int
        var treated: Int
        var total: Int
        var power: Double
        var significance: Double
    }

    func run(in session: Session) async throws {
        let (power, significance) = (try share(power, "--power"), try share(significance, "--significance"))
        try check()
        let plan = try ExperimentPlan(significance: significance, power: power, allocation: allocation)
        let size = try size(plan)
        let document = Document(
            control: size.first,
            treated: size.second,
            total: size.first + size.second,
            power: power,
            significance: significance
        )
        guard !session.isJSON else { return try session.show(json: document) }
        let (control, treated) = (Figures.grouped(Int64(size.first)), Figures.grouped(Int64(size.second)))
        let total = session.output.style.bold(Figures.grouped(Int64(document.total)))
        try session.show([
            session.text("\(total) customers", "共需 \(total) 位客户"),
            session.text("control group \(control), treatment \(treated)", "对照组 \(control)，处理组 \(treated)"),
            session.text(
                "seen with \(Shares.text(power)), false alarm \(Shares.text(significance)), two-sided",
                "功效 \(Shares.text(power))，显著性水平 \(Shares.text(significance))，双侧检验"
            ),
        ])
    }

    /// By the names of the options, where the mathematics speaks of symbols.
    private func check() throws {
        let faults: [(Bool, Bilingual)] = [
            (
                try share(power, "--power") <= 0 || share(power, "--power") >= 1,
                Bilingual(en: "--power is above 0% and below 100%.", zh: "--power 应大于 0% 且小于 100%。")
            ),
            (
                try share(significance, "--significance") <= 0 || share(significance, "--significance") >= 0.5,
                Bilingual(en: "--significance is above 0% and below 50%.", zh: "--significance 应大于 0% 且小于 50%。")
            ),
            (
                !(allocation > 0.001 && allocation < 1_000),
                Bilingual(en: "--allocation is from 0.001 to 1000.", zh: "--allocation 应为 0.001 到 1000。")
            ),
            (
                from != nil && from == to,
                Bilingual(en: "--from and --to are the same share.", zh: "--from 与 --to 相同。")
            ),
            (difference == 0, Bilingual(en: "--difference is not 0.", zh: "--difference 不能为 0。")),
            (
                deviation.map { !($0 > 0) } ?? false,
                Bilingual(en: "--deviation is above 0.", zh: "--deviation 应大于 0。")
            ),
        ]
        if let fault = faults.first(where: \.0) { throw UsageMistake(fault.1) }
    }

    private func size(_ plan: ExperimentPlan) throws -> ExperimentPlan.Size {
        switch (from, to, difference, deviation) {
        case (let from?, let to?, nil, nil):
            return try plan.sizeForProportions(share(from, "--from"), share(to, "--to"))
        case (nil, nil, let difference?, let deviation?):
            return try plan.sizeForMeans(difference: difference, standardDeviation: deviation)
        default:
            throw UsageMistake(
                Bilingual(
                    en: "State either --from and --to, or --difference and --deviation.",
                    zh: "请写 --from 和 --to，或者 --difference 和 --deviation。"
                )
            )
        }
    }

    private func share(_ text: String, _ option: String) throws -> Double {
        if let share = Share(text) { return share.fraction }
        if let number = Double(text), (0...1).contains(number) { return number }
        throw UsageMistake(
            Bilingual(en: "\(option) is a share such as 5% or 0.05.", zh: "\(option) 应为比例，如 5% 或 0.05。")
        )
    }
}
