import Domain
import Fitting
import Foundation
import Reports

/// Models at the ends of what can come in.
enum EdgeModel {
    /// In every text of it someone tries to leave the text.
    static let hostile: ModelPage = {
        let attack = Bilingual(verbatim: EdgeReport.attack)
        var document = FitDocument(model: attack.english, n: 1, seed: 1)
        document.parameters = [FitField(attack.english, .text(attack.english))]
        document.notes = [attack]
        document.tables = [FitTable(attack, headings: [attack], rows: [[.text(attack)]], caption: attack)]
        let line = FitFigure.Series(attack, x: [0, 1], y: [0, 1], band: ([0, 0], [1, 1]))
        let kinds: [FitFigure.Kind] = [
            .lines([line, line]), .steps([line]),
            .bars(categories: [attack, attack], series: [(attack, [1, 2]), (attack, [2, 3])]),
            .heat(rows: [attack], columns: [attack, attack], values: [[1, -1]]),
            .network(nodes: [(attack.english, 1), (attack.english, 1)], links: [(0, 1, 1)]),
        ]
        document.figures = kinds.map { FitFigure(attack, x: attack, y: attack, $0, hasDiagonal: true) }
        return ModelPage(name: attack, purpose: attack, document: document, extra: document.tables)
    }()

    /// More of everything, with longer names, than a page has room for.
    static let crowded: ModelPage = {
        let (x, y) = (Bilingual(en: "Weeks since the first purchase", zh: "首购后周数"), Bilingual(en: "Value", zh: "数值"))
        var document = FitDocument(model: "crowded", n: 1_234_567, seed: 1)
        let row = FitValue.numbers((0..<25).map { Double($0) / 7 })
        document.parameters = [FitField("means", .list(Array(repeating: row, count: 12)))]
        document.figures = [
            FitFigure(title("Nine lines", "九条曲线"), x: x, y: y, .lines(lines)),
            FitFigure(
                title("Small and negative values", "极小值与负值"),
                x: x,
                y: y,
                .lines([.init(y, x: [-2, -1, 0, 1], y: [-0.00012, 0.00003, -0.00009, 0.00021])])
            ),
            FitFigure(title("Large values", "极大值"), x: x, y: y, .lines([.init(y, x: [1, 1e6], y: [4.1e9, 4.2e9])])),
            FitFigure(title("One point", "单个点"), x: x, y: y, .steps([.init(y, x: [3], y: [0.5])])),
            FitFigure(title("Many groups", "多组柱形"), x: x, y: y, .bars(categories: names(30), series: bars)),
            FitFigure(
                title("Bars of both signs", "有正有负的柱形"),
                x: x,
                y: y,
                .bars(categories: names(6), series: [(y, [0.4, -0.3, 0.2, -0.1, 0.05, .nan])])
            ),
            FitFigure(
                title("A wide grid", "宽表"),
                x: x,
                y: y,
                .heat(rows: names(6), columns: names(24), values: grid(6, 24))
            ),
            FitFigure(
                title("A large grid", "大表"),
                x: x,
                y: y,
                .heat(rows: names(30), columns: names(30), values: grid(30, 30))
            ),
            FitFigure(title("A tangle", "密集网络"), x: x, y: y, .network(nodes: nodes, links: links)),
        ]
        return ModelPage(
            name: Bilingual(verbatim: EdgeReport.longName),
            purpose: Bilingual(verbatim: EdgeReport.longName),
            document: document
        )
    }()

    private static func title(_ english: String, _ chinese: String) -> Bilingual { Bilingual(en: english, zh: chinese) }

    private static func names(_ count: Int) -> [Bilingual] {
        (1...count).map { number in
            Bilingual(
                en: number % 3 == 0 ? "Payment by instalments, number \(number)" : "Item \(number)",
                zh: number % 3 == 0 ? "分期付款且使用优惠券的第 \(number) 类客户" : "第 \(number) 项"
            )
        }
    }

    private static let lines: [FitFigure.Series] = names(9).enumerated().map { number, name in
        let weeks = (0...40).map(Double.init)
        return FitFigure.Series(name, x: weeks, y: weeks.map { exp(-$0 / Double(10 + 8 * number)) })
    }

    private static let bars: [(name: Bilingual, values: [Double])] = names(3).map { name in
        (name, (0..<30).map { Double(30 - $0) })
    }

    private static func grid(_ rows: Int, _ columns: Int) -> [[Double]] {
        (0..<rows).map { row in
            (0..<columns).map { column -> Double in
                let phase = Double(row * columns + column)
                return sin(phase) * 40
            }
        }
    }

    private static let nodes: [(name: String, weight: Double)] = names(45).map { ($0.chinese, 0.5) }

    private static let links: [(from: Int, to: Int, weight: Double)] = (0..<150).map(link)

    private static func link(_ number: Int) -> (from: Int, to: Int, weight: Double) {
        let weight = Double(150 - number) / 150
        return (from: number % 45, to: (number * 13 + 1) % 45, weight: weight)
    }
}
