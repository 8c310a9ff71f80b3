import Compiler
import Domain
import Foundation
import ProjectFile

/// Decides how each mapped column of a file becomes values: what the project states, and what some of the values show.
struct ColumnPlanning {
    var source: SourceDefinition
    var path: String
    var table: TableFile
    /// Up to some thousands of values of every mapped column, without blanks.
    var samples: [String: [String]]
    /// Types of properties that state none.
    var types = FoundTypes()

    func plans() throws -> [ColumnPlan] {
        try missingColumns()
        let mapped = try source.columns.map(plan)
        guard source.otherColumns == .keep else { return mapped }
        try checkKeptNames(besides: mapped.map(\.target))
        return mapped + otherNames.map { ColumnPlan(column: $0, target: $0, type: .text) }
    }

    /// Columns of the file that no mapping names.
    var otherNames: [String] {
        let mapped = Set(source.columns.map(\.column.value))
        return table.columns.filter { !mapped.contains($0) }
    }

    /// The types of properties that state none, as this file by itself shows them.
    var foundTypes: FoundTypes {
        var found = FoundTypes()
        for mapping in source.columns where mapping.valueType == nil {
            let values = samples[mapping.column.value] ?? []
            if !values.isEmpty { found.types[mapping.target.value.name] = Self.type(of: values) }
        }
        return found
    }

    /// Columns that are kept have the file's names, which may be such as no property can have.
    private func checkKeptNames(besides targets: [String]) throws {
        let roles = source.kind.value.roles.map(\.rawValue)
        var taken = Dictionary((roles + targets).map { ($0.lowercased(), $0) }) { first, _ in first }
        let refused = otherNames.compactMap { name -> (name: String, replacement: String)? in
            let same = taken.updateValue(name, forKey: name.lowercased())
            let fault = PropertyNameFault(name, kind: source.kind.value) ?? same.map { .caseOnly(of: $0) }
            return fault.map { (name, $0.replacement(for: name)) }
        }
        guard refused.isEmpty else { throw ImportError.unusableNames(path: path, columns: refused) }
    }

    private func missingColumns() throws {
        // Keys of JSON objects may be missing from any of them, and paths reach below the first level.
        guard table.format != .jsonLines else { return }
        let missing = source.columns.map(\.column.value).filter { !table.columns.contains($0) }
        guard missing.isEmpty else {
            let named = missing.map { (name: $0, nearest: NearestName.of($0, among: table.columns)) }
            throw ImportError.missingColumns(path: path, columns: named, found: table.columns)
        }
    }

    private func plan(_ mapping: ColumnMapping) throws -> ColumnPlan {
        let column = mapping.column.value
        let values = samples[column] ?? []
        let type = mapping.valueType ?? types[mapping.target.value.name]
        var plan = ColumnPlan(
            column: column,
            target: mapping.target.value.name,
            type: type,
            cleaners: Self.cleaners(mapping),
            decimal: mapping.decimal ?? (type == .money || type == .number ? Self.decimalMark(of: values) : .point),
            separator: mapping.separator,
            isRequired: isRequired(mapping.target.value)
        )
        if type == .instant || type == .date { plan.times = try times(mapping, values) }
        return plan
    }

    /// The project's cleaners of a column, and those that its role has by itself.
    static func cleaners(_ mapping: ColumnMapping) -> [Cleaner] {
        mapping.cleaners + (mapping.target.value == .role(.customer) ? [.emptyIf(MissingCustomer.words)] : [])
    }

    private func times(_ mapping: ColumnMapping, _ values: [String]) throws -> [TimeReading] {
        guard mapping.formats.isEmpty else { return mapping.formats.flatMap { TimeReading.readings($0.value) } }
        let readings = try TimeDetection(path: path, mapping: mapping).readings(of: values.map(Self.foldedWidth))
        guard readings.first == .iso, let usual = Self.usualISO(values) else { return readings }
        return [.pattern(usual)] + readings
    }

    /// Times are read with digits and marks of full width as without.
    private static func foldedWidth(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        let scalars = text.unicodeScalars.map { scalar in
            let value = scalar.value == 0x3000 ? 0x20 : scalar.value
            return (0xFF01...0xFF5E).contains(value)
                ? Unicode.Scalar(value - 0xFEE0) ?? scalar
                : Unicode.Scalar(value) ?? scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The one form of ISO 8601 that most values have, where an engine reads it faster by its pattern.
    private static func usualISO(_ values: [String]) -> TimePattern? {
        TimeReading.plainPatterns.first { pattern in
            values.count { pattern.read($0) != nil } * 2 > values.count
        }
    }

    private func isRequired(_ target: ColumnTarget) -> Bool {
        guard case .role(let role) = target else { return false }
        return switch role {
        case .time, .amount: true
        case .quantity, .price: source.column(of: .amount) == nil
        case .event: true
        case .customer: source.cleaning.missingCustomer == .refuse
        case .order, .product, .currency: false
        }
    }

    /// A comma where values end in a comma and one or two digits, and at most a tenth as many in a point and such digits:
    /// those are slips, and become rejects.
    static func decimalMark(of values: [String]) -> DecimalMark {
        let commas = values.count { endsInPlaces($0, after: ",") }
        let points = values.count { endsInPlaces($0, after: ".") }
        return commas > 0 && points * 10 <= commas + points ? .comma : .point
    }

    /// Whether the last point or comma is `mark`, with one or two digits after it; other characters are passed over.
    private static func endsInPlaces(_ text: String, after mark: Unicode.Scalar) -> Bool {
        var places = 0
        for scalar in text.unicodeScalars.reversed() {
            if scalar == "." || scalar == "," { return scalar == mark && places > 0 }
            let isDigit = scalar.isASCII ? ("0"..."9").contains(scalar) : scalar.properties.numericType != nil
            if isDigit { places += 1 }
            if places > 2 { return false }
        }
        return false
    }

    /// The narrowest type that fits all of some values, text where in doubt.
    ///
    /// Long or zero-led digits are names (telephone numbers, postcodes, article numbers), not quantities.
    static func type(of values: [String]) -> ValueType {
        func all(_ test: (String) -> Bool) -> Bool { values.allSatisfy(test) }
        let isNamed = values.contains { text in
            let digits = text.drop { $0 == "-" || $0 == "+" }
            return digits.count > 1 && digits.first == "0" && !digits.hasPrefix("0.") || digits.count > 9
        }
        if !isNamed, all({ Int64($0) != nil }) { return .integer }
        if !isNamed, all({ Double($0)?.isFinite == true && !$0.lowercased().contains("x") }) { return .number }
        if all({ ["true", "false"].contains($0.lowercased()) }) || all({ $0 == "是" || $0 == "否" }) { return .boolean }
        if all({ CalendarDate($0) != nil }) { return .date }
        return .text
    }
}

extension TimeReading {
    /// The forms of ISO 8601 that files mostly have.
    static let plainPatterns = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss"].compactMap(
        TimeDetection.pattern
    )

    /// How a format that the project states is read: where it is ISO 8601, so are its other forms.
    static func readings(_ format: TimeFormat) -> [TimeReading] {
        switch format {
        case .excel: [.excel]
        case .pattern(let pattern):
            plainPatterns.prefix(2).contains(pattern) ? [.pattern(pattern), .iso] : [.pattern(pattern)]
        }
    }
}
