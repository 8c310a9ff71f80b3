/// The best threshold of a numeric feature at a node.
struct NumericSplitSearch {
    let feature: Int
    let numbers: [Double]
    let isWhole: Bool
    let target: NodeSums.Target
    let minimumSize: Int

    /// Where the scan of a node's order found the most.
    private struct Best {
        var score = -Double.infinity
        var position = -1
        var missingSide = 1
    }

    /// - Parameters:
    ///   - order: the node's rows with a value, ascending by it.
    ///   - all: the sums of all of the node's rows, those without a value too.
    func best(order: ArraySlice<Int32>, all: NodeSums) -> CARTSplit? {
        var present = NodeSums(width: target.width)
        for row in order { present.add(Int(row), target) }
        let missing = all.less(present)
        var best = Best()
        scan(order, left: NodeSums(width: target.width), right: all, missingSide: 1, &best)
        if missing.count > 0 { scan(order, left: missing, right: present, missingSide: 0, &best) }
        let alone = alone(present, missing)
        if let alone, alone.score > best.score { return alone }
        guard best.position >= 0 else { return nil }
        let low = numbers[Int(order[best.position])]
        let high = numbers[Int(order[best.position + 1])]
        let threshold = Threshold.between(low, high, isWhole: isWhole)
        let leftCount = best.position - order.startIndex + 1
        // Where none is missing here, one that comes later goes with most.
        let side = missing.count > 0 ? best.missingSide : (leftCount * 2 >= all.count ? 0 : 1)
        return CARTSplit(
            feature: feature,
            score: best.score,
            tests: [.interval(low: nil, high: threshold), .interval(low: threshold, high: nil)],
            missingSide: side
        )
    }

    /// All values on one side, the missing ones on the other.
    private func alone(_ present: NodeSums, _ missing: NodeSums) -> CARTSplit? {
        guard present.count >= minimumSize, missing.count >= minimumSize else { return nil }
        let score = present.score(isClasses: target.isClasses) + missing.score(isClasses: target.isClasses)
        return CARTSplit(feature: feature, score: score, tests: [.anything, .nothing], missingSide: 1)
    }

    private func scan(
        _ order: ArraySlice<Int32>,
        left start: NodeSums,
        right end: NodeSums,
        missingSide: Int,
        _ best: inout Best
    ) {
        guard order.count > 1 else { return }
        if target.isClasses {
            scanClasses(order, start, end, missingSide, &best)
        } else {
            scanNumbers(order, start, end, missingSide, &best)
        }
    }

    private func scanClasses(
        _ order: ArraySlice<Int32>,
        _ start: NodeSums,
        _ end: NodeSums,
        _ missingSide: Int,
        _ best: inout Best
    ) {
        var left = start.sums
        var right = end.sums
        var leftSquares = left.reduce(0) { $0 + $1 * $1 }
        var rightSquares = right.reduce(0) { $0 + $1 * $1 }
        var leftCount = start.count
        var rightCount = end.count
        // Without bounds checks: the inner loop of growing, once for each row, feature and level.
        left.withUnsafeMutableBufferPointer { left in
            right.withUnsafeMutableBufferPointer { right in
                target.codes.withUnsafeBufferPointer { codes in
                    numbers.withUnsafeBufferPointer { numbers in
                        order.withUnsafeBufferPointer { rows in
                            for index in 0..<rows.count - 1 {
                                let row = Int(rows[index])
                                let code = Int(codes[row])
                                leftSquares += 2 * left[code] + 1
                                rightSquares -= 2 * right[code] - 1
                                left[code] += 1
                                right[code] -= 1
                                leftCount += 1
                                rightCount -= 1
                                if leftCount < minimumSize { continue }
                                if rightCount < minimumSize { break }
                                if numbers[row] == numbers[Int(rows[index + 1])] { continue }
                                let score = leftSquares / Double(leftCount) + rightSquares / Double(rightCount)
                                if score > best.score {
                                    best.score = score
                                    best.position = order.startIndex + index
                                    best.missingSide = missingSide
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func scanNumbers(
        _ order: ArraySlice<Int32>,
        _ start: NodeSums,
        _ end: NodeSums,
        _ missingSide: Int,
        _ best: inout Best
    ) {
        var left = start.sums[0]
        var right = end.sums[0]
        var leftCount = start.count
        var rightCount = end.count
        // What is greater by rounding only is not greater, so that the order of rows does not decide.
        let slack = 1e-12 * (start.sums[1] + end.sums[1])
        // Without bounds checks: the inner loop of growing, once for each row, feature and level.
        target.numbers.withUnsafeBufferPointer { values in
            numbers.withUnsafeBufferPointer { numbers in
                order.withUnsafeBufferPointer { rows in
                    for index in 0..<rows.count - 1 {
                        let row = Int(rows[index])
                        left += values[row]
                        right -= values[row]
                        leftCount += 1
                        rightCount -= 1
                        if leftCount < minimumSize { continue }
                        if rightCount < minimumSize { break }
                        if numbers[row] == numbers[Int(rows[index + 1])] { continue }
                        let score = left * left / Double(leftCount) + right * right / Double(rightCount)
                        if score > best.score + slack {
                            best.score = score
                            best.position = order.startIndex + index
                            best.missingSide = missingSide
                        }
                    }
                }
            }
        }
    }
}
