/// A call as one engine says it: text in which `{0}` stands for the first argument where nothing can bind to it from
/// outside, `{0!}` for the first argument as an operand, `{1*}` for all arguments from the second with commas between,
/// and `{0*||}` for all as operands of `||`.
struct FunctionSpelling {
    var template: String
    var arguments: [Expression]
}

extension Function {
    /// The name under which a dialect refuses this function.
    var name: String {
        switch self {
        case .parseTimestamp: "strptime"
        default: String(describing: self)
        }
    }

    /// How many arguments there are at least: a list of arguments that must not be empty makes this one.
    var leastArguments: Int {
        switch self {
        case .concat, .coalesce, .greatest, .least: 1
        default: 0
        }
    }

    /// The call in a dialect, or `nil` where the dialect has none.
    func spelling(in dialect: Dialect, arguments: [Expression]) -> FunctionSpelling? {
        guard let template = template(in: dialect) else { return nil }
        return FunctionSpelling(template: template, arguments: arguments + constants(in: dialect))
    }

    /// Texts of the function itself, which are values like any other and follow the arguments.
    private func constants(in dialect: Dialect) -> [Expression] {
        switch self {
        case .regexpMatches(let pattern), .regexpExtract(let pattern, _): [.text(pattern)]
        case .regexpReplace(let pattern, let replacement):
            [.text(pattern), .text(dialect.plainReplacement(replacement))]
        case .parseTimestamp(let formats): formats.map { .text($0) }
        default: []
        }
    }

    private func template(in dialect: Dialect) -> String? {
        switch dialect.kind {
        case .duckDB: duckDB
        case .spark: spark
        }
    }

    private var duckDB: String? {
        switch self {
        case .lower: "lower({0})"
        case .upper: "upper({0})"
        case .trim: "trim({0})"
        case .trimCharacters: "trim({0}, {1})"
        case .translate: "translate({0}, {1}, {2})"
        case .normalised: "nfc_normalize({0})"
        case .split: "string_split({0}, {1})"
        case .byteLength: "strlen({0})"
        case .isJSON: "json_valid({0})"
        case .jsonText: "json_extract_string({0}, {1})"
        case .jsonMerged: "CAST(json_merge_patch({0}, {1}) AS VARCHAR)"
        case .replace: "replace({0}, {1}, {2})"
        case .length: "length({0})"
        case .contains: "contains({0}, {1})"
        case .startsWith: "starts_with({0}, {1})"
        case .endsWith: "ends_with({0}, {1})"
        // DuckDB's own `concat` skips nulls.
        case .concat: "({0*||})"
        case .md5: "md5({0})"
        case .hashPrefix: "CAST('0x' || substr(md5({0}), 1, 15) AS BIGINT)"
        case .substring(let start, let count): "substr({0}, \(start), \(count))"
        case .regexpMatches: "regexp_matches({0}, {1})"
        case .regexpReplace: "regexp_replace({0}, {1}, {2}, 'g')"
        case .regexpExtract(_, let group): "regexp_extract({0}, {1}, \(group))"
        case .coalesce: "coalesce({0*})"
        case .nullIf: "nullif({0}, {1})"
        case .greatest: "greatest({0*})"
        case .least: "least({0*})"
        case .abs: "abs({0})"
        case .floor: "floor({0})"
        case .ceiling: "ceil({0})"
        case .naturalLogarithm: "CASE WHEN {0!} > 0 THEN ln({0}) END"
        case .round(let places): "round({0}, \(places))"
        case .dateDifferenceInDays: "date_diff('day', {0}, {1})"
        case .addDays: "({1!} + CAST({0} AS INTEGER))"
        case .addMonths: "(CAST({1} AS TIMESTAMP) + to_months(CAST({0} AS INTEGER)))"
        case .datePart(let part): "\(part.rawValue)({0})"
        case .dateTrunc(let unit): "date_trunc('\(unit.rawValue)', CAST({0} AS TIMESTAMP))"
        // `timezone` means the one conversion or the other by its argument's type, which is therefore made certain.
        case .localTime: "timezone({1}, CAST({0} AS TIMESTAMP WITH TIME ZONE))"
        case .instantOfLocalTime: Self.duckDBInstantOfLocalTime
        case .epochMicroseconds: "epoch_us({0})"
        case .instantOfEpochMicroseconds: "make_timestamptz({0})"
        case .parseTimestamp: "try_strptime({0}, [{1*}])"
        case .list: "[{0*}]"
        case .listDistinct: "list_sort(list_distinct({0}))"
        case .listLength: "len({0})"
        case .listContains: "list_contains({0}, {1})"
        case .listLowered: Self.duckDBListLowered
        case .unnest: "unnest({0})"
        case .engineVersion: "version()"
        }
    }

    /// `timezone` takes the last occurrence of a repeated time; the clock of a day before leads to the first one.
    private static let duckDBInstantOfLocalTime: String = {
        let time = "CAST({0} AS TIMESTAMP)"
        let first = "timezone({1}, \(time) - INTERVAL 1 DAY) + INTERVAL 24 HOUR"
        return "CASE WHEN timezone({1}, \(first)) = \(time) THEN \(first) ELSE timezone({1}, \(time)) END"
    }()

    /// `chr(304)` is İ, and `chr(775)` the dot above that its lower case keeps.
    private static let duckDBListLowered =
        "list_transform({0}, lambda item: nfc_normalize(lower(replace(item, chr(304), 'i' || chr(775)))))"

    private var spark: String? {
        switch self {
        case .lower: "lower({0})"
        case .upper: "upper({0})"
        case .trim: "trim({0})"
        case .trimCharacters: "trim(BOTH {1} FROM {0})"
        case .translate: "translate({0}, {1}, {2})"
        case .byteLength: "octet_length({0})"
        case .split: "split({0}, '\\\\Q' || {1} || '\\\\E')"
        case .jsonText: "get_json_object({0}, {1})"
        case .normalised, .isJSON, .jsonMerged, .listLowered: nil
        case .replace: "replace({0}, {1}, {2})"
        case .length: "length({0})"
        case .contains: "contains({0}, {1})"
        case .startsWith: "startswith({0}, {1})"
        case .endsWith: "endswith({0}, {1})"
        case .concat: "concat({0*})"
        case .md5: "md5({0})"
        case .hashPrefix: "CAST(conv(substr(md5({0}), 1, 15), 16, 10) AS BIGINT)"
        case .substring(let start, let count): "substr({0}, \(start), \(count))"
        case .regexpMatches: "regexp_like({0}, {1})"
        case .regexpReplace: "regexp_replace({0}, {1}, {2})"
        case .regexpExtract(_, let group): "regexp_extract({0}, {1}, \(group))"
        case .coalesce: "coalesce({0*})"
        case .nullIf: "nullif({0}, {1})"
        case .greatest: "greatest({0*})"
        case .least: "least({0*})"
        case .abs: "abs({0})"
        case .floor: "floor({0})"
        case .ceiling: "ceil({0})"
        case .naturalLogarithm: "ln({0})"
        case .round(let places): "round({0}, \(places))"
        case .dateDifferenceInDays: "CAST(datediff({1}, {0}) AS BIGINT)"
        case .addDays: "date_add({1}, CAST({0} AS INT))"
        case .addMonths: "({1!} + make_ym_interval(0, CAST({0} AS INT)))"
        case .datePart(let part): "CAST(\(part.rawValue)({0}) AS BIGINT)"
        case .dateTrunc(let unit): "CAST(date_trunc('\(unit.rawValue)', {0}) AS TIMESTAMP_NTZ)"
        case .localTime: "convert_timezone('UTC', {1}, CAST({0} AS TIMESTAMP_NTZ))"
        case .instantOfLocalTime: "CAST(convert_timezone({1}, 'UTC', {0}) AS TIMESTAMP)"
        case .epochMicroseconds: "unix_micros({0})"
        case .instantOfEpochMicroseconds: "timestamp_micros({0})"
        case .parseTimestamp: nil
        case .list: "array({0*})"
        case .listDistinct: "array_sort(array_distinct(array_compact({0})))"
        case .listLength: "array_size({0})"
        case .listContains: "array_contains({0}, {1})"
        case .unnest: "explode({0})"
        case .engineVersion: "version()"
        }
    }
}
