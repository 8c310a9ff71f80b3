import Foundation
import Statistics

/// Matrix factorisation of purchases by alternating least squares.
///
/// Y. Hu, Y. Koren and C. Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008: minimises
/// Σ c(u,i)·(p(u,i) − x(u)·y(i))² + λ·(Σ|x(u)|² + Σ|y(i)|²), where p is 1 for what was bought and 0 otherwise, and the
/// confidence c is 1 + α·r for what was bought *r* times and 1 otherwise.
package struct ImplicitFactors: Sendable, Hashable, Codable {
    package struct Settings: Sendable, Hashable, Codable {
        /// Numbers of an item. By default 32: enough for some hundred kinds of goods, and a fit of seconds.
        package var factors = 32
        /// Rounds over customers and items. Fifteen, after which the paper's measures change no more.
        package var rounds = 15
        /// λ. Of the order of one purchase's weight, so that a customer of one item is not fitted exactly.
        package var penalty = 10.0
        /// α; 40 in the paper.
        package var weight = 40.0
        package var seed: UInt64 = 1

        package init() {}
    }

    package let settings: Settings
    package let itemCount: Int
    /// `itemCount × factors`, item by item.
    package private(set) var items: [Double]
    /// Σ y·yᵀ over all items.
    private var gram: [Double]

    /// - Parameter onRound: told the objective after each round; it is computed only if given.
    /// - Complexity: O(rounds × (purchases · f² + (customers + items) · f³)) for *f* factors at most; customers of few
    ///   purchases *n* take n² · f. All cores.
    package init(_ purchases: Purchases, _ settings: Settings = Settings(), onRound: ((Double) -> Void)? = nil) {
        self.settings = settings
        itemCount = purchases.itemCount
        let buyers = purchases.transposed
        var random = SplittableRandom(seed: settings.seed)
        // Small numbers around zero, by the items' order, which the order of rows does not change.
        let scale = 0.1 / Double(settings.factors).squareRoot()
        items = (0..<purchases.itemCount * settings.factors).map { _ in (random.uniform() - 0.5) * 2 * scale }
        gram = []
        let prepares = (
            customers: LeastSquaresRows.pays(purchases, settings), items: LeastSquaresRows.pays(buyers, settings)
        )
        for _ in 0..<settings.rounds {
            let customers = LeastSquaresRows(items, settings, preparesShortRows: prepares.customers).solve(purchases)
            items = LeastSquaresRows(customers, settings, preparesShortRows: prepares.items).solve(buyers)
            onRound?(Self.objective(purchases, customers, items, settings))
        }
        gram = LeastSquaresRows(items, settings, preparesShortRows: false).gram
    }

    /// The factors of a customer who bought these items so often.
    package func customer(_ bought: ArraySlice<Int32>, _ times: ArraySlice<Double>) -> [Double] {
        LeastSquaresRows(items, settings, gram: gram, preparesShortRows: false).solve(bought, times)
    }

    /// For a customer of `purchases` the score x·y of each item.
    func scores(of purchases: Purchases) -> @Sendable (_ customer: Int) -> [Double] {
        // Whatever the number of customers, so that nobody's list depends on who else is asked for.
        let rows = LeastSquaresRows(items, settings, gram: gram, preparesShortRows: true)
        let width = settings.factors
        return { customer in
            let own = purchases.offsets[customer]..<purchases.offsets[customer + 1]
            let x = rows.solve(purchases.items[own], purchases.times[own])
            return (0..<itemCount).map { item in
                var sum = 0.0
                for factor in 0..<width { sum += x[factor] * items[item * width + factor] }
                return sum
            }
        }
    }

    private static func objective(_ purchases: Purchases, _ x: [Double], _ y: [Double], _ settings: Settings) -> Double
    {
        let width = settings.factors
        var sum = settings.penalty * (x.reduce(0) { $0 + $1 * $1 } + y.reduce(0) { $0 + $1 * $1 })
        for customer in 0..<purchases.customerCount {
            var times = [Double](repeating: 0, count: purchases.itemCount)
            for position in purchases.offsets[customer]..<purchases.offsets[customer + 1] {
                times[Int(purchases.items[position])] = purchases.times[position]
            }
            for item in 0..<purchases.itemCount {
                var product = 0.0
                for factor in 0..<width { product += x[customer * width + factor] * y[item * width + factor] }
                let error = (times[item] > 0 ? 1 : 0) - product
                sum += (1 + settings.weight * times[item]) * error * error
            }
        }
        return sum
    }
}
