import Domain

/// Which column of a list of customers holds their identifiers.
package enum CustomerColumn {
    /// The place of the column whose name says so; `nil` where none does, as in a file without a header.
    ///
    /// A column that one of the project's own sources has for its customers goes before what columns are usually called.
    package static func place(in header: [String], of project: Project) -> Int? {
        let own = Set(project.sources.compactMap(\.customerColumn))
        if let place = header.firstIndex(where: own.contains) { return place }
        let weights = header.map { ColumnName($0).weight(of: .role(.customer), among: ColumnSynonyms.roles) }
        guard let best = weights.max(), best >= RoleAssignment.threshold else {
            return header.firstIndex { plainNames.contains(ColumnName($0).normal) }
        }
        return weights.firstIndex(of: best)
    }

    /// What a file of nothing but customers may call them.
    private static let plainNames: Set<String> = ["id", "编号", "名单", "客户名单", "客户标识"]
}

extension SourceDefinition {
    private var customer: ColumnMapping? {
        columns.first { $0.target.value == .role(.customer) }
    }

    /// The name of the column that holds the customer; `nil` where the source's columns have no names.
    fileprivate var customerColumn: String? {
        customer.flatMap { Int($0.column.value) == nil ? $0.column.value : nil }
    }
}

extension Project {
    /// What the first source with customers does to their identifiers, so that a list's are treated alike.
    package var customerCleaners: [Cleaner] {
        for source in sources {
            for column in source.columns where column.target.value == .role(.customer) { return column.cleaners }
        }
        return []
    }
}
