package import Domain

/// A picture of the report, as numbers; how it is drawn is the report's business.
package struct FitFigure: Sendable, Hashable, Codable {
    package struct Series: Sendable {
        package var name: Bilingual
        package var x: [Double]
        package var y: [Double]
        /// The interval around each y, where there is one.
        package var band: (low: [Double], high: [Double])?

        package init(_ name: Bilingual, x: [Double], y: [Double], band: (low: [Double], high: [Double])? = nil) {
            self.name = name
            self.x = x
            self.y = y
            self.band = band
        }
    }

    package enum Kind: Sendable {
        /// Lines over numbers, such as tracking, reliability, gain, and choice of k.
        case lines([Series])
        /// Steps that hold until the next x, such as survival.
        case steps([Series])
        /// Upright bars, side by side, one group for each category.
        case bars(categories: [Bilingual], series: [(name: Bilingual, values: [Double])])
        /// A grid of numbers, such as standardised centroids.
        case heat(rows: [Bilingual], columns: [Bilingual], values: [[Double]])
        /// Nodes joined by arrows, such as rules between products; a width is a weight from 0 to 1.
        case network(nodes: [(name: String, weight: Double)], links: [(from: Int, to: Int, weight: Double)])
    }

    package var title: Bilingual
    package var xName: Bilingual
    package var yName: Bilingual
    package var kind: Kind
    /// Whether the diagonal of equality, or of no skill, is drawn.
    package var hasDiagonal = false

    package init(_ title: Bilingual, x: Bilingual, y: Bilingual, _ kind: Kind, hasDiagonal: Bool = false) {
        self.title = title
        xName = x
        yName = y
        self.kind = kind
        self.hasDiagonal = hasDiagonal
    }
}
