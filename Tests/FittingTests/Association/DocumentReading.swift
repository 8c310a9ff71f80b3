import Fitting

// What tests ask of documents and columns.

extension FitDocument {
    func own(_ name: String) -> FitValue? { own.first { $0.name == name }?.value }

    /// Whether no number of the document is a not-a-number or infinite.
    var isFinite: Bool {
        let tablesAreFinite = tables.allSatisfy { table in
            table.rows.allSatisfy { row in
                row.allSatisfy { cell in
                    switch cell {
                    case .number(let number, _): number.isFinite
                    case .share(let share): share.isFinite
                    default: true
                    }
                }
            }
        }
        return object.isFinite && tablesAreFinite && figures.allSatisfy(\.isFinite)
    }
}

extension FitFigure {
    var isFinite: Bool {
        switch kind {
        case .lines(let series), .steps(let series):
            series.allSatisfy { $0.x.allSatisfy(\.isFinite) && $0.y.allSatisfy(\.isFinite) }
        case .bars(_, let series): series.allSatisfy { $0.values.allSatisfy(\.isFinite) }
        case .heat(_, _, let values): values.joined().allSatisfy { !$0.isInfinite }
        case .network(let nodes, let links):
            nodes.allSatisfy { $0.weight.isFinite } && links.allSatisfy { $0.weight.isFinite }
        }
    }
}

extension FitValue {
    subscript(name: String) -> FitValue? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }

    var isFinite: Bool {
        switch self {
        case .number(let number): number.isFinite
        case .list(let values): values.allSatisfy(\.isFinite)
        case .object(let fields): fields.allSatisfy { $0.value.isFinite }
        default: true
        }
    }
}

extension DataColumn {
    var numbers: [Double] {
        guard case .numbers(let numbers) = values else { return [] }
        return numbers
    }

    var texts: [String?] {
        guard case .categories(let codes, let levels) = values else { return [] }
        return codes.map { $0 < 0 ? nil : levels[Int($0)] }
    }
}
