import Domain
import Foundation
import Statistics

/// Latent class analysis of categorical answers: people of one class answer independently of each other's questions.
///
/// Lazarsfeld and Henry, Latent Structure Analysis, 1968; Goodman, Biometrika 61, 1974; symbols and statistics as in
/// Linzer and Lewis, "poLCA: An R package for polytomous variable latent class analysis", Journal of Statistical
/// Software 42(10), 2011. Fitted by EM over the different patterns of answers. A missing answer is left out of its
/// person's likelihood, which is right where answers are missing at random.
package struct LatentClassModel: Sendable, Hashable, Codable {
    /// The number of classes, 1…50.
    package var classes: Int
    /// Random starts, each followed for `screening` steps.
    ///
    /// The likelihood has local maxima, and more of them with more classes: 60 starts reach the best known one of
    /// four classes of the carcinoma data, which is not easy to find, with each of 20 seeds.
    package var starts: Int
    /// Steps of EM after which the starts are compared: enough that the order of the likelihoods is mostly settled.
    package var screening: Int
    /// The starts that are followed to the end: the best of the screened.
    package var finalists: Int
    /// Converged when a step raises the log-likelihood by no more than this, as in poLCA.
    package var tolerance: Double
    /// Steps of EM of one finalist at most.
    package var limit: Int
    package var seed: UInt64

    package init(
        classes: Int,
        starts: Int = 60,
        screening: Int = 20,
        finalists: Int = 10,
        tolerance: Double = 1e-10,
        limit: Int = 5_000,
        seed: UInt64 = 1
    ) {
        self.classes = classes
        self.starts = starts
        self.screening = screening
        self.finalists = finalists
        self.tolerance = tolerance
        self.limit = limit
        self.seed = seed
    }

    /// - Throws: `ModelError` where there are more classes than different patterns, or a setting is out of range.
    /// - Complexity: O(*starts* × *steps* × *patterns* × *items* × *classes*), on all cores.
    package func fit(_ patterns: AnswerPatterns) throws(ModelError) -> FittedLatentClasses {
        guard (1...50).contains(classes) else {
            throw .invalidSetting("classes", value: "\(classes)", expected: Bilingual(en: "1 to 50", zh: "应为 1 到 50"))
        }
        guard starts >= 1 else {
            throw .invalidSetting("starts", value: "\(starts)", expected: Bilingual(en: "at least 1", zh: "至少为 1"))
        }
        guard patterns.patternCount >= classes else {
            throw .moreGroupsThanRows(groups: classes, differentRows: patterns.patternCount)
        }
        let kernel = LatentClassKernel(patterns, classes: classes)
        let runs = finalRuns(kernel, patterns)
        let best = runs.indices.max { (runs[$0].logLikelihood, -$0) < (runs[$1].logLikelihood, -$1) }!
        return FittedLatentClasses(
            patterns,
            kernel,
            runs[best],
            agreeing: runs.count { runs[best].logLikelihood - $0.logLikelihood < Self.sameMaximum },
            finalists: runs.count
        )
    }

    /// Log-likelihoods that are closer than this are taken for one maximum.
    static let sameMaximum = 1e-4

    private func finalRuns(_ kernel: LatentClassKernel, _ patterns: AnswerPatterns) -> [LatentClassRun] {
        // One class has a maximum in closed form, and any start reaches it in one step.
        let starts = classes == 1 ? 1 : starts
        let random = SplittableRandom(seed: seed)
        return ScreenedStarts.follow(
            starts,
            finalists: finalists,
            screen: { index in
                var run = LatentClassRun(kernel.start(random.split(index), items: patterns.items))
                if starts > 1 { run.ascend(kernel, limit: screening, tolerance: tolerance) }
                return run
            },
            logLikelihood: \.logLikelihood,
            finish: { start in
                var run = start
                run.ascend(kernel, limit: max(limit, screening), tolerance: tolerance)
                return run
            }
        )
    }
}
