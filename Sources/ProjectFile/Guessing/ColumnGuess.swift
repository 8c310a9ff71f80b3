package import Domain

/// What the columns of an unknown file most likely mean, from their names and some of their values.
///
/// Names are looked up in a table of what such columns are usually called (`ColumnSynonyms`); values then speak for or
/// against: a column called "time" whose values are no times is not the time. The same input gives the same guess.
package struct ColumnGuess: Sendable, Hashable {
    /// One column, what it seems to be, and why.
    package struct Column: Sendable, Hashable {
        package var mapping: ColumnMapping
        /// From 0 (nothing is known of it; its own name becomes the property's) to 1 (name and values agree).
        package var confidence: Double
        /// The share of the values looked at that are what the column is taken for, from 0 to 1.
        package var fit: Double
        /// Whether it holds dates of which every day could be a month, so that their order is a mere guess.
        package var isDayOrderOpen: Bool
        package var reason: Bilingual
    }

    package var kind: SourceKind
    /// In the order of the file. Columns without a name and repetitions of a name are left out.
    package var columns: [Column]
    /// The roles that this kind of source needs and no column seems to have.
    package var missing: [Role]
    /// How cancelled orders seem to be marked.
    package var cancelled: CancellationRule?
    /// The code of the currency that amounts and prices are written with; `nil` where they do not say.
    package var currency: String?

    /// - Parameters:
    ///   - header: The names of the columns.
    ///   - rows: Some rows of values; short rows count as empty at their end. A hundred are plenty.
    ///   - timeColumns: Columns that the file itself says hold dates or times; nothing needs to say how they are written.
    /// - Complexity: O(columns × (names in the table + rows × time formats)).
    package init(header: [String], rows: [[String]], timeColumns: Set<String> = []) {
        let candidates = ColumnCandidate.all(header: header, rows: rows, timeColumns: timeColumns)
        let kind = RoleAssignment.kind(of: candidates)
        let assignment = RoleAssignment(candidates: candidates, kind: kind, rows: rows)
        self.kind = kind
        columns = PropertyNaming(kind: kind).columns(of: candidates, assignment: assignment)
        missing = assignment.missing
        cancelled = assignment.cancelled
        let money = candidates.indices.filter { [.amount, .price].contains(assignment.roles[$0]?.role) }
        currency = CurrencyMarks.code(in: money.flatMap { candidates[$0].shape.values })
    }

    /// The column of a role, if one was found.
    package func column(of role: Role) -> Column? {
        columns.first { $0.mapping.target.value == .role(role) }
    }

    /// The time column of which every day looked at could be a month as well, if there is one.
    package var openDayOrder: String? {
        columns.first { $0.isDayOrderOpen }?.mapping.column.value
    }

    /// A source of these columns. Where `missing` is not empty, it needs its author's help before it loads.
    package func source(named name: String, files: [String]) -> SourceDefinition {
        let nowhere = SourcePosition(line: 1, column: 1)
        var source = SourceDefinition(
            name: Located(name, at: nowhere),
            kind: Located(kind, at: nowhere),
            files: files.map { Located($0, at: nowhere) },
            columns: columns.map(\.mapping)
        )
        source.cleaning.cancelled = cancelled
        return source
    }
}

/// A column before its meaning is decided.
struct ColumnCandidate {
    let name: String
    /// Its place in the rows.
    let index: Int
    let shape: ValueShape
    /// How its times are written, where its values are texts.
    let times: ValueShape.Times?
    /// Whether its values are times by their type.
    let isTyped: Bool
    let normalName: ColumnName

    static func all(header: [String], rows: [[String]], timeColumns: Set<String>) -> [ColumnCandidate] {
        var seen: Set<String> = []
        return header.enumerated().compactMap { index, name in
            guard !name.trimmed.isEmpty, seen.insert(name).inserted else { return nil }
            let samples = rows.map { index < $0.count ? $0[index] : "" }
            return ColumnCandidate(name, at: index, samples: samples, isTyped: timeColumns.contains(name))
        }
    }

    private init(_ name: String, at index: Int, samples: [String], isTyped: Bool) {
        self.name = name
        self.index = index
        shape = ValueShape(samples)
        times = isTyped ? nil : shape.times
        self.isTyped = isTyped
        normalName = ColumnName(name)
    }

    /// How well this column fits a role, from 0 to 1.
    func score(for role: Role) -> Double {
        let byName = nameScore(for: role)
        guard !shape.values.isEmpty else { return byName }
        if role == .order, byName == 0, isShopifyOrder { return 0.9 }
        // Times are recognised by their values alone, if nothing says that they are another day such as a birthday.
        if role == .time, byName == 0, holdsTimes, !shape.areIntegers, knownProperty == nil { return 0.5 }
        return fits(role) ? byName : 0.3 * byName
    }

    private var holdsTimes: Bool { isTyped || times != nil }

    /// How well its name alone fits a role, from 0 to 1.
    func nameScore(for role: Role) -> Double {
        normalName.weight(of: .role(role), among: ColumnSynonyms.roles)
    }

    /// Whether enough of the values are what a column of this role holds.
    func fits(_ role: Role) -> Bool {
        switch role {
        case .time:
            holdsTimes
                || (nameScore(for: .time) > 0
                    && (shape.mostly(ValueShape.isExcelDay) || shape.mostly(ValueShape.isTimeInSomeFormat)))
        case .quantity: shape.mostly(Self.isQuantity)
        case .price, .amount: shape.areNumbers
        case .customer, .order, .product, .event, .currency: !holdsTimes || shape.areIntegers
        }
    }

    /// How many of the values are; `nil` where there are none, or any text will do.
    func fit(for role: Role) -> ValueShape.Fit? {
        guard !shape.values.isEmpty else { return nil }
        switch role {
        case .time:
            if isTyped { return ValueShape.Fit(share: 1, misfit: nil) }
            if let times { return times.fit }
            return shape.mostly(ValueShape.isExcelDay)
                ? shape.fit(where: ValueShape.isExcelDay) : shape.fit(where: ValueShape.isTimeInSomeFormat)
        case .quantity: return shape.fit(where: Self.isQuantity)
        case .price, .amount: return shape.fit(where: ValueShape.isNumber)
        case .customer, .order, .product, .event, .currency: return nil
        }
    }

    private static func isQuantity(_ text: String) -> Bool {
        ValueShape.isInteger(text) || ValueShape.hasUselessPlace(text)
    }

    /// Whether it numbers the rows' things under no better name than `id`.
    var isPlainIdentifier: Bool {
        let names = ["id", "no", "nr", "number", "nummer", "numero", "code", "uuid", "编号", "番号"]
        return names.contains(normalName.normal) && shape.areUnique
    }

    /// Whether it says something of a person.
    var isPersonal: Bool {
        let names = ["name", "email", "phone", "gender", "age", "birthday", "address", "registered", "level"]
        return knownProperty.map { names.contains($0.name) } ?? false
    }

    /// The property that columns of this name usually are, and how sure that is. The whole name goes before its end: an
    /// e-mail address is no address.
    var knownProperty: (name: String, weight: Double)? {
        let named = ColumnSynonyms.properties.filter { $0.names.contains(normalName.normal) }
        return (named.isEmpty ? ColumnSynonyms.properties : named)
            .map { ($0.target.name, normalName.weight(of: $0.target, among: [$0])) }
            .max { ($0.1, $1.0) < ($1.1, $0.0) }
            .flatMap { $0.1 > 0 ? $0 : nil }
    }

    /// Shopify calls the order's number "Name" and writes it as `#1001`.
    private var isShopifyOrder: Bool {
        normalName.normal == "name" && shape.mostly { $0.hasPrefix("#") && $0.dropFirst().allSatisfy(\.isNumber) }
    }
}
