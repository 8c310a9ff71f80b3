import Domain
import Models

/// Days, weeks from Monday, months or years of the calendar, numbered one after another.
struct CalendarPeriods {
    private let unit: PurchaseTimeUnit

    init(_ unit: PurchaseTimeUnit) { self.unit = unit }

    /// The period of a day since 1970-01-01.
    func number(of day: Int) -> Int {
        switch unit {
        case .day: return day
        // 1970-01-01 is a Thursday.
        case .week: return Int(Int64(day + 3).floorDivided(by: 7).quotient)
        case .month:
            let date = CalendarDate(daysSinceEpoch: day)
            return date.year * 12 + date.month - 1
        case .year: return CalendarDate(daysSinceEpoch: day).year
        }
    }

    /// The last period that is over at the end of this day.
    func lastComplete(by day: Int) -> Int {
        number(of: day + 1) - 1
    }
}
