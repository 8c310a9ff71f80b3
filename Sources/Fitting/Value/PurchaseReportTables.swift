import Domain
import Models

extension PurchaseReport {
    var tables: [FitTable] {
        [parameterTable, outlookTable, frequencyTable] + (holdout.map { [holdoutTable($0)] } ?? [])
            + (fitted.spend.map { [SpendTables.parameters($0)] } ?? [])
    }

    private var parameterTable: FitTable {
        let values = fitted.purchases.process.parameters
        return FitTable(
            Bilingual(en: "Parameters", zh: "参数"),
            headings: [
                Bilingual(en: "Parameter", zh: "参数"), Bilingual(en: "Estimate", zh: "估计值"),
                Bilingual(en: "Standard error", zh: "标准误"),
            ],
            rows: values.indices.map {
                [.name(Process.parameterNames[$0]), .number(values[$0]), .number(errors?[$0] ?? .nan)]
            }
        )
    }

    private var outlookTable: FitTable {
        let ahead = DataTable.text(settings.horizon)
        let unit = reading.unit.plural
        var rows: [[FitTable.Cell]] = [
            [.text(Bilingual(en: "Customers", zh: "客户数")), .integer(Int(counts.total)), .missing, .missing],
            [.text(Bilingual(en: "Bought again", zh: "复购客户数")), .integer(repeatBuyers), .missing, .missing],
            [
                .text(Bilingual(en: "Expected to be alive", zh: "预计仍活跃的客户数")),
                .number(aliveCount, digits: 5), .missing, .missing,
            ],
            row(Bilingual(en: "Purchases of all of them", zh: "全体客户的预计购买次数"), ofAll),
            row(Bilingual(en: "Repeat purchases of a new customer", zh: "一位新客户的预计复购次数"), ofNewCustomer),
        ]
        if let lifetimeValue {
            rows.append([
                .text(Bilingual(en: "Lifetime value of all of them", zh: "全体客户的终身价值")),
                .number(lifetimeValue.sum, digits: 6), .missing, .missing,
            ])
        }
        return FitTable(
            Bilingual(en: "Within \(ahead) \(unit.english)", zh: "未来 \(ahead) \(unit.chinese)"),
            headings: [
                Bilingual(verbatim: ""), Bilingual(en: "Expected", zh: "预计"), Bilingual(en: "From", zh: "下限"),
                Bilingual(en: "To", zh: "上限"),
            ],
            rows: rows,
            caption: Bilingual(
                en: """
                    From and to are the \(DataTable.text(settings.level * 100)) % interval of the expected value, by the \
                    uncertainty of the parameters.
                    """,
                zh: "上下限为期望值的 \(DataTable.text(settings.level * 100))% 区间，仅反映参数的不确定性。"
            )
        )
    }

    private func row(_ name: Bilingual, _ estimated: Estimated) -> [FitTable.Cell] {
        [
            .text(name), .number(estimated.value, digits: 5),
            estimated.interval.map { .number($0.lowerBound, digits: 5) } ?? .missing,
            estimated.interval.map { .number($0.upperBound, digits: 5) } ?? .missing,
        ]
    }

    private var frequencyTable: FitTable {
        FitTable(
            Bilingual(en: "Customers by repeat purchases", zh: "按复购次数划分的客户数"),
            headings: [
                Bilingual(en: "Repeat purchases", zh: "复购次数"), Bilingual(en: "Actual", zh: "实际"),
                Bilingual(en: "Expected", zh: "预计"),
            ],
            rows: frequencies.actual.indices.map {
                [
                    .text(frequencyName($0)), .integer(frequencies.actual[$0]),
                    .number(frequencies.expected[$0], digits: 5),
                ]
            }
        )
    }

    /// The last class is open.
    func frequencyName(_ index: Int) -> Bilingual {
        Bilingual(verbatim: index == frequencies.actual.count - 1 ? "\(index)+" : "\(index)")
    }

    private func holdoutTable(_ holdout: HoldoutComparison) -> FitTable {
        let length = DataTable.text((holdout.length * 100).rounded() / 100)
        let total: [FitTable.Cell] = [
            .text(Bilingual(en: "All, in total", zh: "全部（合计）")), .integer(Int(counts.total)),
            .integer(holdout.actualTotal), .number(holdout.expectedTotal, digits: 5),
        ]
        let rows: [[FitTable.Cell]] = holdout.customers.indices.map {
            [
                .text(frequencyName($0)), .integer(holdout.customers[$0]),
                .number(holdout.actualMean[$0], digits: 4), .number(holdout.expectedMean[$0], digits: 4),
            ]
        }
        return FitTable(
            Bilingual(en: "The time after the fit, against what was expected", zh: "留出期的实际与预计"),
            headings: [
                Bilingual(en: "Repeat purchases before", zh: "拟合期复购次数"), Bilingual(en: "Customers", zh: "客户数"),
                Bilingual(en: "Actual mean", zh: "实际平均次数"), Bilingual(en: "Expected mean", zh: "预计平均次数"),
            ],
            rows: rows + [total],
            caption: Bilingual(
                en:
                    "Purchases of a customer in the \(length) \(reading.unit.plural.english) after the last day of the fit.",
                zh: "拟合截止日之后 \(length) \(reading.unit.plural.chinese)内每位客户的购买次数。"
            )
        )
    }
}
