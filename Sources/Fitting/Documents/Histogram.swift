import Domain
import Foundation

/// How often values fall into bars of one round width: 1, 2 or 5 times a power of ten, and whole for whole numbers.
struct Histogram: Sendable, Hashable {
    /// `from` belongs to the bar and `to` does not; `nil` where the bar takes all that is below or above.
    struct Bar: Sendable, Hashable {
        var from: Double?
        var to: Double?
        var count: Int
    }

    var bars: [Bar]
    /// Whether all values are whole numbers.
    var isWhole: Bool

    /// - Parameters:
    ///   - values: finite; at least one.
    ///   - bars: about how many.
    init(_ values: [Double], bars: Int = 20) {
        let sorted = values.sorted()
        isWhole = sorted.allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e15 }
        // A few values far out would leave one bar for all others.
        let low = sorted[sorted.count / 100]
        let high = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        let width = Self.roundWidth((high - low) / Double(bars), isWhole: isWhole)
        var first = Self.place(low, width)
        var number = Int(Self.place(high, width) - first) + 1
        let isOpenBelow = Self.place(sorted[0], width) < first
        let isOpenAbove = Self.place(sorted[sorted.count - 1], width) >= first + Double(number)
        // One bar for all between the few on both sides, which have bars of their own.
        if number == 1, isOpenBelow, isOpenAbove { (first, number) = (first - 1, 3) }
        var counts = [Int](repeating: 0, count: number)
        for value in sorted {
            counts[Int(min(Double(number - 1), max(0, Self.place(value, width) - first)))] += 1
        }
        self.bars = counts.enumerated().map { place, count in
            Bar(
                from: place == 0 && isOpenBelow ? nil : (first + Double(place)) * width,
                to: place == number - 1 && isOpenAbove ? nil : (first + Double(place + 1)) * width,
                count: count
            )
        }
    }

    /// How many widths lie below a value. A value at the end of a bar is one of its own, whatever 0.3 / 0.1 is in doubles.
    private static func place(_ value: Double, _ width: Double) -> Double {
        let quotient = value / width
        let nearest = quotient.rounded()
        return (quotient - nearest).magnitude <= 1e-9 * max(1, nearest.magnitude) ? nearest : quotient.rounded(.down)
    }

    /// The next of 1, 2, 5, 10 … that is not below a width.
    private static func roundWidth(_ width: Double, isWhole: Bool) -> Double {
        guard width > 0, width.isFinite else { return 1 }
        let power = pow(10, log10(width).rounded(.down))
        let round = [1, 2, 5, 10].map { $0 * power }.first { $0 >= width * (1 - 1e-9) } ?? 10 * power
        return isWhole ? max(1, round) : round
    }

    /// What a bar is called on an axis: `3`, `20–39`, `1.5–2`, `< 0`, `≥ 500`.
    func label(of bar: Bar) -> String {
        switch (bar.from, bar.to) {
        case (let from?, let to?):
            let last = isWhole ? to - 1 : to
            // A dash between signs would be hard to read.
            return last == from ? Self.text(from) : Self.text(from) + (from < 0 ? " – " : "–") + Self.text(last)
        case (let from?, nil): return "≥ " + Self.text(from)
        case (nil, let to?): return "< " + Self.text(to)
        case (nil, nil): preconditionFailure("One bar that is open on both sides is made three.")
        }
    }

    /// A number with six significant digits at most: multiples of a width carry errors of rounding.
    private static func text(_ number: Double) -> String {
        guard number != 0 else { return "0" }
        let digits = 5 - Int(log10(number.magnitude).rounded(.down))
        guard (0...15).contains(digits) else { return DataTable.text(number.rounded()) }
        let scale = pow(10, Double(digits))
        return DataTable.text((number * scale).rounded() / scale)
    }

    /// - Parameters:
    ///   - name: what the values are.
    ///   - counted: what is counted, such as customers.
    func figure(_ name: Bilingual, counted: Bilingual) -> FitFigure {
        FitFigure(
            name,
            x: name,
            y: counted,
            .bars(
                categories: bars.map { Bilingual(verbatim: label(of: $0)) },
                series: [(name: counted, values: bars.map { Double($0.count) })]
            )
        )
    }
}
