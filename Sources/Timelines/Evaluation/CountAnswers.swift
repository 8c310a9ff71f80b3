import Segments

/// Answers of statements about numbers of events and sums, from what a scope's walk put down.
extension ChunkEvaluator {
    func mark(_ test: CountTest, _ places: [Int], _ count: Int, into truth: UnsafeMutablePointer<UInt64>) {
        switch test {
        case .window(let window, let test):
            let (start, end) = rows(of: window, places)
            if case .range(let range, let inverted) = test {
                let flip: UInt64 = inverted ? 1 : 0
                let low = UInt32(clamping: max(0, range.lowerBound))
                let high = UInt32(clamping: range.upperBound)
                guard range.upperBound >= 0 else { return pack(count, into: truth) { _ in flip } }
                pack(count, into: truth) { place in
                    let number = start[place] &- end[place]
                    return (number >= low && number <= high ? 1 : 0) ^ flip
                }
            } else {
                pack(count, into: truth) { test.holds(Int64(start[$0] &- end[$0])) ? 1 : 0 }
            }
        case .units(let windows, let atLeast):
            let units = windows.map { rows(of: $0, places) }
            pack(count, into: truth) { place in
                var filled = 0
                for (start, end) in units where start[place] != end[place] { filled += 1 }
                return filled >= atLeast ? 1 : 0
            }
        case .change(let kind, let current, let preceding, let before):
            func isFilled(_ window: WindowCuts?, _ place: Int) -> Bool {
                guard let window else { return false }
                let (start, end) = rows(of: window, places)
                return start[place] != end[place]
            }
            pack(count, into: truth) { place in
                let (isActive, wasActive) = (isFilled(current, place), isFilled(preceding, place))
                switch kind {
                case .stopped: return wasActive && !isActive ? 1 : 0
                case .resumed: return isActive && !wasActive && isFilled(before, place) ? 1 : 0
                }
            }
        }
    }

    private func rows(
        of window: WindowCuts,
        _ places: [Int]
    ) -> (start: UnsafeMutablePointer<UInt32>, end: UnsafeMutablePointer<UInt32>) {
        let stride = scratch.chunkSize
        return (scratch.counts + places[window.start] * stride, scratch.counts + places[window.end] * stride)
    }

    func mark(
        _ window: WindowCuts,
        _ test: KeyTest,
        _ places: [Int],
        _ count: Int,
        into truth: UnsafeMutablePointer<UInt64>
    ) {
        let start = scratch.sums + places[window.start] * scratch.chunkSize
        let end = scratch.sums + places[window.end] * scratch.chunkSize
        // A sum that leaves the 64 bits of its type is missing.
        pack(count, into: truth) { test.holds(Int64(exactly: start[$0] - end[$0])) ? 1 : 0 }
    }
}
