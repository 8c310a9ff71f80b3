/// Which columns of a file a model will look at, by its options, so that nothing else has to be read.
package struct ColumnNeeds: Sendable, Hashable {
    /// The columns that options name, each once, in the order of the options.
    package var named: [String]
    /// Whether the model may use any other column too, as it does where no option lists the features.
    package var isOpen: Bool
    /// Those of `named` that are points in time.
    package var times: Set<String>
    /// Those of `named` that name somebody or something, and are texts although they look like numbers.
    package var identifiers: Set<String>
    /// How points in time are written, where somebody says it.
    package var dateFormat: String?
    /// The zone in which days begin, where somebody says it.
    package var timeZone: String?

    package init<Model: TableModel>(_ model: Model.Type, _ options: FitOptions) {
        let names = FitOption.allCases.filter { Model.options.contains($0) }.flatMap(options.columnNames)
        var seen: Set<String> = []
        named = names.filter { seen.insert($0).inserted }
        let lists: [FitOption] = [.columns, .features]
        isOpen = Model.options.contains(where: lists.contains) && !lists.contains { options.texts[$0] != nil }
        times = Set(Model.timeOptions.flatMap(options.columnNames))
        dateFormat = options.text(.dateFormat)
        timeZone = options.text(.timeZone)
        identifiers = Set([FitOption.customer, .item].flatMap(options.columnNames))
    }
}

extension FitOptions {
    /// The columns that an option names; empty where the option names none or was not given.
    package func columnNames(_ option: FitOption) -> [String] {
        option.isColumns ? list(option) ?? [] : option.isColumn ? text(option).map { [$0] } ?? [] : []
    }
}

extension FitOption {
    /// Whether the option names one column.
    package var isColumn: Bool {
        switch self {
        case .target, .customer, .time, .amount, .item, .treatment, .group, .frequency, .recency, .age,
            .denominator,
            .covariate:
            true
        default: false
        }
    }

    /// Whether the option names columns, by comma.
    package var isColumns: Bool { self == .columns || self == .features }
}
