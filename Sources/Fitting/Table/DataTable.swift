package import Domain

/// The columns that a model is fitted to, in memory. Whoever reads a file or a warehouse makes one.
package struct DataTable: Sendable {
    package private(set) var columns: [DataColumn]
    package private(set) var rowCount: Int
    /// What the table is of, for messages: a file's name.
    package var name: String
    /// What people call columns, by name, where that is known.
    package var titles: [String: Bilingual] = [:]

    /// - Precondition: all columns are of one length.
    package init(name: String = "", _ columns: [DataColumn]) {
        rowCount = columns.first?.count ?? 0
        precondition(columns.allSatisfy { $0.count == columns[0].count }, "Columns are of one length.")
        self.columns = columns
        self.name = name
    }

    /// - Throws: `TableError.noColumn`, with the nearest name there is.
    package func column(_ name: String) throws(TableError) -> DataColumn {
        if let column = columns.first(where: { $0.name == name }) { return column }
        throw .noColumn(name, known: columns.map(\.name))
    }

    /// What people call a column: its title, or its name.
    package func title(of name: String) -> Bilingual { titles[name] ?? Bilingual(verbatim: name) }

    package func has(_ name: String) -> Bool { columns.contains { $0.name == name } }
}

/// One column: numbers, texts by category, or instants. A missing value is of its own in each.
package struct DataColumn: Sendable {
    package enum Values: Sendable {
        /// Not-a-number where a value is missing.
        case numbers([Double])
        /// An index into `levels`, −1 where a value is missing. Levels are different from each other.
        case categories(codes: [Int32], levels: [String])
        /// `nil` where a value is missing.
        case instants([Instant?])
    }

    package var name: String
    package var values: Values

    package init(_ name: String, _ values: Values) {
        self.name = name
        self.values = values
    }

    package init(_ name: String, numbers: [Double]) {
        self.init(name, .numbers(numbers))
    }

    /// Texts, with levels in the order of their Unicode scalars, so that the order of rows does not decide it.
    package init(_ name: String, texts: [String?]) {
        let levels = Set(texts.compactMap { $0 }).sorted {
            $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
        }
        let codes = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
        self.init(name, .categories(codes: texts.map { $0.flatMap { codes[$0] } ?? -1 }, levels: levels))
    }

    package var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .categories(let codes, _): codes.count
        case .instants(let instants): instants.count
        }
    }
}
