import Domain
import Fitting
import Foundation
import TestSupport

/// Logs of orders as tables.
enum OrdersTable {
    static func of(_ rows: [(customer: String?, date: String?, amount: Double)]) -> DataTable {
        DataTable(
            name: "orders.csv",
            [
                DataColumn("who", texts: rows.map(\.customer)),
                DataColumn("when", .instants(rows.map { $0.date.flatMap(instant) })),
                DataColumn("paid", numbers: rows.map(\.amount)),
            ]
        )
    }

    /// Midnight in UTC.
    static func instant(_ date: String) -> Instant? {
        CalendarDate(date).map { Instant(microseconds: Int64($0.daysSinceEpoch) * 86_400_000_000) }
    }

    /// The 1/10 sample of CDNOW.
    static let cdnow: DataTable = {
        let rows = ((try? Fixture.lines("cdnow_sample.txt")) ?? []).map { $0.split(separator: " ").map(String.init) }
        return of(
            rows.map { row in
                let date = row[2]
                return (
                    row[1], "\(date.prefix(4))-\(date.dropFirst(4).prefix(2))-\(date.suffix(2))", Double(row[4]) ?? .nan
                )
            }
        )
    }()

    static let columns: [FitOption: String] = [.customer: "who", .time: "when", .amount: "paid"]

    static func options(_ more: [FitOption: String] = [:]) -> FitOptions {
        FitOptions(model: "test", columns.merging(more) { $1 })
    }
}

extension FitValue {
    var number: Double? {
        switch self {
        case .number(let number): number
        case .integer(let integer): Double(integer)
        default: nil
        }
    }

    var numberList: [Double] {
        guard case .list(let values) = self else { return [] }
        return values.compactMap(\.number)
    }
}

extension FitDocument {
    func parameter(_ name: String) -> Double { parameters.first { $0.name == name }?.value.number ?? .nan }
}
