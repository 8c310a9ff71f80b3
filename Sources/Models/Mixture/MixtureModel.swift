import Domain
import Foundation
package import Statistics

/// Gaussian mixtures: rows come from a number of normal distributions, each with its weight, mean and covariance.
///
/// McLachlan and Peel, Finite Mixture Models, 2000; forms of covariance as in Fraley and Raftery, "Model-based
/// clustering, discriminant analysis, and density estimation", Journal of the American Statistical Association 97, 2002.
/// Fitted by EM from several starts.
package struct MixtureModel: Sendable, Hashable, Codable {
    /// The number of components, 1…100.
    package var components: Int
    package var form: CovarianceForm
    /// The first start is Ward's hierarchy (as in mclust), the others are k-means++. The likelihood has local maxima;
    /// ten starts reach mclust's maximum of iris (three full components) with each seed that was tried.
    package var starts: Int
    /// Steps of EM after which the starts are compared.
    package var screening: Int
    /// The starts that are followed to the end.
    package var finalists: Int
    /// Converged when the log-likelihood per row rises by no more than this: far below what a sample can tell.
    package var tolerance: Double
    /// Steps of EM of one finalist at most.
    package var limit: Int
    package var seed: UInt64

    /// Rows that starts are compared on; more are followed only by the finalists. A sample of this size tells a good
    /// start from a bad one.
    package static let screeningRows = 20_000
    /// Rows in the hierarchy of the first start: mclust, too, takes a sample of 2,000 where there are more.
    static let hierarchyRows = 1_000
    /// The ridge, as a part of each column's variance, where all starts end in a singular covariance.
    package static let ridge = 1e-6

    package init(
        components: Int,
        form: CovarianceForm = .full,
        starts: Int = 10,
        screening: Int = 15,
        finalists: Int = 3,
        tolerance: Double = 1e-9,
        limit: Int = 1_000,
        seed: UInt64 = 1
    ) {
        self.components = components
        self.form = form
        self.starts = starts
        self.screening = screening
        self.finalists = finalists
        self.tolerance = tolerance
        self.limit = limit
        self.seed = seed
    }

    /// - Parameters:
    ///   - matrix: finite numbers, a row a customer.
    ///   - names: of the columns, for messages.
    /// - Throws: `ModelError` for values that are not finite or beyond 1e100, constant columns, more components than
    ///   different rows, settings out of range.
    /// - Complexity: O(*starts* × *steps* × *n* × *k* × *d*²), on all cores.
    package func fit(_ matrix: Matrix, names: [String]) throws(ModelError) -> FittedMixture {
        try MixtureInput(matrix, names: names, seed: seed).fit(self)
    }
}

/// A table in its canonical order, on which mixtures of several sizes and forms can be tried.
package struct MixtureInput: Sendable {
    let names: [String]
    /// Counted up to 101.
    package let differentRows: Int
    private let order: [Int]
    private let scaled: MixtureData
    /// For the spherical form, which depends on units.
    private let uniform: MixtureData

    /// - Throws: As `MixtureModel.fit`.
    package init(_ matrix: Matrix, names: [String], seed: UInt64) throws(ModelError) {
        let rows = try CanonicalRows(matrix, names: names, seed: seed)
        guard matrix.rows >= 2 else { throw .tooFewRows(needed: 2, found: matrix.rows) }
        self.names = names
        differentRows = rows.differentRows(among: rows.count, upTo: 101)
        order = rows.order
        scaled = try MixtureData(matrix, order: rows.order, names: names, isUniform: false)
        uniform = try MixtureData(matrix, order: rows.order, names: names, isUniform: true)
    }

    package func fit(_ model: MixtureModel) throws(ModelError) -> FittedMixture {
        try check(model)
        let data = model.form == .spherical ? uniform : scaled
        var kernel = MixtureKernel(data, form: model.form, components: model.components)
        var runs = finalRuns(model, kernel)
        if runs.isEmpty {
            kernel.ridge = MixtureModel.ridge
            runs = finalRuns(model, kernel)
        }
        guard let best = runs.indices.max(by: { (runs[$0].logLikelihood, -$0) < (runs[$1].logLikelihood, -$1) }),
            let (_, logLikelihood) = kernel.step(runs[best].parameters)
        else { throw .didNotConverge(iterations: model.limit) }
        return FittedMixture(
            names,
            data,
            model.form,
            runs[best],
            logLikelihood: logLikelihood - data.logScale,
            isRegularised: kernel.ridge > 0
        )
    }

    /// The fit from one start that is given: the group of each row of the table, from 0, every group with rows.
    ///
    /// - Throws: As `fit`; `ModelError.didNotConverge` where the start ends in a singular covariance.
    package func fit(_ model: MixtureModel, from groups: [Int]) throws(ModelError) -> FittedMixture {
        try check(model)
        let data = model.form == .spherical ? uniform : scaled
        let kernel = MixtureKernel(data, form: model.form, components: model.components)
        var run = MixtureRun(kernel.parameters(groups: order.map { groups[$0] }))
        run.ascend(kernel, limit: model.limit, tolerance: model.tolerance * Double(data.rows))
        guard !run.isSingular, let (_, logLikelihood) = kernel.step(run.parameters) else {
            throw .didNotConverge(iterations: run.steps)
        }
        let raw = logLikelihood - data.logScale
        return FittedMixture(names, data, model.form, run, logLikelihood: raw, isRegularised: false)
    }

    private func check(_ model: MixtureModel) throws(ModelError) {
        guard (1...100).contains(model.components) else {
            throw .invalidSetting(
                "k",
                value: "\(model.components)",
                expected: Bilingual(en: "1 to 100", zh: "应为 1 到 100")
            )
        }
        guard model.starts >= 1 else {
            throw .invalidSetting(
                "starts",
                value: "\(model.starts)",
                expected: Bilingual(en: "at least 1", zh: "至少为 1")
            )
        }
        guard differentRows >= model.components else {
            throw .moreGroupsThanRows(groups: model.components, differentRows: differentRows)
        }
    }

    /// The runs that did not end in a singular covariance.
    private func finalRuns(_ model: MixtureModel, _ kernel: MixtureKernel) -> [MixtureRun] {
        let count = model.components == 1 ? 1 : model.starts
        var sample = kernel
        sample.rows = min(kernel.rows, MixtureModel.screeningRows)
        let screen = sample
        let starts = MixtureStarts(kernel.data, count: screen.rows)
        let random = SplittableRandom(seed: model.seed)
        let tolerance = model.tolerance * Double(kernel.rows)
        return ScreenedStarts.follow(
            count,
            finalists: model.finalists,
            screen: { index in
                let groups = index == 0 ? hierarchy(starts, model.components) : draw(starts, index, model, random)
                var run = MixtureRun(screen.parameters(groups: groups))
                if count > 1 || screen.rows < kernel.rows { run.ascend(screen, limit: model.screening, tolerance: 0) }
                return run.isSingular ? nil : run
            },
            logLikelihood: \.logLikelihood,
            finish: { start in
                var run = start
                // Likelihoods of a sample and of all rows cannot be compared.
                run.logLikelihood = -.infinity
                run.hasConverged = false
                run.ascend(kernel, limit: model.screening + model.limit, tolerance: tolerance)
                return run
            }
        ).filter { !$0.isSingular }
    }

    private func draw(_ starts: MixtureStarts, _ index: Int, _ model: MixtureModel, _ random: SplittableRandom) -> [Int]
    {
        var stream = random.split(index)
        return starts.draw(groups: model.components, rounds: index % 2 == 1 ? 5 : 0, using: &stream)
    }

    /// Ward's groups of some of the rows, and the nearest of these for the others.
    private func hierarchy(_ starts: MixtureStarts, _ groups: Int) -> [Int] {
        let count = min(starts.count, MixtureModel.hierarchyRows)
        let tree = Dendrogram(leafCount: count, joins: Linkage.ward.joins(starts.firstRows(count), width: starts.width))
        return starts.extended(tree.cut(into: groups), groups: groups)
    }
}
