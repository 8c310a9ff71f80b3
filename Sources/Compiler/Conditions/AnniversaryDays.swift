import Domain
import SQL

/// The days on which an anniversary may fall, as SQL asks for them: by month and day, year by year.
struct AnniversaryDays {
    /// Days of one year, from the first to the last.
    private struct Stretch {
        var year: Int
        var first: CalendarDate
        var last: CalendarDate
    }

    private var stretches: [Stretch] = []
    /// The last year all of which is asked for: whoever has a date before it has an anniversary in it.
    private var wholeYear: Int?

    init(_ dates: Range<CalendarDate>) {
        guard !dates.isEmpty else { return }
        let (first, last) = (dates.lowerBound, dates.upperBound.adding(days: -1))
        // Years between are whole, and of whole years the last says everything.
        for year in Set([first.year, last.year]).sorted() {
            guard let start = CalendarDate(year: year, month: 1, day: 1),
                let end = CalendarDate(year: year, month: 12, day: 31)
            else { continue }
            stretches.append(Stretch(year: year, first: max(first, start), last: min(last, end)))
        }
        if last.year - first.year > 1 { wholeYear = last.year - 1 }
    }

    /// Whether a date has an anniversary on one of the days.
    func holds(of date: SQLExpression) -> SQLExpression {
        let year = SQLExpression.datePart(.year, of: date)
        let place = SQLExpression.datePart(.month, of: date) * 100 + .datePart(.day, of: date)
        var answers = stretches.map { stretch in
            year < .integer(Int64(stretch.year))
                && place.between(.integer(Self.place(stretch.first)), and: .integer(lastPlace(stretch)))
        }
        if let wholeYear { answers.append(year < .integer(Int64(wholeYear))) }
        return .any(answers)
    }

    private static func place(_ date: CalendarDate) -> Int64 {
        Int64(date.month * 100 + date.day)
    }

    /// 29 February falls on 28 February in a common year.
    private func lastPlace(_ stretch: Stretch) -> Int64 {
        let isLastOfFebruary = stretch.last.month == 2 && stretch.last.day == 28
        return isLastOfFebruary && !CalendarDate.isLeap(stretch.year) ? 229 : Self.place(stretch.last)
    }
}
