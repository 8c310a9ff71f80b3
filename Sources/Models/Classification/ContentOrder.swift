package import Statistics

/// An order of rows drawn by a seed from what the rows hold, so that the order in which rows came decides nothing:
/// holdout samples and folds are the same after a shuffle of rows or of columns.
package enum ContentOrder {
    /// One number for each row, equal for equal rows: the sum over columns of a mix of name and value.
    ///
    /// - Parameters:
    ///   - target: hashed beside the columns.
    /// - Complexity: O(*n* *p*).
    package static func keys(_ matrix: Matrix, names: [String], target: [Double], seed: UInt64) -> [UInt64] {
        let salts = names.map { mix(seed ^ ContentHash.of($0)) }
        let own = mix(seed ^ 0x5851_F42D_4C95_7F2D)
        let columns = matrix.columns
        // Unchecked: a pass over all data.
        return matrix.elements.withUnsafeBufferPointer { source in
            (0..<matrix.rows).map { row in
                var sum = mix(own ^ ContentHash.of(target[row]))
                for column in 0..<columns {
                    sum &+= mix(salts[column] ^ ContentHash.of(source[row * columns + column]))
                }
                return mix(sum)
            }
        }
    }

    /// The rows in an order drawn from their keys. Rows of one key are equal, and which of them comes first changes
    /// nothing; but they are drawn one by one, or all of them would be held out together and none be learnt from.
    package static func order(_ keys: [UInt64]) -> [Int] {
        let byKey = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        var drawn = keys
        var copies: UInt64 = 0
        for (before, row) in zip(byKey, byKey.dropFirst()) {
            copies = keys[before] == keys[row] ? copies + 1 : 0
            if copies > 0 { drawn[row] = mix(keys[row] ^ mix(copies)) }
        }
        return byKey.sorted { (drawn[$0], $0) < (drawn[$1], $1) }
    }

    /// A fold number for each row, of nearly equal size, with nearly equal shares of the outcome.
    ///
    /// - Parameter strata: rows of one stratum are dealt in turn; the outcome, or one value for all.
    package static func folds(_ count: Int, keys: [UInt64], strata: [Bool]) -> [Int] {
        var folds = [Int](repeating: 0, count: keys.count)
        var next = 0
        let order = order(keys)
        for stratum in [false, true] {
            for row in order where strata[row] == stratum {
                folds[row] = next
                next = (next + 1) % count
            }
        }
        return folds
    }

    /// Whether each row is held out: a share of each stratum, at least one row of it where it has two.
    package static func holdout(_ share: Double, keys: [UInt64], strata: [Bool]) -> [Bool] {
        var held = [Bool](repeating: false, count: keys.count)
        let order = order(keys)
        for stratum in [false, true] {
            let members = order.filter { strata[$0] == stratum }
            let wanted = Int((share * Double(members.count)).rounded())
            let count = min(max(wanted, members.count > 1 ? 1 : 0), max(0, members.count - 1))
            for row in members.prefix(count) { held[row] = true }
        }
        return held
    }

    /// Whether each row is among the last share by time: what a model meets when it is used. Rows of one time stay
    /// together.
    package static func latest(_ share: Double, times: [Double]) -> [Bool] {
        guard !times.isEmpty else { return [] }
        let sorted = times.sorted()
        let cut = sorted[min(sorted.count - 1, max(0, Int((Double(sorted.count) * (1 - share)).rounded())))]
        return times.map { $0 >= cut }
    }

    /// MurmurHash3's finalizer, which moves every bit.
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ (mixed >> 33)
    }
}
