import Domain
import Foundation
import Warehouse

/// JSON as text, for rows whose columns have an order that `JSONEncoder` would not keep.
enum JSONText {
    static func string(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    quoted += String(format: "\\u%04x", scalar.value)
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }

    /// One object; of columns with the same name the later ones are numbered.
    static func object(_ row: Row, names: [String], zone: TimeZone) -> String {
        let fields = row.cells.indices.map { string(names[$0]) + ":" + value(row.cells[$0], zone) }
        return "{" + fields.joined(separator: ",") + "}"
    }

    /// Names that are all different, as the keys of an object should be.
    static func distinct(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            var candidate = name
            var number = 1
            while !taken.insert(candidate).inserted {
                number += 1
                candidate = "\(name)_\(number)"
            }
            return candidate
        }
    }

    /// An object where the keys are texts, which JSON's must be; else an array of keys and values.
    private static func map(_ pairs: [Cell.Pair], _ zone: TimeZone) -> String {
        let hasTexts = pairs.allSatisfy { if case .text = $0.key { true } else { false } }
        let parts = pairs.map { pair in
            hasTexts
                ? value(pair.key, zone) + ":" + value(pair.value, zone)
                : "{\"key\":" + value(pair.key, zone) + ",\"value\":" + value(pair.value, zone) + "}"
        }
        return (hasTexts ? "{" : "[") + parts.joined(separator: ",") + (hasTexts ? "}" : "]")
    }

    private static func value(_ cell: Cell, _ zone: TimeZone) -> String {
        switch cell {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .integer, .decimal: CellText.of(cell, zone: zone)
        // JSON has no numbers for these.
        case .double(let value): value.isFinite ? CellText.of(cell, zone: zone) : "null"
        case .list(let cells): "[" + cells.map { Self.value($0, zone) }.joined(separator: ",") + "]"
        case .structure(let entries):
            "{" + entries.map { string($0.name) + ":" + Self.value($0.value, zone) }.joined(separator: ",") + "}"
        case .map(let pairs): map(pairs, zone)
        case .text, .bytes, .date, .time, .instant, .localTime: string(CellText.of(cell, zone: zone))
        }
    }
}
