/// A value of the document that `covey fit --json` prints. Objects keep the order of their fields.
package enum FitValue: Sendable, Hashable, Codable {
    case null
    case flag(Bool)
    case integer(Int)
    /// Written with as many digits as tell it from its neighbours; what is not finite is written as null.
    case number(Double)
    case text(String)
    case list([FitValue])
    case object([FitField])

    package static func numbers(_ values: some Sequence<Double>) -> FitValue { .list(values.map { .number($0) }) }
    package static func integers(_ values: some Sequence<Int>) -> FitValue { .list(values.map { .integer($0) }) }
    package static func texts(_ values: some Sequence<String>) -> FitValue { .list(values.map { .text($0) }) }
}

package struct FitField: Sendable, Hashable, Codable {
    package var name: String
    package var value: FitValue

    package init(_ name: String, _ value: FitValue) {
        self.name = name
        self.value = value
    }
}
