import Foundation

extension MixtureKernel {
    /// The inner loops over one block of rows, eight rows in a vector.
    struct Work {
        let width: Int
        let triangle: Int
        let isTriangular: Bool
        /// x − μ, column by column.
        let differences: UnsafeMutablePointer<Lanes>
        /// The same times the responsibility.
        let weighted: UnsafeMutablePointer<Lanes>
        /// ln of weight times density, component by component; responsibilities after `normalise`.
        let densities: UnsafeMutablePointer<Lanes>

        private static let vectors = MixtureData.vectors

        /// ln w + ln N(x; μ, Σ) by z = L⁻¹ (x − μ).
        @inline(__always)
        func density(
            _ rows: UnsafePointer<Lanes>,
            _ component: Int,
            _ constant: Double,
            _ mean: UnsafePointer<Double>,
            _ inverse: UnsafePointer<Double>
        ) {
            subtract(rows, mean)
            let result = densities + component &* Self.vectors
            for vector in 0..<Self.vectors {
                var square = Lanes.zero
                if isTriangular {
                    var factor = inverse
                    for row in 0..<width {
                        var z = Lanes.zero
                        for column in 0...row { z += factor[column] * differences[column &* Self.vectors &+ vector] }
                        factor += row &+ 1
                        square += z * z
                    }
                } else {
                    for row in 0..<width {
                        let z = inverse[row] * differences[row &* Self.vectors &+ vector]
                        square += z * z
                    }
                }
                result[vector] = constant - 0.5 * square
            }
        }

        /// Log-densities to responsibilities. Rows beyond the last get none.
        ///
        /// - Returns: the sum of the rows' log-likelihoods.
        @inline(__always)
        func normalise(_ components: Int, rows: Int) -> Double {
            var logLikelihood = 0.0
            for vector in 0..<Self.vectors {
                var largest = densities[vector]
                for component in 1..<max(1, components) {
                    let value = densities[component &* Self.vectors &+ vector]
                    largest.replace(with: value, where: value .> largest)
                }
                var sum = Lanes.zero
                for component in 0..<components {
                    let index = component &* Self.vectors &+ vector
                    densities[index] = exponential(densities[index] - largest)
                    sum += densities[index]
                }
                var share = Lanes.one / sum
                for lane in 0..<8 {
                    if vector &* 8 &+ lane < rows {
                        logLikelihood += largest[lane] + log(sum[lane])
                    } else {
                        share[lane] = 0
                    }
                }
                for component in 0..<components { densities[component &* Self.vectors &+ vector] *= share }
            }
            return logLikelihood
        }

        /// Adds the block's part to the sums of a component.
        @inline(__always)
        func accumulate(
            _ rows: UnsafePointer<Lanes>,
            _ component: Int,
            _ mean: UnsafePointer<Double>,
            _ sums: UnsafeMutablePointer<Lanes>
        ) {
            subtract(rows, mean)
            let shares = densities + component &* Self.vectors
            for vector in 0..<Self.vectors { sums[0] += shares[vector] }
            for column in 0..<width {
                var sum = Lanes.zero
                for vector in 0..<Self.vectors {
                    let value = shares[vector] * differences[column &* Self.vectors &+ vector]
                    weighted[column &* Self.vectors &+ vector] = value
                    sum += value
                }
                sums[1 &+ column] += sum
            }
            var target = sums + (1 &+ width)
            for row in 0..<width {
                for column in (isTriangular ? 0 : row)...row {
                    var sum = Lanes.zero
                    for vector in 0..<Self.vectors {
                        sum += weighted[row &* Self.vectors &+ vector] * differences[column &* Self.vectors &+ vector]
                    }
                    target[0] += sum
                    target += 1
                }
            }
        }

        @inline(__always)
        private func subtract(_ rows: UnsafePointer<Lanes>, _ mean: UnsafePointer<Double>) {
            for column in 0..<width {
                for vector in 0..<Self.vectors {
                    let index = column &* Self.vectors &+ vector
                    differences[index] = rows[index] - mean[column]
                }
            }
        }
    }
}
