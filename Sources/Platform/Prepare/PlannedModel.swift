import Domain
import Models
import ProjectFile
import Segments

/// A model of the project with its expressions parsed: what it needs and what it yields.
struct PlannedModel {
    enum Kind {
        case rfm(RFMModel)
        case simpleValue(SimpleCLVSetting)
    }

    struct Output {
        var name: String
        var type: ValueType
    }

    var name: String
    var kind: Kind
    var orders: EventSelector
    var amount: TraitExpression
    /// Where the project states the event and the amount.
    var positions: (orders: SourcePosition, amount: SourcePosition)
    var path: String

    /// `nil` for a model of the library, which is planned as `PlannedFit`.
    init?(_ setting: ModelSetting, path: String) throws {
        name = setting.name.value
        self.path = path
        switch setting.kind {
        case .rfm(let rfm):
            let window = try rfm.window.map { try Self.window($0, path) } ?? .allTime
            orders = EventSelector(rfm.orders.value, in: window)
            amount = try Self.amount(rfm.amount, of: orders, as: rfm.monetary, path)
            positions = (rfm.orders.position, rfm.amount.position)
            kind = .rfm(RFMModel(rfm))
        case .simpleCLV(let clv):
            orders = EventSelector(clv.orders.value)
            amount = try Self.amount(clv.amount, of: orders, as: .total, path)
            positions = (clv.orders.position, clv.amount.position)
            kind = .simpleValue(clv)
        case .fitted: return nil
        }
    }

    private static func window(_ text: Located<String>, _ path: String) throws -> Window {
        do throws(ParseError) {
            return try SegmentParser.parseWindow(text.value)
        } catch {
            throw WorkspaceError.parse(error, text, in: path)
        }
    }

    /// A whole expression, or the name of a property of the orders.
    private static func amount(
        _ text: Located<String>,
        of orders: EventSelector,
        as monetary: RFMSetting.Monetary,
        _ path: String
    ) throws -> TraitExpression {
        let isName = !text.value.contains(" ") && !text.value.contains("\"")
        if isName { return TraitExpression(measure(monetary, of: text.value), of: orders) }
        do throws(ParseError) {
            var expression = try SegmentParser.parseTraitExpression(text.value)
            if expression.events.window == .allTime { expression.events.window = orders.window }
            if let property = expression.measure.property, monetary != .total {
                expression.measure = measure(monetary, of: property)
            }
            return expression
        } catch {
            throw WorkspaceError.parse(error, text, in: path)
        }
    }

    private static func measure(_ monetary: RFMSetting.Monetary, of property: String) -> Measure {
        switch monetary {
        case .total: .sum(property)
        case .average: .average(property)
        case .median: .median(property)
        case .maximum: .maximum(property)
        }
    }

    // MARK: Inputs and outputs

    /// The column of an input in the table of computed traits; the name cannot be a trait's.
    func column(_ input: String) -> String { "\u{1}\(name).\(input)" }

    func inputs(_ schema: Schema) throws -> [ComputedTrait] {
        do throws(Problem) {
            let amountType = try amount.resultType(in: schema)
            var inputs = [
                ComputedTrait(name: column("orders"), expression: TraitExpression(.count, of: orders), type: .integer),
                ComputedTrait(name: column("amount"), expression: amount, type: amountType),
                ComputedTrait(
                    name: column("recency"),
                    expression: TraitExpression(.daysSinceLast, of: orders),
                    type: .integer
                ),
            ]
            _ = try TraitExpression(.count, of: orders).resultType(in: schema)
            inputs.append(
                ComputedTrait(
                    name: column("age"),
                    expression: TraitExpression(.daysSinceFirst, of: orders),
                    type: .integer
                )
            )
            return inputs
        } catch {
            throw WorkspaceError.definition(error, in: path, at: positions.amount)
        }
    }

    var outputs: [Output] {
        switch kind {
        case .rfm:
            [
                Output(name: name + ".recency", type: .integer), Output(name: name + ".frequency", type: .integer),
                Output(name: name + ".monetary", type: .money), Output(name: name + ".r", type: .integer),
                Output(name: name + ".f", type: .integer), Output(name: name + ".m", type: .integer),
                Output(name: name + ".score", type: .integer), Output(name: name + ".segment", type: .text),
            ]
        case .simpleValue: [Output(name: name + ".value", type: .money)]
        }
    }
}

extension RFMModel {
    fileprivate init(_ setting: RFMSetting) {
        let ties: QuantileBins.Ties =
            switch setting.ties {
            case .together: .together
            case .random(let seed): .random(seed: seed)
            }
        let names: [Models.RFMName] =
            switch setting.names {
            case .standard: Models.RFMName.standard
            case .listed(let listed):
                listed.map {
                    Models.RFMName(
                        $0.name.value,
                        $0.title?.chinese ?? $0.name.value,
                        r: $0.recency,
                        f: $0.frequency,
                        m: $0.monetary
                    )
                }
            }
        self.init(
            bins: QuantileBins(count: setting.bins, ties: ties),
            binning: setting.binning == .nested ? .nested : .independent,
            names: names
        )
    }
}
