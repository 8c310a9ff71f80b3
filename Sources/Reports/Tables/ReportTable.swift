package import Domain

/// A table of the report: the page shows it as people read, a CSV file holds it as programs do.
package struct ReportTable: Sendable, Hashable {
    /// The CSV file's name without its extension; the same in every language.
    package var name: String
    package var title: String
    package var columns: [String]
    /// As many cells as columns in each row.
    package var rows: [[Cell]]

    /// A value, not yet written for anyone.
    package enum Cell: Sendable, Hashable {
        case text(String)
        case integer(Int)
        case number(Double)
        /// Shown with this many significant digits; a file has all of them.
        case significant(Double, digits: Int)
        /// A fraction, 0.25 for a quarter.
        case share(Double)
        /// Shown in whole units.
        case money(Amount)
        /// Shown with the currency's places.
        case price(Amount)
        case date(CalendarDate)
        /// A month by its first day.
        case month(CalendarDate)
        case missing
    }
}

extension ReportTable.Cell {
    static func number(orMissing value: Double?) -> Self { value.map(Self.number) ?? .missing }
    /// As a model gives it: six digits to read, all of them in a file.
    static func number(inFull value: Double) -> Self { value.isFinite ? .significant(value, digits: 6) : .missing }
    static func share(orMissing value: Double?) -> Self { value.map(Self.share) ?? .missing }
    static func money(orMissing value: Amount?) -> Self { value.map(Self.money) ?? .missing }
    static func price(orMissing value: Amount?) -> Self { value.map(Self.price) ?? .missing }

    /// Whether columns of such cells are set flush right.
    var isNumeric: Bool {
        switch self {
        case .integer, .number, .significant, .share, .money, .price: true
        case .text, .date, .month, .missing: false
        }
    }

    /// As people read it.
    func shown(in notation: Notation) -> String {
        switch self {
        case .text(let text): text
        case .integer(let number): notation.integer(number)
        case .number(let number): notation.decimal(number)
        case .significant(let number, let digits): notation.significant(number, digits: digits)
        case .share(let fraction): notation.share(fraction)
        case .money(let amount): notation.money(amount)
        case .price(let amount): notation.price(amount)
        case .date(let date): notation.date(date)
        case .month(let date): notation.shortMonth(date)
        case .missing: Notation.missing
        }
    }
}
