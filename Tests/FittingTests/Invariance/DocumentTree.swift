import Fitting
import Foundation

/// A document or a prediction as a tree of plain values, so that two of them can be compared node by node.
indirect enum DocumentTree: Decodable {
    case nothing
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([DocumentTree])
    case object([String: DocumentTree])

    init(_ value: some Encodable) throws {
        self = try FitCoding.decoder.decode(Self.self, from: FitCoding.encoder.encode(value))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let list = try? container.decode([DocumentTree].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: DocumentTree].self))
        }
    }
}

/// How two documents are compared.
struct DocumentComparison {
    /// Numbers may differ by this much, or by this part of the larger one.
    var tolerance: Double
    /// Whether lists, and the words of a sentence, may stand in another order: those that follow the table's columns do.
    var listsMayBeReordered = false

    /// The first place where the two differ, with both values; `nil` where they are the same.
    func difference(_ left: DocumentTree, _ right: DocumentTree, at path: String = "") -> String? {
        switch (left, right) {
        case (.nothing, .nothing): return nil
        case (.flag(let first), .flag(let second)) where first == second: return nil
        case (.text(let first), .text(let second)) where isSame(first, second): return nil
        case (.number(let first), .number(let second)) where isSame(first, second): return nil
        case (.list(let first), .list(let second)) where first.count == second.count:
            return difference(of: first, second, at: path)
        case (.object(let first), .object(let second)) where Set(first.keys) == Set(second.keys):
            return difference(of: first, second, at: path)
        default: return "\(path): \(left) against \(right)"
        }
    }

    private func difference(of first: [String: DocumentTree], _ second: [String: DocumentTree], at path: String)
        -> String?
    {
        for key in first.keys.sorted() {
            if let found = difference(first[key]!, second[key]!, at: "\(path).\(key)") { return found }
        }
        return nil
    }

    private func difference(of first: [DocumentTree], _ second: [DocumentTree], at path: String) -> String? {
        var found: String?
        for index in first.indices where found == nil {
            found = difference(first[index], second[index], at: "\(path)[\(index)]")
        }
        guard found != nil, listsMayBeReordered else { return found }
        var left = second
        for (index, one) in first.enumerated() {
            guard let place = left.firstIndex(where: { difference(one, $0) == nil }) else {
                return "\(path)[\(index)] has no partner: \(one)"
            }
            left.remove(at: place)
        }
        return nil
    }

    private func isSame(_ left: Double, _ right: Double) -> Bool {
        left == right || (left - right).magnitude <= tolerance * max(1, left.magnitude, right.magnitude)
    }

    private func isSame(_ left: String, _ right: String) -> Bool {
        left == right || (listsMayBeReordered && Self.words(left) == Self.words(right))
    }

    private static func words(_ text: String) -> [Substring] {
        text.split { " ,.:;、，。：；".contains($0) }.sorted()
    }
}
