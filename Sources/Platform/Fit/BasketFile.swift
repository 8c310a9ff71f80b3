import Domain
import Exchange
import Fitting
import Foundation
import Models
import ProjectFile

/// A file with one basket a line.
extension ReadTable {
    /// The lines, as one column of texts.
    ///
    /// - Throws: `FileError`, `ImportError`; `ModelError.unusable` for a table with a header.
    package func runBaskets() throws -> Outcome {
        let inspection = try TextInspection.inspect(path: path)
        try FileShape.refuseOtherFormats(path, shown: path, .csv, inspection)
        let copy = FileManager.default.temporaryDirectory.path + "/covey-" + UUID().uuidString
        defer { unlink(copy) }
        _ = try WorkingCopy.write(of: path, inspection: inspection, to: copy)
        let text = String(decoding: try Data(contentsOf: URL(filePath: copy)), as: UTF8.self)
        var lines: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            lines.append(String(line))
            if BasketLine.items(lines[lines.count - 1]) == nil {
                throw ImportError.unclosedQuote(path: path, line: index + 1)
            }
        }
        if let header = BasketHeader(lines) { throw header.error(file: name) }
        return Outcome(table: DataTable(name: name, [DataColumn("basket", texts: lines)]), remarks: [])
    }
}

/// The header of a table that was taken for a file of baskets.
struct BasketHeader {
    var columns: [String]
    /// The columns that are most likely the options, by the words that people use.
    var customer: String?
    var item: String?

    private static let customers: Set<String> = [
        "customer", "customerid", "customerno", "client", "clientid", "user", "userid", "member", "memberid", "order",
        "orderid", "orderno", "ordernumber", "invoice", "invoiceno", "transaction", "transactionid", "basket",
        "basketid", "receipt", "receiptid", "session", "sessionid", "id", "客户", "客户编号", "客户号", "顾客", "会员", "会员号", "用户",
        "用户编号", "订单", "订单号", "订单编号", "交易号", "购物篮",
    ]
    private static let items: Set<String> = [
        "item", "items", "itemid", "itemname", "product", "products", "productid", "productname", "sku", "article",
        "articleid", "stockcode", "goods", "商品", "商品名", "商品名称", "商品编号", "产品", "产品名称", "品名", "货号",
    ]

    /// `nil` where the lines are baskets. They are a table where all have the same number of parts, and the first names
    /// both a customer or an order and an item, or stands above a column of nothing but numbers or dates.
    init?(_ lines: [String]) {
        let lines = lines.prefix(50)
        guard let first = lines.first else { return nil }
        let marks: [Character] = [",", ";", "\t", "|"]
        guard let mark = marks.first(where: first.contains) else { return nil }
        let rows = lines.map { Self.parts($0, mark) }
        columns = rows[0]
        guard rows.allSatisfy({ $0.count == rows[0].count }) else { return nil }
        customer = columns.first { Self.customers.contains(Self.word($0)) }
        item = columns.first { Self.items.contains(Self.word($0)) }
        guard customer == nil || item == nil else { return }
        let isAboveNumbers =
            rows.count > 2
            && columns.indices.contains { column in
                !Self.isNumberOrDay(columns[column]) && rows.dropFirst().allSatisfy { Self.isNumberOrDay($0[column]) }
            }
        guard isAboveNumbers else { return nil }
    }

    private static func parts(_ line: String, _ mark: Character) -> [String] {
        let isQuoted = mark == "," && line.contains("\"")
        let parts = isQuoted ? BasketLine.items(line) : nil
        return (parts ?? line.split(separator: mark, omittingEmptySubsequences: false).map(String.init))
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func word(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private static func isNumberOrDay(_ text: String) -> Bool {
        text.contains { $0.isNumber } && text.allSatisfy { $0.isNumber || ".-/: ".contains($0) }
    }

    func error(file: String) -> ModelError {
        .unusable(
            Bilingual(
                en:
                    "\(file) is a table with the columns \(columns.joined(separator: ", ")), and not a basket in each line.",
                zh: "\(file) 是一个表格（列：\(columns.joined(separator: "、"))），而不是每行一个购物篮。"
            ),
            advice: advice
        )
    }

    private var advice: Bilingual {
        guard let customer, let item else {
            return Bilingual(
                en: "State the columns: --customer for who bought or the order's number, --item for what.",
                zh: "请写明列：--customer 为购买者或订单号，--item 为商品。"
            )
        }
        let options = "--customer \(Self.quoted(customer)) --item \(Self.quoted(item))"
        return Bilingual(en: "State the columns: \(options)", zh: "请写明列：\(options)")
    }

    private static func quoted(_ name: String) -> String { name.contains(" ") ? "\"\(name)\"" : name }
}
