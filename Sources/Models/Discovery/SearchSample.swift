import Statistics

/// The rows in which groups are looked for, in the canonical order, and parts of them.
struct SearchSample: Sendable {
    /// All rows made comparable, in the canonical order.
    let all: ComparableRows
    /// The first of them: a random sample.
    let rows: ComparableRows
    /// The columns as customers have them, in the order of `all`.
    let columns: [FeatureColumn]
    let recipe: FeatureRecipe
    /// The row of the table that each row of `all` is.
    let order: [Int]

    init(_ given: [FeatureColumn], _ recipe: FeatureRecipe, seed: UInt64) {
        let columns = recipe.names.map { name in given.first { $0.name == name }! }
        let comparable = recipe.rows(columns)
        let order = CanonicalOrder(comparable.matrix, seed: seed).rows
        all = comparable.selecting(rows: order)
        rows = order.count > GroupSearch.mostRows ? all.selecting(rows: Array(0..<GroupSearch.mostRows)) : all
        self.columns = columns.map { $0.selecting(rows: order) }
        self.recipe = recipe
        self.order = order
    }

    var isPart: Bool { rows.count < all.count }

    /// The first rows.
    func first(_ count: Int) -> ComparableRows {
        rows.count > count ? rows.selecting(rows: Array(0..<count)) : rows
    }

    func firstColumns(_ count: Int) -> [FeatureColumn] {
        let chosen = Array(0..<min(count, rows.count))
        return columns.map { $0.selecting(rows: chosen) }
    }

    /// Counted up to a limit.
    func differentRows(upTo limit: Int) -> Int {
        DifferentRows.count(rows.count, upTo: limit) { Array(rows.matrix.row($0)) }
    }
}
