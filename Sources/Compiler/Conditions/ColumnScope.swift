package import Domain
package import SQL
package import Segments

/// What the names in a condition stand for: a column and the type of its values.
package struct ColumnScope {
    package struct Column {
        package var expression: SQLExpression
        package var type: ValueType

        package init(_ expression: SQLExpression, _ type: ValueType) {
            self.expression = expression
            self.type = type
        }
    }

    package var columns: [String: Column]

    package init(_ columns: [String: Column]) {
        self.columns = columns
    }

    /// Looks a name up.
    ///
    /// - Throws: `CompileError.unknownName` with the nearest known name.
    func column(_ name: String) throws(CompileError) -> Column {
        guard let column = columns[name] else {
            throw .unknownName(name, nearest: NearestName.of(name, among: columns.keys.sorted()))
        }
        return column
    }
}

/// Why a definition has no SQL.
package enum CompileError: ExplainedError, Hashable {
    case unknownName(String, nearest: String?)
    /// The comparison has no meaning for values of this type.
    case notComparable(name: String, type: ValueType)
    /// A statement that has no SQL, in its canonical text.
    case notExpressible(String)
    /// Nothing of that kind can be measured of these events.
    case notMeasurable(Problem)
    /// A definition that nothing could evaluate.
    case undefined(EvaluationError)

    package var explanation: Bilingual {
        switch self {
        case .unknownName(let name, _):
            Bilingual(en: "There is no “\(name)” here.", zh: "这里没有“\(name)”。")
        case .notComparable(let name, let type):
            Bilingual(
                en: "“\(name)” has values of the type \(type.rawValue), which cannot be compared so.",
                zh: "“\(name)”的类型是 \(type.rawValue)，不能这样比较。"
            )
        case .notMeasurable(let problem): problem.explanation
        case .undefined(let error): error.explanation
        case .notExpressible(let text):
            Bilingual(en: "`\(text)` has no SQL.", zh: "`\(text)` 无法用 SQL 表达。")
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .unknownName(_, let nearest?):
            .didYouMean(nearest)
        case .notMeasurable(let problem): problem.advice
        case .undefined(let error): error.advice
        case .unknownName(_, nil), .notComparable, .notExpressible: nil
        }
    }
}
