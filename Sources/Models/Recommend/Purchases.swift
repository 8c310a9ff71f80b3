/// Which customers bought which items, and how often.
package struct Purchases: Sendable, Hashable {
    package let itemCount: Int
    /// Customer *c* bought the items `items[offsets[c]..<offsets[c + 1]]`, ascending, each once, as often as `times` says.
    package let offsets: [Int]
    package let items: [Int32]
    package let times: [Double]

    package var customerCount: Int { offsets.count - 1 }

    /// - Parameters:
    ///   - customers, items: one purchase each, from 0; a line with a negative number is left out.
    /// - Complexity: O(lines + customers + items).
    package init(customers: [Int32], items: [Int32], customerCount: Int, itemCount: Int) {
        precondition(customers.count == items.count)
        // Twice by counting: by item, then by customer, so that each customer's items ascend.
        let lines = (0..<customers.count).filter { customers[$0] >= 0 && items[$0] >= 0 }
        let byItem = Self.sorted(lines, by: items, below: itemCount)
        let both = Self.sorted(byItem, by: customers, below: customerCount)
        var offsets = [0]
        var codes: [Int32] = []
        var times: [Double] = []
        var next = 0
        for customer in 0..<customerCount {
            let start = codes.count
            while next < both.count, Int(customers[both[next]]) == customer {
                if codes.count > start, codes[codes.count - 1] == items[both[next]] {
                    times[times.count - 1] += 1
                } else {
                    codes.append(items[both[next]])
                    times.append(1)
                }
                next += 1
            }
            offsets.append(codes.count)
        }
        self.itemCount = itemCount
        self.offsets = offsets
        self.items = codes
        self.times = times
    }

    private init(itemCount: Int, offsets: [Int], items: [Int32], times: [Double]) {
        self.itemCount = itemCount
        self.offsets = offsets
        self.items = items
        self.times = times
    }

    package func items(of customer: Int) -> ArraySlice<Int32> { items[offsets[customer]..<offsets[customer + 1]] }

    /// The same the other way round: the "customers" of it are the items.
    var transposed: Purchases {
        var starts = [Int](repeating: 0, count: itemCount + 1)
        for item in items { starts[Int(item) + 1] += 1 }
        for item in 0..<itemCount { starts[item + 1] += starts[item] }
        var codes = [Int32](repeating: 0, count: items.count)
        var counts = [Double](repeating: 0, count: items.count)
        var next = starts
        for customer in 0..<customerCount {
            for position in offsets[customer]..<offsets[customer + 1] {
                let item = Int(items[position])
                codes[next[item]] = Int32(customer)
                counts[next[item]] = times[position]
                next[item] += 1
            }
        }
        return Purchases(itemCount: customerCount, offsets: starts, items: codes, times: counts)
    }

    /// How many customers bought each item.
    package var buyers: [Int] {
        var result = [Int](repeating: 0, count: itemCount)
        for item in items { result[Int(item)] += 1 }
        return result
    }

    private static func sorted(_ lines: [Int], by keys: [Int32], below count: Int) -> [Int] {
        var starts = [Int](repeating: 0, count: count + 1)
        for line in lines { starts[Int(keys[line]) + 1] += 1 }
        for key in 0..<count { starts[key + 1] += starts[key] }
        var result = [Int](repeating: 0, count: lines.count)
        for line in lines {
            result[starts[Int(keys[line])]] = line
            starts[Int(keys[line])] += 1
        }
        return result
    }
}
