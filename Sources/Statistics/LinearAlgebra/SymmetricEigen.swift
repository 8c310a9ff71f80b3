import Foundation

/// Eigenvalues and eigenvectors of a symmetric matrix, A = V · diag(λ) · Vᵀ.
///
/// Householder's reduction to a tridiagonal matrix and QL steps with implicit shifts: Bowdler, Martin, Reinsch and
/// Wilkinson (1971), procedures tred2 and tql2 of Wilkinson and Reinsch, Handbook for Automatic Computation II.
package struct SymmetricEigen: Sendable {
    /// In ascending order.
    package let values: [Double]
    /// One eigenvector of length 1 a column, in the order of the values.
    package let vectors: Matrix

    /// - Returns: `nil` where an element is not finite or the steps do not settle.
    /// - Complexity: O(*n*³).
    package init?(_ matrix: Matrix) {
        precondition(matrix.rows == matrix.columns)
        guard matrix.elements.allSatisfy(\.isFinite) else { return nil }
        var work = Tridiagonal(matrix)
        work.reduce()
        guard work.iterate() else { return nil }
        let order = work.d.indices.sorted { (work.d[$0], $0) < (work.d[$1], $1) }
        values = order.map { work.d[$0] }
        var sorted = Matrix(rows: matrix.rows, columns: matrix.rows)
        for (column, source) in order.enumerated() {
            for row in 0..<matrix.rows { sorted[row, column] = work.v[row * matrix.rows + source] }
        }
        vectors = sorted
    }

    /// The Moore–Penrose inverse: eigenvalues up to `tolerance` times the largest in magnitude count as zero.
    package func pseudoInverse(tolerance: Double) -> Matrix {
        let size = values.count
        let largest = values.map(\.magnitude).max() ?? 0
        var result = Matrix(rows: size, columns: size)
        for index in 0..<size where values[index].magnitude > tolerance * largest {
            for row in 0..<size {
                let scaled = vectors[row, index] / values[index]
                for column in 0..<size { result[row, column] += scaled * vectors[column, index] }
            }
        }
        return result
    }
}

/// The matrix while it is worked on; `d` is the diagonal and `e` what is beside it.
private struct Tridiagonal {
    let n: Int
    var v: [Double]
    var d: [Double]
    var e: [Double]

    init(_ matrix: Matrix) {
        n = matrix.rows
        v = matrix.elements
        d = n > 0 ? Array(v[(n - 1) * n..<n * n]) : []
        e = [Double](repeating: 0, count: n)
    }

    /// tred2.
    mutating func reduce() {
        guard n > 0 else { return }
        for i in stride(from: n - 1, to: 0, by: -1) { reflect(i) }
        for i in 0..<n - 1 { accumulate(i) }
        for j in 0..<n {
            d[j] = v[(n - 1) * n + j]
            v[(n - 1) * n + j] = 0
        }
        v[n * n - 1] = 1
        e[0] = 0
    }

    private mutating func reflect(_ i: Int) {
        let scale = d[0..<i].reduce(0) { $0 + $1.magnitude }
        var h = 0.0
        if scale == 0 {
            e[i] = d[i - 1]
            for j in 0..<i {
                d[j] = v[(i - 1) * n + j]
                v[i * n + j] = 0
                v[j * n + i] = 0
            }
        } else {
            for k in 0..<i {
                d[k] /= scale
                h += d[k] * d[k]
            }
            let f = d[i - 1]
            let g = f > 0 ? -h.squareRoot() : h.squareRoot()
            e[i] = scale * g
            h -= f * g
            d[i - 1] = f - g
            similarity(i, h)
        }
        d[i] = h
    }

    private mutating func similarity(_ i: Int, _ h: Double) {
        for j in 0..<i { e[j] = 0 }
        for j in 0..<i {
            let f = d[j]
            v[j * n + i] = f
            var g = e[j] + v[j * n + j] * f
            for k in j + 1..<max(i, j + 1) {
                g += v[k * n + j] * d[k]
                e[k] += v[k * n + j] * f
            }
            e[j] = g
        }
        var f = 0.0
        for j in 0..<i {
            e[j] /= h
            f += e[j] * d[j]
        }
        let half = f / (h + h)
        for j in 0..<i { e[j] -= half * d[j] }
        for j in 0..<i {
            for k in j..<i { v[k * n + j] -= d[j] * e[k] + e[j] * d[k] }
            d[j] = v[(i - 1) * n + j]
            v[i * n + j] = 0
        }
    }

    private mutating func accumulate(_ i: Int) {
        v[(n - 1) * n + i] = v[i * n + i]
        v[i * n + i] = 1
        let h = d[i + 1]
        if h != 0 {
            for k in 0...i { d[k] = v[k * n + i + 1] / h }
            for j in 0...i {
                var g = 0.0
                for k in 0...i { g += v[k * n + i + 1] * v[k * n + j] }
                for k in 0...i { v[k * n + j] -= g * d[k] }
            }
        }
        for k in 0...i { v[k * n + i + 1] = 0 }
    }

    /// tql2. False where one eigenvalue takes more than 100 steps.
    mutating func iterate() -> Bool {
        guard n > 1 else { return true }
        for i in 1..<n { e[i - 1] = e[i] }
        e[n - 1] = 0
        var shift = 0.0
        var size = 0.0
        for l in 0..<n {
            size = max(size, d[l].magnitude + e[l].magnitude)
            var m = l
            while m < n - 1, e[m].magnitude > 0x1p-52 * size { m += 1 }
            var steps = 0
            while m > l, e[l].magnitude > 0x1p-52 * size {
                steps += 1
                guard steps <= 100 else { return false }
                step(l, m, &shift)
            }
            d[l] += shift
            e[l] = 0
        }
        return true
    }

    private mutating func step(_ l: Int, _ m: Int, _ shift: inout Double) {
        var g = d[l]
        var p = (d[l + 1] - g) / (2 * e[l])
        var r = hypot(p, 1)
        if p < 0 { r = -r }
        d[l] = e[l] / (p + r)
        d[l + 1] = e[l] * (p + r)
        let next = d[l + 1]
        var h = g - d[l]
        for i in l + 2..<max(n, l + 2) { d[i] -= h }
        shift += h
        p = d[m]
        var (c, c2, c3, s, s2) = (1.0, 1.0, 1.0, 0.0, 0.0)
        let beside = e[l + 1]
        for i in stride(from: m - 1, through: l, by: -1) {
            (c3, c2, s2) = (c2, c, s)
            g = c * e[i]
            h = c * p
            r = hypot(p, e[i])
            e[i + 1] = s * r
            s = e[i] / r
            c = p / r
            p = c * d[i] - s * g
            d[i + 1] = h + s * (c * g + s * d[i])
            for k in 0..<n {
                h = v[k * n + i + 1]
                v[k * n + i + 1] = s * v[k * n + i] + c * h
                v[k * n + i] = c * v[k * n + i] - s * h
            }
        }
        p = -s * s2 * c3 * beside * e[l] / next
        e[l] = s * p
        d[l] = c * p
    }
}
