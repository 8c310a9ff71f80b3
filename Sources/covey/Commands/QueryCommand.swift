import ArgumentParser
import Domain
import Platform

/// `covey query SQL`: the warehouse in SQL, for reading.
struct QueryCommand: Command {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, csv, json
    }

    static var configuration: CommandConfiguration {
        .spoken(
            "covey query",
            Bilingual(en: "Ask the warehouse in SQL; it is opened for reading only.", zh: "用 SQL 查询数据仓库（只读）。"),
            usage: Bilingual(
                en: "<sql> [--format <format>] [--all] [options]",
                zh: "<SQL> [--format <格式>] [--all] [选项]"
            ),
            details: Bilingual(
                en:
                    "Tables: customers, traits, events, memberships, segments, imports, rejects; raw, clean and removed rows "
                    + "in raw.SOURCE, clean.SOURCE and removed.SOURCE. SHOW ALL TABLES lists them.",
                zh: "表：customers、traits、events、memberships、segments、imports、rejects；原始、清洗后和去掉的行在 "
                    + "raw.数据源、clean.数据源、removed.数据源。SHOW ALL TABLES 可列出全部。"
            ),
            examples: [
                Example(
                    "covey query 'select event, count(*) from events group by event'",
                    en: "how many events of each kind",
                    zh: "各类事件的数量"
                ),
                Example(
                    "covey query 'select * from removed.orders' --format csv > removed.csv",
                    en: "the rows that cleaning removed, as a file",
                    zh: "把清洗时去掉的行存为文件"
                ),
            ]
        )
    }

    @Argument(
        help: .spoken("One statement of DuckDB's SQL.", "一条 DuckDB SQL 语句。", value: Bilingual(en: "sql", zh: "SQL"))
    )
    var sql: String

    @Option(
        help: .spoken(
            "How to print the rows; json with --json.",
            "行的输出格式；加 --json 时为 json。",
            value: Bilingual(en: "format", zh: "格式")
        )
    )
    var format: Format?

    @Flag(help: .spoken("Every row, also in a table.", "表格也显示全部行。"))
    var all = false

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let printing = QueryPrinting(sql: sql, limit: all ? nil : QueryPrinting.tableLimit, session: session)
        try await session.open(.readOnly) { workspace in
            try await printing.run(common.json ? .json : format ?? .table, workspace)
        }
    }
}
