import Foundation

/// `covey import` of a CSV file of five million order lines, against the table that DuckDB makes of the same file.
///
/// Covey reads the file twice (once for its encoding and fingerprint), converts and checks every value, and keeps what it
/// cannot use; the promise is that this costs at most half as much again as what the engine does alone.
struct ImportBenchmark {
    private let surroundings: Surroundings
    private let file: OrdersFile

    private static let pairs = 3
    private static let mostTimeOfPeer = 1.5
    /// Two gigabytes, in megabytes.
    private static let mostMemory = 2_000.0

    init(surroundings: Surroundings, rows: Int?) {
        self.surroundings = surroundings
        var file = OrdersFile()
        if let rows { file.rows = rows }
        self.file = file
    }

    func run() throws -> [Figure] {
        let folder = try surroundings.freshFolder("import")
        let path = folder + "/orders.csv"
        surroundings.remark(("Making \(file.rows) order lines.", "正在生成 \(file.rows) 行订单。"))
        let totals = try file.write(to: path)
        let workspace = Workspace(surroundings: surroundings, folder: folder)
        try workspace.writeProject()
        let peer = Peer(surroundings: surroundings, path: path, database: folder + "/peer.duckdb")
        let runs = try PairedRuns(count: Self.pairs, covey: workspace.import, peer: peer.load, progress: tell)
        let answers = [try workspace.answers(), try peer.answers()]
        let expected = Answers(totals)
        if answers != [expected, expected] {
            surroundings.remark(("Expected \(expected), found \(answers)", "应为 \(expected)，实际 \(answers)"))
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return figures(runs, peer: try peer.name(), equalAnswers: answers == [expected, expected])
    }

    private func tell(_ run: Int, _ covey: ChildProcess.Outcome, _ peer: ChildProcess.Outcome) {
        let times = String(format: "Covey %.2f s, DuckDB %.2f s", covey.seconds, peer.seconds)
        surroundings.remark(
            run == 0 ? ("warm-up: \(times)", "预热：\(times)") : ("run \(run): \(times)", "第 \(run) 次：\(times)")
        )
    }

    private func figures(_ runs: PairedRuns, peer: String, equalAnswers: Bool) -> [Figure] {
        let seconds = (covey: runs.covey.map(\.seconds).median, peer: runs.peer.map(\.seconds).median)
        func megabytes(_ runs: [ChildProcess.Outcome]) -> Double { Double(runs.map(\.peakMemory).max() ?? 0) / 1e6 }
        let memory = (covey: megabytes(runs.covey), peer: megabytes(runs.peer))
        return [
            Figure(
                name: "import.time",
                value: seconds.covey,
                unit: "s",
                peer: peer,
                peerValue: seconds.peer,
                ratio: seconds.covey / seconds.peer,
                equalAnswers: equalAnswers,
                limit: Figure.Limit(ratio: Self.mostTimeOfPeer)
            ),
            Figure(
                name: "import.memory",
                value: memory.covey,
                unit: "MB",
                peer: peer,
                peerValue: memory.peer,
                ratio: memory.covey / memory.peer,
                equalAnswers: equalAnswers,
                limit: Figure.Limit(value: Self.mostMemory)
            ),
        ]
    }
}

/// What both are asked about the imported rows, as exact decimal texts.
private struct Answers: Equatable, CustomStringConvertible {
    var values: [String]

    init(values: [String]) {
        self.values = values
    }

    init(_ totals: OrdersFile.Totals) {
        let cents = String(totals.revenue % 100)
        let revenue = "\(totals.revenue / 100)." + (cents.count == 1 ? "0" : "") + cents + "00"
        values = ["\(totals.rows)", "\(totals.quantity)", revenue, "\(totals.customers)"]
    }

    /// - Parameter price: an exact decimal.
    static func sql(from table: String, price: String, customer: String) -> String {
        """
        SELECT CAST(count(*) AS VARCHAR) AS a, CAST(sum(quantity) AS VARCHAR) AS b,
            CAST(CAST(sum(quantity * \(price)) AS DECIMAL(38, 4)) AS VARCHAR) AS c,
            CAST(count(DISTINCT \(customer)) AS VARCHAR) AS d
        FROM \(table)
        """
    }

    var description: String { values.joined(separator: " ") }
}

/// Covey's side.
private struct Workspace {
    var surroundings: Surroundings
    var folder: String

    private static let project = """
        covey: 1
        timezone: Asia/Shanghai
        currency: CNY
        sources:
          orders:
            kind: orders
            files: orders.csv
            columns:
              order_id: order
              customer_id: customer
              order_time: time
              product: product
              quantity: quantity
              price: price
              channel: channel

        """

    func writeProject() throws {
        try Self.project.write(toFile: folder + "/covey.yaml", atomically: true, encoding: .utf8)
    }

    /// Into a warehouse that is not there yet.
    func `import`() throws -> ChildProcess.Outcome {
        try remove(folder + "/warehouse.duckdb")
        return try covey("import", "--quiet").run()
    }

    func answers() throws -> Answers {
        let sql = Answers.sql(from: "raw.orders", price: "price", customer: "customer")
        let output = try covey("query", sql, "--format", "json").run().output
        guard let row = try JSONDecoder().decode([[String: String]].self, from: output).first else {
            return Answers(values: [])
        }
        return Answers(values: ["a", "b", "c", "d"].compactMap { row[$0] })
    }

    private func covey(_ arguments: String...) -> ChildProcess {
        ChildProcess(executable: surroundings.covey, arguments: arguments + ["--workspace", folder])
    }
}

/// DuckDB by itself, through its Python package.
private struct Peer {
    var surroundings: Surroundings
    var path: String
    var database: String

    func load() throws -> ChildProcess.Outcome {
        try remove(database)
        return try script("load", path, database).run()
    }

    func answers() throws -> Answers {
        // The reader takes prices for doubles; those of two places are exact again as decimals.
        let sql = Answers.sql(from: "orders", price: "CAST(price AS DECIMAL(18, 4))", customer: "customer_id")
        return Answers(values: try JSONDecoder().decode([String].self, from: script("ask", database, sql).run().output))
    }

    func name() throws -> String {
        let version = String(decoding: try script("version").run().output, as: UTF8.self)
        return "DuckDB \(version.trimmingCharacters(in: .whitespacesAndNewlines)) read_csv"
    }

    private func script(_ arguments: String...) -> ChildProcess {
        ChildProcess(
            executable: surroundings.python,
            arguments: [surroundings.folder + "/peers/read_csv.py"] + arguments
        )
    }
}

/// Removes a database file and the log beside it.
private func remove(_ database: String) throws {
    for path in [database, database + ".wal"] where FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
    }
}
