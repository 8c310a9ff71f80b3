import Domain
import Segments

/// A comparison made ready for the rows of a column.
enum ColumnTest: Sendable {
    /// A bit for each code; the first is for missing values.
    case codes([UInt64])
    /// Of a column whose values are not all known yet.
    case open(OpenCodes)
    case keys(KeyTest)

    init(_ comparison: Comparison, of column: StoredColumn, in context: EvaluationContext) {
        switch column.storage {
        case .keys: self = .keys(KeyTest(comparison, type: column.type, in: context))
        case .codes(_, let dictionary):
            let test = ValueTest(comparison, in: context)
            if let values = dictionary.growing {
                self = .open(OpenCodes(test, values))
                return
            }
            var bits = [UInt64](repeating: 0, count: dictionary.count / 64 + 1)
            if test.holds(nil) { bits[0] = 1 }
            for place in 0..<dictionary.count where test.holds(dictionary[place]) {
                bits[(place + 1) >> 6] |= 1 << UInt64((place + 1) & 63)
            }
            self = .codes(bits)
        }
    }

    /// Whether a missing value passes.
    var holdsForMissing: Bool {
        switch self {
        case .codes(let bits): bits[0] & 1 != 0
        case .open(let codes): codes.holds(0)
        case .keys(let test): test.holds(nil)
        }
    }

    func holds(_ column: StoredColumn, row: Int) -> Bool {
        switch (self, column.storage) {
        case (.codes(let bits), .codes(let codes, _)):
            return bits[Int(codes[row] >> 6)] >> UInt64(codes[row] & 63) & 1 != 0
        case (.open(let test), .codes(let codes, _)): return test.holds(codes[row])
        case (.keys(let test), .keys(let keys, let present)):
            return test.holds(present?.bit(row) ?? true ? keys[row] : nil)
        default: return false
        }
    }

    /// Sets the bit of each row of `rows` that passes, from the first bit of `bits` on, and clears the others.
    ///
    /// - Complexity: O(rows).
    func mark(_ column: StoredColumn, rows: Range<Int>, into bits: UnsafeMutablePointer<UInt64>) {
        switch (self, column.storage) {
        case (.codes(let passing), .codes(let codes, _)):
            passing.withUnsafeBufferPointer { passing in
                pack(rows.count, into: bits) { place in
                    let code = Int(codes[rows.lowerBound + place])
                    return passing[code >> 6] >> UInt64(code & 63) & 1
                }
            }
        case (.open(let test), .codes(let codes, _)):
            pack(rows.count, into: bits) { test.holds(codes[rows.lowerBound + $0]) ? 1 : 0 }
        case (.keys(let test), .keys(let keys, let present)):
            mark(test, keys + rows.lowerBound, rows, present, into: bits)
        default: pack(rows.count, into: bits) { _ in 0 }
        }
    }

    private func mark(
        _ test: KeyTest,
        _ keys: UnsafePointer<Int64>,
        _ rows: Range<Int>,
        _ present: UnsafePointer<UInt64>?,
        into bits: UnsafeMutablePointer<UInt64>
    ) {
        switch test {
        case .never: pack(rows.count, into: bits) { _ in 0 }
        case .missing:
            guard let present else { return pack(rows.count, into: bits) { _ in 0 } }
            pack(rows.count, into: bits) { present.bit(rows.lowerBound + $0) ? 0 : 1 }
        case .range(let range, let inverted):
            let (low, high) = (range.lowerBound, range.upperBound)
            let flip: UInt64 = inverted ? 1 : 0
            pack(rows.count, into: bits) { (keys[$0] >= low && keys[$0] <= high ? 1 : 0) ^ flip }
            if let present { keep(rows, where: present, in: bits) }
        case .each(let test, let type):
            pack(rows.count, into: bits) { place in
                let isPresent = present?.bit(rows.lowerBound + place) ?? true
                return test.holds(isPresent ? ColumnKey.value(keys[place], type) : nil) ? 1 : 0
            }
        }
    }

    /// Clears the bits of rows without a value.
    private func keep(_ rows: Range<Int>, where present: UnsafePointer<UInt64>, in bits: UnsafeMutablePointer<UInt64>) {
        let shift = UInt64(rows.lowerBound & 63)
        for word in 0..<(rows.count + 63) / 64 {
            let place = (rows.lowerBound >> 6) + word
            // The column has a word more than its rows need, so the one behind may be read.
            let mask = shift == 0 ? present[place] : present[place] >> shift | present[place + 1] << (64 - shift)
            bits[word] &= mask
        }
    }
}

/// A test of the codes of a column that is written over: each value is tested when it is first met.
///
/// `@unchecked Sendable`: it belongs to the evaluator of one customer at a time, as the column does.
final class OpenCodes: @unchecked Sendable {
    private enum Answer: UInt8 { case open, fails, holds }

    private let test: ValueTest
    private let values: GrowingValues
    // Unchecked: as above.
    @exclusivity(unchecked) private var answers: [Answer] = []

    init(_ test: ValueTest, _ values: GrowingValues) {
        (self.test, self.values) = (test, values)
    }

    func holds(_ code: UInt32) -> Bool {
        let place = Int(code)
        if place >= answers.count {
            answers.append(contentsOf: repeatElement(.open, count: values.count + 1 - answers.count))
        }
        if answers[place] == .open {
            answers[place] = test.holds(place == 0 ? nil : values.all[place - 1]) ? .holds : .fails
        }
        return answers[place] == .holds
    }
}

/// Packs a bit for each of `count` places into words.
@inline(__always)
func pack(_ count: Int, into bits: UnsafeMutablePointer<UInt64>, _ bit: (Int) -> UInt64) {
    var place = 0
    var word = 0
    while place + 64 <= count {
        var packed: UInt64 = 0
        for offset in 0..<64 { packed |= bit(place + offset) << UInt64(offset) }
        bits[word] = packed
        word += 1
        place += 64
    }
    guard place < count else { return }
    var packed: UInt64 = 0
    for offset in 0..<count - place { packed |= bit(place + offset) << UInt64(offset) }
    bits[word] = packed
}
