import Domain

/// Counts and sums of a scope's events of many customers, for all windows in one walk back from each customer's last event.
struct CountKernel {
    /// Places of customers.
    let chunk: Range<Int>
    let rows: ScopeRows
    /// Instants, the latest first.
    let cuts: [Int64]
    /// A bit for each customer of the chunk of whom something is asked; the numbers of others mean nothing.
    let asked: UnsafePointer<UInt64>

    /// For each cut and customer, how many events are no earlier. `counts` has a row of `stride` customers for each cut.
    func count(into counts: UnsafeMutablePointer<UInt32>, stride: Int) {
        counts.update(repeating: 0, count: cuts.count * stride)
        cuts.withUnsafeBufferPointer { cuts in
            for source in rows.sources {
                if let bits = source.bits {
                    count(source.lane, bits, source.firstRow, cuts, into: counts, stride)
                } else {
                    count(source.lane, cuts, into: counts, stride)
                }
            }
        }
    }

    /// Words of which every customer is asked are walked without looking at their bits.
    @inline(__always)
    private func forEachAsked(_ body: (Int) -> Void) {
        for word in 0..<(chunk.count + 63) / 64 {
            var bits = asked[word]
            if bits == .max {
                for place in word * 64..<word * 64 + 64 { body(place) }
            } else {
                while bits != 0 {
                    body(word * 64 + bits.trailingZeroBitCount)
                    bits &= bits - 1
                }
            }
        }
    }

    private func count(
        _ lane: Lane,
        _ cuts: UnsafeBufferPointer<Int64>,
        into counts: UnsafeMutablePointer<UInt32>,
        _ stride: Int
    ) {
        let (starts, times) = (lane.starts + chunk.lowerBound, lane.times)
        forEachAsked { place in
            let (first, end) = (Int(starts[place]), Int(starts[place + 1]))
            guard first < end else { return }
            var row = end
            for cut in 0..<cuts.count {
                let time = cuts[cut]
                while row > first, times[row - 1] >= time { row -= 1 }
                counts[cut * stride + place] &+= UInt32(truncatingIfNeeded: end - row)
            }
        }
    }

    private func count(
        _ lane: Lane,
        _ bits: UnsafePointer<UInt64>,
        _ firstRow: Int,
        _ cuts: UnsafeBufferPointer<Int64>,
        into counts: UnsafeMutablePointer<UInt32>,
        _ stride: Int
    ) {
        let (starts, times) = (lane.starts + chunk.lowerBound, lane.times)
        forEachAsked { place in
            let (first, end) = (Int(starts[place]), Int(starts[place + 1]))
            guard first < end else { return }
            var (row, meant) = (end, UInt32(0))
            for cut in 0..<cuts.count {
                let time = cuts[cut]
                while row > first, times[row - 1] >= time {
                    row -= 1
                    meant &+= UInt32(
                        truncatingIfNeeded: bits[(row - firstRow) >> 6] >> UInt64((row - firstRow) & 63) & 1
                    )
                }
                counts[cut * stride + place] &+= meant
            }
        }
    }

    /// For each cut and customer, the sum of a property over the events that are no earlier and have it.
    func sum(_ property: String, into sums: UnsafeMutablePointer<Int128>, stride: Int) {
        sums.update(repeating: 0, count: cuts.count * stride)
        for source in rows.sources {
            guard case .keys(let keys, let present)? = source.lane.properties[property]?.storage else { continue }
            let (starts, times) = (source.lane.starts + chunk.lowerBound, source.lane.times)
            forEachAsked { place in
                let (first, end) = (Int(starts[place]), Int(starts[place + 1]))
                guard first < end else { return }
                var (row, sum) = (end, Int128(0))
                for cut in cuts.indices {
                    while row > first, times[row - 1] >= cuts[cut] {
                        row -= 1
                        if source.isMeant(row), present?.bit(row) ?? true { sum &+= Int128(keys[row]) }
                    }
                    sums[cut * stride + place] &+= sum
                }
            }
        }
    }
}
