package import Statistics

/// Rows of numbers and categories.
package struct MixedRows: Sendable {
    package var numberNames: [String]
    /// Finite; no columns where all are categories.
    package var numbers: Matrix
    package var categoryNames: [String]
    /// The code of each row in each column of categories, row by row, from 0; −1 for a category that the fit did not know.
    package var codes: [Int32]
    /// The categories of each column, in the order of their codes.
    package var levels: [[String]]

    /// - Precondition: as many codes as rows times columns of categories.
    package init(
        numberNames: [String],
        numbers: Matrix,
        categoryNames: [String],
        codes: [Int32],
        levels: [[String]]
    ) {
        precondition(numbers.columns == numberNames.count && levels.count == categoryNames.count)
        precondition(codes.count == numbers.rows * categoryNames.count)
        self.numberNames = numberNames
        self.numbers = numbers
        self.categoryNames = categoryNames
        self.codes = codes
        self.levels = levels
    }

    package var count: Int { numbers.rows }
    package var width: Int { numbers.columns }
    package var categories: Int { categoryNames.count }

    package func selecting(_ rows: [Int]) -> MixedRows {
        var result = self
        result.numbers = numbers.selecting(rows: rows)
        result.codes = rows.flatMap { codes[$0 * categories..<($0 + 1) * categories] }
        return result
    }

    /// Numbers and codes beside each other, for what only asks whether rows are the same.
    var combined: Matrix {
        let columns = width + categories
        var matrix = Matrix(rows: count, columns: columns)
        for row in 0..<count {
            for column in 0..<width { matrix[row, column] = numbers[row, column] }
            for column in 0..<categories { matrix[row, width + column] = Double(codes[row * categories + column]) }
        }
        return matrix
    }

    /// A matrix in which squared Euclidean distances are ‖x − y‖² + γ × the number of categories that differ.
    ///
    /// A category becomes a column of its own with √(γ/2) where a row has it.
    package func embedded(gamma: Double) -> Matrix {
        let starts = levels.reduce(into: [width]) { $0.append($0.last! + $1.count) }
        var matrix = Matrix(rows: count, columns: starts.last!)
        let height = (gamma / 2).squareRoot()
        for row in 0..<count {
            for column in 0..<width { matrix[row, column] = numbers[row, column] }
            for column in 0..<categories {
                let code = Int(codes[row * categories + column])
                if code >= 0 { matrix[row, starts[column] + code] = height }
            }
        }
        return matrix
    }

    /// What a difference of categories counts against a difference of numbers: the mean variance of the columns of
    /// numbers by the mean of 1 − Σp² of the columns of categories, so that a column of either kind has the same share
    /// in the dissimilarity of two rows drawn at random, on average.
    ///
    /// Huang (1998) leaves γ to the user and advises a value near the standard deviation; this is `lambdaest` of R's
    /// clustMixType (Szepannek, "clustMixType: user-friendly clustering of mixed-type data in R", R Journal 10/2, 2018).
    /// 1 where there are no numbers or nothing varies.
    package var defaultGamma: Double {
        guard width > 0, categories > 0 else { return 1 }
        let deviations = ColumnScaling(numbers).deviations
        let variance = deviations.reduce(0) { $0 + $1 * $1 } / Double(width)
        let spread = (0..<categories).reduce(0.0) { $0 + self.spread($1) } / Double(categories)
        return variance > 0 && spread > 0 ? variance / spread : 1
    }

    /// 1 − Σp²: the chance that two rows differ.
    private func spread(_ column: Int) -> Double {
        var counts = [Double](repeating: 0, count: levels[column].count)
        for row in 0..<count {
            let code = Int(codes[row * categories + column])
            if code >= 0 { counts[code] += 1 }
        }
        return 1 - counts.reduce(0) { $0 + $1 / Double(count) * ($1 / Double(count)) }
    }
}
