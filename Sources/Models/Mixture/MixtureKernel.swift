import Foundation
import Statistics

/// One step of the EM algorithm for Gaussian mixtures (Dempster, Laird and Rubin 1977; McLachlan and Peel 2000, ch. 3).
///
/// A pass over a block of sixty-four rows computes the log-densities, the responsibilities and the sums of the next
/// parameters while the block is in the nearest cache. Squares are taken about the component's last mean, so that little
/// cancels when the new mean is taken off.
struct MixtureKernel: Sendable {
    typealias Lanes = MixtureData.Lanes

    let data: MixtureData
    let form: CovarianceForm
    let components: Int
    /// Added to the variances, in units of the columns' variances; 0 unless nothing but singular fits is found.
    var ridge = 0.0
    /// Rows that take part: all, or the first ones, which are a random sample.
    var rows: Int

    /// A variance, given the columns before and in units of the column's own, below which a covariance is singular.
    static let leastVariance = 1e-10

    init(_ data: MixtureData, form: CovarianceForm, components: Int, rows: Int? = nil) {
        self.data = data
        self.form = form
        self.components = components
        self.rows = rows ?? data.rows
    }

    private var width: Int { data.width }
    private var triangle: Int { form.isTriangular ? width * (width + 1) / 2 : width }
    /// Sums of a component: its weight, the means', the covariance's.
    private var sumCount: Int { 1 + width + triangle }

    /// The next parameters and the log-likelihood of the given ones (of scaled rows), or `nil` where they, or the next
    /// ones, are singular.
    func step(_ parameters: MixtureParameters) -> (next: MixtureParameters, logLikelihood: Double)? {
        guard let densities = parameters.densities(form, width: width, least: Self.leastVariance) else { return nil }
        let blockCount = (rows + MixtureData.blockRows - 1) / MixtureData.blockRows
        // Four thousand rows a piece.
        let sums = ParallelChunks.sum(blockCount, length: components * sumCount + 1, chunk: 64) { range in
            pass(parameters, densities, over: range)
        }
        guard let next = maximised(sums, about: parameters) else { return nil }
        return (next, sums[components * sumCount])
    }

    private func pass(_ parameters: MixtureParameters, _ densities: MixtureParameters.Densities, over range: Range<Int>)
        -> [Double]
    {
        let vectors = MixtureData.vectors
        var scratch = [Lanes](repeating: .zero, count: (2 * width + components) * vectors)
        var sums = [Lanes](repeating: .zero, count: components * sumCount)
        var logLikelihood = 0.0
        // Plain pointers: these loops are all the time of a fit.
        data.blocks.withUnsafeBufferPointer { blocks in
            scratch.withUnsafeMutableBufferPointer { scratch in
                sums.withUnsafeMutableBufferPointer { sums in
                    parameters.means.withUnsafeBufferPointer { means in
                        densities.inverses.withUnsafeBufferPointer { inverses in
                            let work = Work(
                                width: width,
                                triangle: triangle,
                                isTriangular: form.isTriangular,
                                differences: scratch.baseAddress!,
                                weighted: scratch.baseAddress! + width * vectors,
                                densities: scratch.baseAddress! + 2 * width * vectors
                            )
                            for block in range {
                                let rows = blocks.baseAddress! + block * width * vectors
                                for component in 0..<components {
                                    work.density(
                                        rows,
                                        component,
                                        densities.constants[component],
                                        means.baseAddress! + component * width,
                                        inverses.baseAddress! + component * triangle
                                    )
                                }
                                let left = min(MixtureData.blockRows, self.rows - block * MixtureData.blockRows)
                                logLikelihood += work.normalise(components, rows: left)
                                for component in 0..<components {
                                    work.accumulate(
                                        rows,
                                        component,
                                        means.baseAddress! + component * width,
                                        sums.baseAddress! + component * sumCount
                                    )
                                }
                            }
                        }
                    }
                }
            }
        }
        return sums.map { $0.sum() } + [logLikelihood]
    }

    private func maximised(_ sums: [Double], about last: MixtureParameters) -> MixtureParameters? {
        var next = last
        var pooled = [Double](repeating: 0, count: triangle)
        for component in 0..<components {
            let start = component * sumCount
            let weight = sums[start]
            guard weight >= leastRows else { return nil }
            next.weights[component] = weight / Double(rows)
            let shift = (0..<width).map { sums[start + 1 + $0] / weight }
            for column in 0..<width { next.means[component * width + column] += shift[column] }
            var index = 0
            for row in 0..<width {
                for column in (form.isTriangular ? 0 : row)...row {
                    let value = sums[start + 1 + width + index] / weight - shift[row] * shift[column]
                    next.covariances[component * triangle + index] = value + (row == column ? ridge : 0)
                    pooled[index] += (value + (row == column ? ridge : 0)) * weight / Double(rows)
                    index += 1
                }
            }
        }
        constrain(&next, pooled)
        return next
    }

    /// Rows that a component needs for a covariance of its own; none where a ridge helps it.
    private var leastRows: Double {
        guard ridge == 0, components > 1 else { return 1e-8 }
        return form == .full ? Double(width + 1) : form == .tied ? 1e-8 : 2
    }

    /// The covariances as the form has them.
    func constrain(_ parameters: inout MixtureParameters, _ pooled: [Double]) {
        switch form {
        case .full, .diagonal: break
        case .tied:
            for component in 0..<components {
                for index in 0..<triangle { parameters.covariances[component * triangle + index] = pooled[index] }
            }
        case .spherical:
            for component in 0..<components {
                let range = component * triangle..<(component + 1) * triangle
                let mean = parameters.covariances[range].reduce(0, +) / Double(width)
                for index in range { parameters.covariances[index] = mean }
            }
        }
    }

    /// Parameters from groups of the first rows, each covariance drawn towards that of all by as many rows as it needs.
    func parameters(groups: [Int]) -> MixtureParameters {
        var result = MixtureParameters(
            weights: [Double](repeating: 0, count: components),
            means: [Double](repeating: 0, count: components * width),
            covariances: [Double](repeating: 0, count: components * triangle)
        )
        for (row, group) in groups.enumerated() {
            result.weights[group] += 1
            for column in 0..<width { result.means[group * width + column] += data.value(row, column) }
        }
        for group in 0..<components {
            for column in 0..<width { result.means[group * width + column] /= max(1, result.weights[group]) }
        }
        var pooled = [Double](repeating: 0, count: triangle)
        for (row, group) in groups.enumerated() {
            let shifted = (0..<width).map { data.value(row, $0) - result.means[group * width + $0] }
            var index = 0
            for row in 0..<width {
                for column in (form.isTriangular ? 0 : row)...row {
                    result.covariances[group * triangle + index] += shifted[row] * shifted[column]
                    pooled[index] += shifted[row] * shifted[column] / Double(groups.count)
                    index += 1
                }
            }
        }
        soften(&pooled)
        let prior = Double(width + 1)
        for group in 0..<components {
            for index in 0..<triangle {
                let sum = result.covariances[group * triangle + index] + prior * pooled[index]
                result.covariances[group * triangle + index] = sum / (result.weights[group] + prior)
            }
            result.weights[group] = max(result.weights[group], 1) / Double(groups.count)
        }
        let total = result.weights.reduce(0, +)
        for group in 0..<components { result.weights[group] /= total }
        constrain(&result, pooled)
        return result
    }

    /// Groups that are single points have no covariance to begin with: a thousandth of the columns' own.
    private func soften(_ pooled: inout [Double]) {
        for row in 0..<width { pooled[form.isTriangular ? row * (row + 1) / 2 + row : row] += max(1e-3, ridge) }
    }
}
