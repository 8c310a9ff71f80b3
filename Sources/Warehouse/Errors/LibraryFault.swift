package import Domain

/// Why no driver could be loaded.
package enum LibraryFault: Sendable, Hashable {
    /// No place had a library that could be used; which engine's is not known where one was named by its path.
    case notFound(EngineLibrary?, places: [LibraryPlace])
    /// A library that is not the wanted driver: it does not export the entry point.
    case wrong(path: String, symbol: String)
    /// The driver's entry point reported an error.
    case refused(path: String, message: String)
}

/// A place where a library was looked for, and why it was not taken.
package struct LibraryPlace: Sendable, Hashable {
    package var path: String
    package var reason: Bilingual

    package init(path: String, reason: Bilingual) {
        self.path = path
        self.reason = reason
    }
}

extension LibraryFault {
    var text: Bilingual {
        switch self {
        case .notFound(_, let places):
            let head = Bilingual(
                en: "The database library was not found. Looked at:",
                zh: "没有找到数据库的库文件。查找过的位置："
            )
            return places.map { Bilingual(verbatim: "\n- \($0.path): ") + $0.reason }.reduce(head, +)
        case .wrong(let path, let symbol):
            return Bilingual(
                en: "\(path) is a library, but not the wanted driver: it has no symbol \(symbol).",
                zh: "\(path) 是一个库，但不是所需的驱动：其中没有符号 \(symbol)。"
            )
        case .refused(let path, let message):
            return Bilingual(
                en: "The driver \(path) could not be started: \(message)",
                zh: "驱动 \(path) 无法启动：\(message)"
            )
        }
    }

    var advice: Bilingual {
        switch self {
        case .notFound(.spark?, _): Self.sparkAdvice
        case .notFound, .wrong, .refused: Self.duckDBAdvice
        }
    }

    private static let duckDBAdvice = Bilingual(
        en: "Run “make setup”, which fetches DuckDB's official package into the deps folder; or install DuckDB "
            + "(Homebrew: brew install duckdb; Debian: libduckdb from DuckDB's releases into /usr/local/lib); "
            + "or give the path of libduckdb in the configuration. The official package also needs Python's "
            + "library (Debian: apt install libpython3.11).",
        zh: "运行“make setup”，它会把 DuckDB 官方软件包取到 deps 文件夹；或自行安装 DuckDB（Homebrew：brew install duckdb；"
            + "Debian：把 DuckDB 发布的 libduckdb 放入 /usr/local/lib）；或在配置中写明 libduckdb 的路径。"
            + "官方软件包还需要 Python 的库（Debian：apt install libpython3.11）。"
    )

    private static let sparkAdvice = Bilingual(
        en: "Run “make setup”, which fetches the driver of Spark Connect into the deps folder; or put "
            + "libadbc_driver_spark into /usr/local/lib. It is part of the package adbc-driver-spark on PyPI.",
        zh: "运行“make setup”，它会把 Spark Connect 的驱动取到 deps 文件夹；或把 libadbc_driver_spark 放入 /usr/local/lib。"
            + "它包含在 PyPI 的 adbc-driver-spark 软件包中。"
    )
}
