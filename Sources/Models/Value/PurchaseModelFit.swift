import Domain
import Foundation
import Statistics

/// A process of purchases, fitted to histories by maximum likelihood.
package struct PurchaseModelFit<Process: PurchaseProcess>: Codable, Sendable, Hashable {
    package var process: Process
    package var estimate: LikelihoodEstimate

    /// Histories beyond this many are first fitted by a sample, so that the whole is gone through a few times only.
    static var largeCount: Int { 40_000 }

    /// - Throws: `ModelError.tooFewRows` below ten customers, `ModelError.unusable` where nobody bought again or nobody
    ///   was observed for any time, `ModelError.didNotConverge`.
    package init(_ counts: HistoryCounts) throws(ModelError) {
        try Self.check(counts)
        var weightedAge = 0.0
        for index in 0..<counts.count { weightedAge += counts.customers[index] * counts.age[index] }
        let unit = log(weightedAge / counts.total)
        var sample: (customers: Double, logLikelihood: ([Double]) -> Slope)?
        if counts.count > Self.largeCount {
            let part = counts.sample(every: 1 + counts.count / (Self.largeCount / 2))
            if part.frequencies.contains(where: { $0.value > 0 }) {
                sample = (part.total, { Process.logLikelihood($0, part) })
            }
        }
        estimate = try LikelihoodSearch().maximise(
            from: Process.starts,
            shift: Process.timeParameters.map { $0 ? unit : 0 },
            customers: counts.total,
            sample: sample
        ) { Process.logLikelihood($0, counts) }
        process = Process(logarithms: estimate.logarithms)
    }

    private static func check(_ counts: HistoryCounts) throws(ModelError) {
        // Four parameters from fewer customers than this are noise, whatever the optimiser says.
        guard counts.total >= 10 else { throw .tooFewRows(needed: 10, found: Int(counts.total)) }
        guard counts.age.contains(where: { $0 > 0 }) else {
            throw .unusable(
                Bilingual(en: "No customer was observed for any time.", zh: "所有客户的观察时长都为零。"),
                advice: Bilingual(
                    en: "Set --until to a later date, or use a smaller unit of time.",
                    zh: "请把 --until 设为更晚的日期，或使用更小的时间单位。"
                )
            )
        }
        guard counts.frequencies.contains(where: { $0.value > 0 }) else {
            throw .unusable(
                Bilingual(
                    en: "No customer bought a second time, so nothing can be learnt about when they do.",
                    zh: "没有任何客户发生过复购，无法学习复购的规律。"
                ),
                advice: Bilingual(
                    en: "Take a longer period, or check that the column of customers names people and not orders.",
                    zh: "请选择更长的时段，或检查客户列是否误用了订单号。"
                )
            )
        }
    }
}
