import Foundation
import Reports

/// Values in about a dozen ranges of a round width; the few that lie far out share the last one.
struct ValueBins {
    private let values: [Double]
    private let kind: Kind

    enum Kind {
        /// Figures that begin at zero, such as days, orders and amounts; ranges are whole numbers wide.
        case fromZero
        /// Whole numbers anywhere, such as years.
        case whole
        /// Any numbers.
        case number
    }

    /// - Parameter values: finite ones.
    init(_ values: [Double], _ kind: Kind = .fromZero) {
        self.values = values.sorted()
        self.kind = kind
    }

    var histogram: Histogram {
        guard let least = values.first, let greatest = values.last else { return Histogram() }
        let high = values[Int(Double(values.count - 1) * 0.95)]
        let width = width(from: least, to: high)
        // Counts begin at one: a range that begins at zero would promise customers without an order.
        let startsAtLeast = kind == .fromZero && least > 0 && least < width
        let start = startsAtLeast ? least : (least / width).rounded(.down) * width
        let whole = Int(((high - start) / width).rounded(.up)) + 1
        var counts = [Int](repeating: 0, count: whole + 1)
        for value in values { counts[min(whole, Int((value - start) / width))] += 1 }
        var bins = counts.indices.map { index in
            Histogram.Bin(
                lower: start + Double(index) * width,
                upper: index == whole ? nil : start + Double(index + 1) * width,
                customers: counts[index]
            )
        }
        if greatest < start + Double(whole) * width { bins.removeLast() }
        while let last = bins.last, last.customers == 0, bins.count > 1 { bins.removeLast() }
        let middle = values.count / 2
        let median = values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
        return Histogram(bins: bins, median: median)
    }

    private func width(from least: Double, to high: Double) -> Double {
        switch kind {
        case .fromZero: Self.roundWidth((high - min(0, least)) / 12, least: 1)
        case .whole: Self.roundWidth((high - least) / 12, least: 1)
        // Values that are all the same are one range.
        case .number: high > least ? Self.roundWidth((high - least) / 12, least: 0) : max(1, abs(high))
        }
    }

    /// The next of 1, 2, 5 times a power of ten that is at least `least`.
    private static func roundWidth(_ width: Double, least: Double) -> Double {
        guard width > least else { return least }
        let power = pow(10, log10(width).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= width * 0.999 } ?? 10 * power
    }
}
