import Domain
import Foundation
import Models
import TestSupport

/// The 1/10 sample of CDNOW: calibration to 1997-09-30, holdout to 1998-06-30, weeks of seven days.
enum CDNOW {
    static let orders: (customer: [Int], day: [Int], amount: [Double]) = {
        // A file of the repository that is not there is reported by every test that needs it.
        let rows = ((try? Fixture.lines("cdnow_sample.txt")) ?? []).map { $0.split(separator: " ") }
        let days = rows.map { row -> Int in
            let number = Int(row[2])!
            return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)!.daysSinceEpoch
        }
        return (rows.map { Int($0[1])! - 1 }, days, rows.map { Double($0[4])! })
    }()

    static let until = CalendarDate(year: 1997, month: 9, day: 30)!.daysSinceEpoch
    static let end = CalendarDate(year: 1998, month: 6, day: 30)!.daysSinceEpoch

    static let customers = CustomerHistories(
        customer: orders.customer,
        day: orders.day,
        amount: orders.amount,
        until: until,
        holdoutEnd: end,
        unit: .week
    )

    static func counts() throws -> HistoryCounts { HistoryCounts(try customers.histories()) }

    /// Fitted once for all tests.
    static let bgnbd = Result { try PurchaseModelFit<BGNBD>(counts()) }
    static let paretoNBD = Result { try PurchaseModelFit<ParetoNBD>(counts()) }
}

extension Double {
    /// Equal when written with so many significant digits, give or take one of the last.
    func agrees(with other: Double, digits: Int) -> Bool {
        (self - other).magnitude <= 0.51 * pow(10, Double(1 - digits) + log10(other.magnitude).rounded(.down))
    }

    func isNear(_ other: Double, _ tolerance: Double) -> Bool { (self - other).magnitude <= tolerance }
}
