/// What a query gives: named expressions, and stars.
///
///     ["id": .column("c", "id"), "total": .sum(.column("o", "amount"))]
///     .all + ["rank": .rowNumber(over: window)]
///     .columns("id", "name")
///
/// Every computed column has a name, so what a caller reads does not depend on how an engine names expressions.
package struct Columns: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    enum Item: Sendable, Hashable {
        case star(of: Identifier?)
        case named(Identifier, Expression)
    }

    var items: [Item]

    init(items: [Item]) {
        self.items = items
    }

    package init(_ columns: some Sequence<(Identifier, Expression)>) {
        items = columns.map { .named($0.0, $0.1) }
    }

    package init(dictionaryLiteral elements: (Identifier, Expression)...) {
        self.init(elements)
    }

    /// `*`.
    package static let all = Columns(items: [.star(of: nil)])

    /// `source.*`.
    package static func all(of source: Identifier) -> Columns {
        Columns(items: [.star(of: source)])
    }

    /// Columns under their own names.
    package static func columns(_ names: Identifier...) -> Columns {
        columns(names)
    }

    /// Columns under their own names.
    package static func columns(_ names: [Identifier]) -> Columns {
        Columns(names.map { ($0, .column($0)) })
    }

    package static func + (left: Columns, right: Columns) -> Columns {
        Columns(items: left.items + right.items)
    }

    var expressions: [Expression] {
        items.compactMap { item in
            switch item {
            case .star: nil
            case .named(_, let expression): expression
            }
        }
    }
}
