import Foundation

/// A made-up shop's order lines as a CSV file: one to four lines an order, few customers who buy much, names of products
/// in two scripts, some of them quoted because of a comma.
struct OrdersFile {
    var rows = 5_000_000
    var customers = 300_000
    var seed: UInt64 = 20_260_101

    /// What the file holds, known from making it.
    struct Totals: Equatable {
        var rows = 0
        var quantity = 0
        /// In cents.
        var revenue = 0
        var customers = 0
        var bytes = 0
    }

    private static let channels = ["web", "app", "store", "wechat", "tmall"].map { Array($0.utf8) }
    private static let header = "order_id,customer_id,order_time,product,quantity,price,channel\n"
    private static let secondsInAll = 3 * 365 * 86_400

    /// Writes the file.
    ///
    /// - Complexity: O(rows) time; memory for one megabyte of text, because a child's peak counts its parent's.
    func write(to path: String) throws -> Totals {
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var writer = LineWriter(random: SeededRandom(seed: seed), customers: customers)
        writer.text.append(contentsOf: Self.header.utf8)
        var totals = Totals()
        var (order, time, linesLeft, customer) = (0, 0.0, 0, 0)
        // Two and a half lines an order on average; orders are spread evenly over three years.
        let step = Double(Self.secondsInAll) / (Double(rows) / 2.5)
        for _ in 0..<rows {
            if linesLeft == 0 {
                order += 1
                time += step * 2 * writer.random.fraction()
                linesLeft = 1 + writer.random.below(4)
                customer = writer.customer()
            }
            linesLeft -= 1
            writer.line(order: order, customer: customer, time: min(Int(time), Self.secondsInAll - 1))
            if writer.text.count > 1 << 20 { totals.bytes += try writer.flush(to: file) }
        }
        totals.bytes += try writer.flush(to: file)
        try file.close()
        totals.rows = rows
        totals.quantity = writer.quantity
        totals.revenue = writer.revenue
        totals.customers = writer.seen.count { $0 }
        return totals
    }

    private struct LineWriter {
        var random: SeededRandom
        var text: [UInt8] = []
        var seen: [Bool]
        var quantity = 0
        var revenue = 0
        private let products: [(name: [UInt8], cents: Int)]
        private let days: [[UInt8]]

        init(random: SeededRandom, customers: Int) {
            var random = random
            seen = [Bool](repeating: false, count: customers)
            products = Self.products(&random)
            days = Self.days()
            self.random = random
        }

        /// The square favours low numbers: a tenth of the customers give a third of the orders.
        mutating func customer() -> Int {
            let share = random.fraction()
            let number = Int(share * share * Double(seen.count))
            seen[number] = true
            return number
        }

        mutating func line(order: Int, customer: Int, time: Int) {
            let product = products[random.below(products.count)]
            let count = 1 + random.below(5)
            quantity += count
            revenue += count * product.cents
            append(UInt8(ascii: "O"), order, digits: 7)
            append(UInt8(ascii: "C"), customer, digits: 6)
            text.append(contentsOf: days[time / 86_400])
            append(UInt8(ascii: " "), time / 3_600 % 24, digits: 2, end: UInt8(ascii: ":"))
            append(nil, time / 60 % 60, digits: 2, end: UInt8(ascii: ":"))
            append(nil, time % 60, digits: 2)
            text.append(contentsOf: product.name)
            text.append(UInt8(ascii: ","))
            append(nil, count, digits: 1)
            append(nil, product.cents / 100, digits: 1, end: UInt8(ascii: "."))
            append(nil, product.cents % 100, digits: 2)
            text.append(contentsOf: OrdersFile.channels[random.below(OrdersFile.channels.count)])
            text.append(UInt8(ascii: "\n"))
        }

        mutating func flush(to file: FileHandle) throws -> Int {
            try file.write(contentsOf: Data(text))
            defer { text.removeAll(keepingCapacity: true) }
            return text.count
        }

        private mutating func append(_ start: UInt8?, _ number: Int, digits: Int, end: UInt8 = UInt8(ascii: ",")) {
            if let start { text.append(start) }
            var scale = 1
            for _ in 1..<digits { scale *= 10 }
            while number / scale >= 10 { scale *= 10 }
            while scale > 0 {
                text.append(UInt8(ascii: "0") + UInt8(number / scale % 10))
                scale /= 10
            }
            text.append(end)
        }

        private static func products(_ random: inout SeededRandom) -> [(name: [UInt8], cents: Int)] {
            let kinds = ["Tea cup", "\"Bowl, blue\"", "Lamp", "青花瓷杯", "\"Scarf, wool\"", "笔记本", "Candle", "茶叶礼盒"]
            return (0..<2_000).map { number in
                let kind = kinds[number % kinds.count]
                let name = kind.hasSuffix("\"") ? "\(kind.dropLast()) \(number)\"" : "\(kind) \(number)"
                return (Array(name.utf8), 100 + random.below(50_000))
            }
        }

        /// The days of the three years from 2023, as ISO dates.
        private static func days() -> [[UInt8]] {
            let style = Date.ISO8601FormatStyle().year().month().day()
            return (0..<OrdersFile.secondsInAll / 86_400).map { day in
                Array(Date(timeIntervalSince1970: 1_672_531_200 + Double(day) * 86_400).formatted(style).utf8)
            }
        }
    }
}
