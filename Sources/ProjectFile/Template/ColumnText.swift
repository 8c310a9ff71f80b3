import Domain

/// A column's mapping as a project file has it.
extension ColumnMapping {
    /// On one line with the column's name: `order_date: { as: time, format: d/M/yyyy }`.
    package var text: String { YAMLText.scalar(column.value) + ": " + valueText }

    /// What stands behind the column's name: the target alone where that is all, else a group.
    var valueText: String {
        var pairs = [(key: "as", value: YAMLText.scalar(target.value.name))]
        if let type { pairs.append(("type", type.value.rawValue)) }
        if !formats.isEmpty { pairs.append(("format", YAMLText.oneOrList(formats.map(\.value.text)))) }
        if let decimal { pairs.append(("decimal", decimal.rawValue)) }
        if separator != ColumnMapping.defaultSeparator { pairs.append(("separator", YAMLText.scalar(separator))) }
        if !cleaners.isEmpty { pairs.append(("clean", "[" + cleaners.map(\.text).joined(separator: ", ") + "]")) }
        return pairs.count == 1 ? pairs[0].value : YAMLText.group(pairs)
    }
}

extension Cleaner {
    fileprivate var text: String {
        guard case .emptyIf(let texts) = self else { return word }
        return YAMLText.group([(word, YAMLText.list(texts))])
    }
}
