import Compiler
package import Domain
import Exchange
package import Fitting
package import Foundation
import Models
import ProjectFile
import SQL
import Warehouse

/// Reads the columns that a model needs from a CSV, text, JSON-lines or Parquet file of any encoding that imports read.
package struct ReadTable {
    package var path: String
    package var needs: ColumnNeeds
    /// Every column, also where the model needs only some: predictions are written beside the file's own columns.
    package var readsAll = false
    /// Columns that the model names and that the file may be without.
    package var mayLack: Set<String> = []
    /// The zone in which times without an offset are told, and in which days begin, unless `needs` state another.
    package var zone: TimeZone
    package var context: RunContext

    package struct Outcome: Sendable {
        package var table: DataTable
        /// What the user should know of the file.
        package var remarks: [Bilingual]
    }

    package init(path: String, needs: ColumnNeeds, zone: TimeZone, context: RunContext) {
        self.path = path
        self.needs = needs
        self.zone = zone
        self.context = context
    }

    /// Words that stand for a missing value, besides nothing at all.
    static let missingWords = ["NA", "N/A", "#N/A", "NULL", "null", "NaN", "nan", "缺失"]
    /// How many values of a column of times are looked at to find out how they are written.
    private static let sampleSize = 10_000
    /// Below this many bytes, computing an expression twice for a row costs less than finding out that it is the same.
    private static let smallFile: Int64 = 16_000_000

    /// - Throws: `FileError`, `ImportError`, `TableError.noColumn`, `WarehouseError`.
    package func run() async throws -> Outcome {
        let aligned = try AlignedText.copy(of: path)
        defer { if let aligned { unlink(aligned) } }
        do {
            return try await LooseFile.with(aligned ?? path, context: context) { opened in
                try await read(opened.table, opened.strays(), opened.connection)
            }
        } catch let error as WarehouseError {
            throw ImportError.unreadable(path: path, reason: error.engineMessage)
        }
    }

    /// The table, or the lines of a file of baskets.
    ///
    /// - Throws: `UnusableFile` in place of an `ImportError`, whose advice is for workspaces; otherwise as `run()`.
    package func run(asBaskets: Bool) async throws -> Outcome {
        do {
            return try await asBaskets ? runBaskets() : run()
        } catch let error as ImportError {
            throw UnusableFile(error)
        }
    }

    var name: String { FileOnDisk(path: path).name }

    /// - Parameter strays: what the file may hold around its values. Cleaning of all that there could be makes statements of
    ///   some hundred columns so long that planning them takes half a minute.
    private func read(
        _ file: TableFile,
        _ strays: StrayCharacters,
        _ connection: Connection
    ) async throws -> Outcome {
        guard !file.columns.isEmpty else { throw ImportError.noRows(path: path) }
        for name in needs.named where !file.columns.contains(name) && !mayLack.contains(name) {
            throw TableError.noColumn(name, known: file.columns)
        }
        // The search for common expressions takes seconds for some tens of columns, whatever the number of rows.
        if FileOnDisk(path: path).size < Self.smallFile {
            try await connection.execute(.set(.sharesCommonExpressions(false)))
        }
        let wanted = needs.isOpen || readsAll ? file.columns : file.columns.filter(needs.named.contains)
        let plans = try await plans(wanted, file, strays, connection).map { plan in
            var plan = plan
            plan.strays = strays
            plan.readsEmptyAsNull = file.readsEmptyAsNull
            return plan
        }
        let steps = ConversionSteps(
            source: file.source(rejectsInto: ("_errors", "_scans")),
            columns: plans,
            text: file.text,
            zone: try statedZone ?? zone,
            isRow: file.isRow
        )
        try await connection.execute(.createTable(Self.values, as: steps.values, temporary: true))
        var remarks = try await refusedLines(file, connection)
        remarks += zoneRemark(plans)
        var columns: [DataColumn] = []
        for (index, name) in wanted.enumerated() {
            try Task.checkCancellation()
            let column = try await column(name, index, connection)
            if let remark = column.remark { remarks.append(remark) }
            columns.append(column.column)
        }
        guard columns.first.map({ $0.count > 0 }) ?? true else { throw ImportError.noRows(path: path) }
        return Outcome(table: DataTable(name: self.name, columns), remarks: remarks)
    }

    private static let values: TableName = "_values"

    // MARK: What columns become

    /// A text of every column, and beside it the number or the instant that it may be.
    private func plans(
        _ names: [String],
        _ file: TableFile,
        _ strays: StrayCharacters,
        _ connection: Connection
    ) async throws -> [ColumnPlan] {
        let samples = try await samples(names, file, strays, connection)
        return try names.enumerated().flatMap { index, name -> [ColumnPlan] in
            let cleaners = [Cleaner.emptyIf(Self.missingWords)]
            let text = ColumnPlan(column: name, target: "t\(index)", type: .text, cleaners: cleaners)
            let values = samples[index]
            if needs.times.contains(name) {
                let times = try readings(of: values, name)
                return [
                    text,
                    ColumnPlan(column: name, target: "i\(index)", type: .instant, cleaners: cleaners, times: times),
                ]
            }
            let mark = ColumnPlanning.decimalMark(of: values)
            return [
                text, ColumnPlan(column: name, target: "n\(index)", type: .number, cleaners: cleaners, decimal: mark),
            ]
        }
    }

    /// How a column of times is written: as stated, or as its values have it.
    private func readings(of values: [String], _ name: String) throws -> [TimeReading] {
        if let text = needs.dateFormat {
            guard case .success(let pattern) = TimePattern.parse(text) else { throw Self.noPattern(text) }
            if let value = values.first, values.allSatisfy({ pattern.read($0) == nil }) {
                throw Self.otherPattern(text, name, value)
            }
            return [.pattern(pattern)]
        }
        let position = SourcePosition(line: 1, column: 1)
        var mapping = ColumnMapping(column: Located(name, at: position), target: Located(.role(.time), at: position))
        mapping.type = Located(.instant, at: position)
        return try TimeDetection(path: path, mapping: mapping).readings(of: values)
    }

    private static func noPattern(_ text: String) -> TableError {
        .optionInvalid(
            .dateFormat,
            value: text,
            expected: Bilingual(
                en: "a pattern such as d/M/yyyy, yyyy-MM-dd or \"M/d/yyyy H:mm\" is expected",
                zh: "应为 d/M/yyyy、yyyy-MM-dd 或 \"M/d/yyyy H:mm\" 这样的格式"
            )
        )
    }

    private static func otherPattern(_ text: String, _ column: String, _ value: String) -> TableError {
        .optionInvalid(
            .dateFormat,
            value: text,
            expected: Bilingual(
                en: "no value of column \"\(column)\" is written so; the first is \"\(value)\"",
                zh: "列“\(column)”中没有这样书写的值，第一个值是“\(value)”"
            )
        )
    }

    private func samples(
        _ names: [String],
        _ file: TableFile,
        _ strays: StrayCharacters,
        _ connection: Connection
    ) async throws -> [[String]] {
        let cleaned = names.enumerated().map { index, name in
            (Identifier("c\(index)"), file.cleanedText(name, cleaners: [.emptyIf(Self.missingWords)], strays: strays))
        }
        let result = try await connection.query(
            Select(
                Columns(cleaned),
                from: file.source(rejectsInto: ("_sample_errors", "_sample_scans"), firstRows: true),
                where: file.isRow,
                limit: Self.sampleSize
            )
        )
        return try cleaned.map { try result.texts($0.0.name, missing: "").filter { !$0.isEmpty } }
    }

    private func column(
        _ name: String,
        _ index: Int,
        _ connection: Connection
    ) async throws -> (column: DataColumn, remark: Bilingual?) {
        let text = SQLExpression.column(Identifier("t\(index)"))
        if needs.times.contains(name) {
            return try await times(name, text, .column(Identifier("i\(index)")), connection)
        }
        let number = SQLExpression.column(Identifier("n\(index)"))
        let counts = try await counts(text, number, connection)
        if !needs.identifiers.contains(name), counts.numbers == counts.texts, !counts.areNames {
            let result = try await connection.query(Select(["v": number], from: .table(Self.values)))
            return (DataColumn(name, numbers: try result.doubles("v", missing: .nan)), nil)
        }
        let result = try await connection.query(Select(["v": text], from: .table(Self.values)))
        let texts = try result.texts("v", missing: "").map { $0.isEmpty ? nil : $0 }
        if !needs.identifiers.contains(name), counts.numbers > 0 { try refuseInfinity(name, texts) }
        let isNearlyNumeric = counts.numbers < counts.texts && counts.numbers * 10 >= counts.texts * 9
        guard isNearlyNumeric, !counts.areNames else { return (DataColumn(name, texts: texts), nil) }
        let numbers = try await connection.query(Select(["v": number], from: .table(Self.values)))
        let isNumber = try numbers.presence("v")
        return (DataColumn(name, texts: texts), Self.remark(name, texts, isNumber, counts))
    }

    /// The instants of a column, and which text is none.
    private func times(
        _ name: String,
        _ text: SQLExpression,
        _ instant: SQLExpression,
        _ connection: Connection
    ) async throws -> (column: DataColumn, remark: Bilingual?) {
        let table = Source.table(Self.values)
        let read = try await connection.query(Select(["v": instant], from: table)).timestamps("v", missing: .min)
        let column = DataColumn(name, .instants(Self.onTheClock(of: try statedZone, read, missing: .min)))
        let unread = SQLExpression.countRows(where: text.isNotNull && instant.isNull)
        let count = try await connection.query(Select(["n": unread], from: table)).integers("n").first ?? 0
        guard count > 0 else { return (column, nil) }
        let texts = try await connection.query(Select(["v": text], from: table)).texts("v", missing: "")
        guard let row = texts.indices.first(where: { !texts[$0].isEmpty && read[$0] == .min }) else {
            return (column, nil)
        }
        let remark = Bilingual(
            en:
                "Column \"\(name)\": \(count == 1 ? "1 text is no date and counts" : "\(count) texts are no dates and count") "
                + "as missing; the first is row \(row + 1): \"\(texts[row])\".",
            zh: "列“\(name)”：有 \(count) 个文本不是日期，按缺失处理，第一处在第 \(row + 1) 行：“\(texts[row])”。"
        )
        return (column, remark)
    }

    /// Numbers with an infinite one among them would otherwise count as texts.
    private func refuseInfinity(_ name: String, _ texts: [String?]) throws {
        var infinite: Int?
        for (row, text) in texts.enumerated() {
            guard let text, let number = Double(text) else {
                guard text == nil else { return }
                continue
            }
            if number.isInfinite { infinite = infinite ?? row }
        }
        if let infinite { throw ModelError.notFinite(column: name, row: infinite + 1) }
    }

    private struct Counts {
        var texts: Int64
        var numbers: Int64
        /// Whether digits are led by a zero somewhere, as postcodes and article numbers are, and numbers are not.
        var areNames: Bool
    }

    private func counts(_ text: SQLExpression, _ number: SQLExpression, _ connection: Connection) async throws -> Counts
    {
        let isName = SQLExpression.coalesce([text.matches(pattern: "^0[0-9]+$"), false])
        let result = try await connection.query(
            Select(
                ["texts": .count(text), "numbers": .count(number), "names": .countRows(where: isName)],
                from: .table(Self.values)
            )
        )
        func count(_ name: String) throws -> Int64 { try result.integers(name).first ?? 0 }
        return Counts(texts: try count("texts"), numbers: try count("numbers"), areNames: try count("names") > 0)
    }

    private static func remark(_ name: String, _ texts: [String?], _ isNumber: [Bool], _ counts: Counts) -> Bilingual? {
        guard let row = texts.indices.first(where: { texts[$0] != nil && !isNumber[$0] }), let text = texts[row] else {
            return nil
        }
        let others = counts.texts - counts.numbers
        return Bilingual(
            en: "Column \"\(name)\" counts as text, since \(others) of \(counts.texts) values are no numbers; "
                + "the first is row \(row + 1): \"\(text)\".",
            zh: "列“\(name)”按文本处理：\(counts.texts) 个值中有 \(others) 个不是数字，第一处在第 \(row + 1) 行：“\(text)”。"
        )
    }
}
