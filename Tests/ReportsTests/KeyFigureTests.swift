import Domain
import Foundation
import Testing

@testable import Reports

@Suite struct KeyFigureTests {
    private func note(months: [MonthFigures], language: Language) throws -> String? {
        var data = SampleReport.data
        data.customersOverTime = months
        let notation = Notation(
            language: language,
            currency: SampleReport.meta.currency,
            timeZone: SampleReport.meta.timeZone
        )
        return try #require(KeyFigureCard.all(of: data, in: notation).first).note
    }

    @Test func aMonthThatEndsWithTheAsOfInstantIsAWholeOne() throws {
        let trade = try trade(asOf: CalendarDate(year: 2026, month: 6, day: 30), months: [4])
        #expect(trade.completeToDate.map(\.month.month) == [4, 5, 6])
        let whole = try self.trade(asOf: CalendarDate(year: 2026, month: 6, day: 30), months: [5, 6])
        #expect(whole.completeToDate.map(\.month.month) == [5, 6])
    }

    private func trade(asOf: CalendarDate?, months: [Int]) throws -> Trade {
        var meta = SampleReport.meta
        meta.timeZone = .gmt
        meta.asOf = Instant(microseconds: Int64(try #require(asOf).daysSinceEpoch) * 86_400_000_000)
        let notation = Notation(language: .english, currency: meta.currency, timeZone: meta.timeZone)
        let figures = try months.map { month in
            MonthFigures(
                month: try #require(CalendarDate(year: 2026, month: month, day: 1)),
                active: 1,
                new: 1,
                orders: 1,
                revenue: .zero
            )
        }
        return Trade(months: figures, meta: meta, notation: notation)
    }

    /// The sample is of 18 June 2026. Its months since an order long ago were months too.
    @Test func newCustomersAreThoseOfTheMonthsBeforeTheAsOfInstant() throws {
        func month(_ year: Int, _ month: Int) throws -> MonthFigures {
            let first = try #require(CalendarDate(year: year, month: month, day: 1))
            return MonthFigures(month: first, active: 12, new: 12, orders: 12, revenue: .zero)
        }
        #expect(try note(months: [try month(2026, 1)], language: .english) == "12 new in 5 months")
        #expect(try note(months: [try month(2026, 1)], language: .chinese) == "近 5 个月新增 12")
        #expect(try note(months: [try month(2026, 5)], language: .english) == "12 new in the last month")
        #expect(try note(months: [try month(2024, 1)], language: .english) == "0 new in 12 months")
        #expect(try note(months: [try month(2026, 6)], language: .english) == nil)
        #expect(
            try note(months: [try month(2026, 5), try month(2026, 6)], language: .english) == "12 new in the last month"
        )
    }
}

@Suite struct ZoneNameTests {
    @Test func universalTimeIsCalledAsProjectsCallIt() throws {
        let zone = try #require(TimeZone(identifier: "UTC"))
        let notation = Notation(language: .english, currency: SampleReport.meta.currency, timeZone: zone)
        #expect(notation.instant(Instant(microseconds: 0)) == "1 January 1970, 00:00 (UTC)")
    }
}
