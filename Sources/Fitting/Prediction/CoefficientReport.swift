import Domain
import Foundation
import Models

/// What a document says of estimated coefficients.
struct CoefficientReport {
    /// What a coefficient's statistic and p value are of.
    enum Test: String {
        /// Estimate over standard error, against the normal distribution, and against Student's t.
        case waldZ = "z"
        case waldT = "t"
        /// Twice the fall of the log-likelihood without the coefficient, against χ² with one degree of freedom.
        case likelihoodRatio = "χ²"

        var field: String {
            switch self {
            case .waldZ: "zValues"
            case .waldT: "tValues"
            case .likelihoodRatio: "chiSquaredValues"
            }
        }
    }

    var coefficients: [Coefficient]
    var level: Double
    var test: Test
    /// The name of e^estimate, where it means something: odds ratios, hazard ratios.
    var ratio: (field: String, heading: Bilingual)?

    func add(to document: inout FitDocument) {
        document.parameters = coefficients.map { FitField($0.name, .number($0.estimate)) }
        document.standardErrors = coefficients.map { FitField($0.name, .number($0.standardError)) }
        document.own += [
            FitField(test.field, object { Self.value($0.statistic) }),
            FitField("pValues", object { Self.value($0.pValue) }),
            FitField("level", .number(level)),
            FitField(
                "intervals",
                object { .object([FitField("low", .number($0.low)), FitField("high", .number($0.high))]) }
            ),
        ]
        if let ratio {
            document.own.append(
                FitField(
                    ratio.field,
                    object {
                        .object([
                            FitField("ratio", .number(exp($0.estimate))), FitField("low", .number(exp($0.low))),
                            FitField("high", .number(exp($0.high))),
                        ])
                    }
                )
            )
        }
        document.tables.append(table)
    }

    private func object(_ value: (Coefficient) -> FitValue) -> FitValue {
        .object(coefficients.map { FitField($0.name, value($0)) })
    }

    private static func value(_ number: Double?) -> FitValue { number.map { .number($0) } ?? .null }

    private var table: FitTable {
        let share = Int((level * 100).rounded())
        var headings = [
            Bilingual(en: "Term", zh: "项"), Bilingual(en: "Estimate", zh: "估计值"),
            Bilingual(en: "Std. error", zh: "标准误"), Bilingual(verbatim: test.rawValue),
            Bilingual(en: "p", zh: "p 值"),
        ]
        if let ratio { headings.append(ratio.heading) }
        headings += [
            Bilingual(en: "\(share)% low", zh: "\(share)% 下限"), Bilingual(en: "\(share)% high", zh: "\(share)% 上限"),
        ]
        return FitTable(
            Bilingual(en: "Coefficients", zh: "系数"),
            headings: headings,
            rows: coefficients.map { row($0) },
            caption: ratio.map { ratio in
                Bilingual(
                    en: "The interval is of the \(ratio.heading.english.lowercased()): "
                        + "what one unit more, or this level beside the first, multiplies by.",
                    zh: "区间为\(ratio.heading.chinese)的置信区间：该列增加一个单位（或该水平相对于第一个水平）所对应的倍数。"
                )
            }
        )
    }

    private func row(_ coefficient: Coefficient) -> [FitTable.Cell] {
        let bounds =
            ratio == nil ? [coefficient.low, coefficient.high] : [exp(coefficient.low), exp(coefficient.high)]
        var cells: [FitTable.Cell] = [
            .name(coefficient.name), .number(coefficient.estimate), .number(coefficient.standardError),
            coefficient.statistic.map { .number($0) } ?? .missing,
            coefficient.pValue.map { .pValue($0) } ?? .missing,
        ]
        if ratio != nil { cells.append(.number(exp(coefficient.estimate))) }
        return cells + bounds.map { .number($0) }
    }

    /// Columns that could not be estimated beside the others.
    static func note(dropped: [String]) -> Bilingual? {
        guard !dropped.isEmpty else { return nil }
        let names = dropped.joined(separator: ", ")
        return Bilingual(
            en: "Left out, since they are constant or follow from the columns before them: \(names).",
            zh: "以下列取值不变或可由前面的列推出，已去掉：\(names)。"
        )
    }
}
