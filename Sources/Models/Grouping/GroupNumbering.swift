import Statistics

/// The order in which groups are numbered, whatever start found them and however the table's columns stand: the largest
/// first, and of two of one size the one whose centre is smaller in the first column, by name, in which they differ.
enum GroupNumbering {
    /// The places of groups in their new order.
    ///
    /// - Parameter centres: a row for each group.
    static func order<Size: Comparable>(_ sizes: [Size], _ centres: Matrix, columns names: [String]) -> [Int] {
        let places = byName(names)
        return sizes.indices.sorted { left, right in
            guard sizes[left] == sizes[right] else { return sizes[left] > sizes[right] }
            for place in places where centres[left, place] != centres[right, place] {
                return centres[left, place] < centres[right, place]
            }
            return false
        }
    }

    /// The places of columns in the order of their names' Unicode scalars.
    static func byName(_ names: [String]) -> [Int] {
        names.indices.sorted { names[$0].unicodeScalars.lexicographicallyPrecedes(names[$1].unicodeScalars) }
    }
}
