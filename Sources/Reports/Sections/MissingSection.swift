import Domain

extension ReportSection {
    /// What a report without orders cannot say, and how to add them.
    static func missingSection(_ notation: Notation) -> ReportSection {
        ReportSection(
            id: "missing",
            title: notation.text("What is missing", "还缺什么"),
            lead: notation.text(
                "No orders are known, so nothing is said of revenue, of customers over time, of recency, frequency and value, "
                    + "of the concentration of value, and of retention.",
                "没有订单数据，因此报告中没有收入、客户变化、RFM 分析、价值集中度和留存。"
            ),
            absence: notation.text(
                "Add your orders to covey.yaml, with the names of the columns in your file on the left, and run: covey run",
                "请在 covey.yaml 中添加订单（左边写您文件中的列名），然后运行：covey run"
            ),
            example: example(notation)
        )
    }

    /// As it may stand in `covey.yaml`; the lines below `sources` go beside the sources that are there.
    private static func example(_ notation: Notation) -> String {
        func column(_ english: String, _ chinese: String, _ role: String) -> String {
            "      \(notation.text(english, chinese)): \(role)"
        }
        return [
            "sources:", "  orders:", "    kind: orders", "    files: orders.csv", "    columns:",
            column("Order number", "订单号", "order"), column("Customer number", "客户编号", "customer"),
            column("Paid at", "付款时间", "time"), column("Amount", "金额", "amount"), "models:",
            "  rfm: { model: rfm, orders: Order Completed, amount: revenue }",
        ].joined(separator: "\n")
    }
}
