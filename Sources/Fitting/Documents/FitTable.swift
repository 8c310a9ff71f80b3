package import Domain

/// A table of the readable summary, and of the report.
package struct FitTable: Sendable, Hashable, Codable {
    package enum Cell: Sendable, Hashable, Codable {
        case missing
        case text(Bilingual)
        case integer(Int)
        /// Written with this many significant digits.
        case number(Double, digits: Int)
        /// Written as per cent.
        case share(Double)

        package static func name(_ text: String) -> Cell { .text(Bilingual(verbatim: text)) }
        package static func number(_ value: Double) -> Cell { value.isFinite ? .number(value, digits: 6) : .missing }

        /// A p value; one below the least number of double precision is not zero.
        package static func pValue(_ value: Double) -> Cell {
            value == 0 ? .text(Bilingual(verbatim: "< 10⁻³⁰⁰")) : .number(value, digits: 3)
        }
    }

    package var title: Bilingual
    package var headings: [Bilingual]
    package var rows: [[Cell]]
    /// Said below the table: what its columns mean, where the formula is from.
    package var caption: Bilingual?

    package init(_ title: Bilingual, headings: [Bilingual], rows: [[Cell]], caption: Bilingual? = nil) {
        self.title = title
        self.headings = headings
        self.rows = rows
        self.caption = caption
    }
}
