import Foundation
package import Statistics

/// Groups by density, the largest first, with the rows that they are known by.
package struct FittedDensity: Codable, Sendable, Hashable {
    package let columns: [String]
    package let leastSize: Int
    package let neighbours: Int
    /// The rows of the tree in the units of the table, in their canonical order.
    package let points: Matrix
    /// The row of the table that each of them is.
    package let rows: [Int]
    package let tableRows: Int
    /// The group of each, from 0; −1 for noise.
    package let groups: [Int]
    /// How deep in its group each row lies, from 0 to 1: λ of the row over the largest λ of the group; 0 for noise.
    package let strengths: [Double]
    /// The core distance of each.
    let cores: [Double]
    /// For each group the densities λ between which it lives.
    let births: [Double]
    let deaths: [Double]
    /// Of each group: Σ (λ of the row − λ of birth).
    package let stabilities: [Double]

    package var groupCount: Int { births.count }
    package var isSample: Bool { rows.count < tableRows }
    /// Of the tree, in the sample where it is one.
    package var leastSizeOfTree: Int { DensityModel.scaled(leastSize, to: rows.count, of: tableRows, atLeast: 2) }
    package var neighboursOfTree: Int { DensityModel.scaled(neighbours, to: rows.count, of: tableRows, atLeast: 1) }

    init(
        _ model: DensityModel,
        _ columns: [String],
        _ matrix: Matrix,
        _ canonical: CanonicalRows,
        _ tree: CondensedTree,
        cores: [Double]
    ) {
        self.columns = columns
        leastSize = model.leastSize
        neighbours = model.neighbours
        rows = Array(canonical.order[0..<cores.count])
        tableRows = matrix.rows
        points = matrix.selecting(rows: rows)
        self.cores = cores.map { $0 * canonical.scale }
        let chosen = tree.mostStable()
        var ofGroup = [Int](repeating: -1, count: tree.groups.count)
        for (number, group) in chosen.enumerated() { ofGroup[group] = number }
        // Parents come before their children.
        for group in tree.groups.indices where ofGroup[group] < 0 && tree.groups[group].parent >= 0 {
            ofGroup[group] = ofGroup[tree.groups[group].parent]
        }
        let raw = tree.groupOfRow.map { ofGroup[$0] }
        let order = Self.order(raw, chosen.count, points, columns)
        var number = [Int](repeating: 0, count: chosen.count)
        for (new, old) in order.enumerated() { number[old] = new }
        groups = raw.map { $0 < 0 ? -1 : number[$0] }
        let kept = order.map { tree.groups[chosen[$0]] }
        births = kept.map { $0.birth / canonical.scale }
        deaths = kept.map { $0.death / canonical.scale }
        stabilities = kept.map { $0.stability / canonical.scale }
        let groups = self.groups
        strengths = tree.density.indices.map { row in
            groups[row] < 0 ? 0 : min(1, tree.density[row] / kept[groups[row]].death)
        }
    }

    private static func order(_ groups: [Int], _ count: Int, _ points: Matrix, _ columns: [String]) -> [Int] {
        var sizes = [Int](repeating: 0, count: count)
        var sums = Matrix(rows: count, columns: points.columns)
        for (row, group) in groups.enumerated() where group >= 0 {
            sizes[group] += 1
            for column in 0..<points.columns { sums[group, column] += points[row, column] }
        }
        // Of groups of one size, sums are in the order of means.
        return GroupNumbering.order(sizes, sums, columns: columns)
    }

    /// The group of each row, −1 for noise, and its strength.
    ///
    /// A row that the groups were made of is where it was. Another one goes to the group of its nearest row by mutual
    /// reachability, if it is dense enough there for the group to exist (`approximate_predict` of McInnes's hdbscan).
    package func assign(_ matrix: Matrix) -> (groups: [Int], strengths: [Double]) {
        precondition(matrix.columns == columns.count)
        let index = KDTree(points.elements, width: points.columns)
        let neighbours = neighboursOfTree
        let found = ParallelChunks.map(matrix.rows, chunk: 1_024) { range in
            range.map { assign(Array(matrix.row($0)), index, neighbours) }
        }.flatMap { $0 }
        return (found.map(\.group), found.map(\.strength))
    }

    private func assign(_ point: [Double], _ index: KDTree, _ neighbours: Int) -> (group: Int, strength: Double) {
        let found = index.nearest(min(points.rows, max(2, neighbours)), to: point)
        guard found.count > 0 else { return (-1, 0) }
        let nearest = found.nearest
        let nearestRow = index.rows[found.places[nearest]]
        if found.squares[nearest] == 0 { return (groups[nearestRow], strengths[nearestRow]) }
        // The row itself is the first of its neighbourhood, so that the farthest found is one too many.
        let core = found.boundOfOthers.squareRoot()
        var best = (reach: Double.infinity, square: Double.infinity, place: Int.max)
        for (place, square) in zip(found.places, found.squares) {
            let reach = max(core, max(cores[index.rows[place]], square.squareRoot()))
            if (reach, square, place) < best { best = (reach, square, place) }
        }
        let group = groups[index.rows[best.place]]
        guard group >= 0, 1 / best.reach > births[group] else { return (-1, 0) }
        return (group, min(1, 1 / best.reach / deaths[group]))
    }
}
