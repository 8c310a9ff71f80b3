import Domain
import Fitting
import Foundation
import TestSupport
import Testing

@testable import covey

/// `covey fit`, `covey predict` and `covey experiment`, as people call them.
@Suite(.serialized) struct ModelCommandTests {
    private func fixture(_ name: String) -> String { Fixture.path(name) }

    /// The lines of the page's shell blocks.
    private static func commands(_ page: String) throws -> [String] {
        try Repository.text(page).split(separator: "\n").filter { $0.hasPrefix("covey ") }.map(String.init)
    }

    @Test func everyCommandOfThePageOnModelsRunsInBothLanguages() async throws {
        let english = try Self.commands("docs/models.md")
        #expect(english.count >= 6)
        #expect(try Self.commands("docs/models.zh.md") == english)
        try await TemporaryFolder.with { folder in
            let covey = try Covey.executable().path
            let fixtures = folder.appending(path: "Tests/Fixtures")
            try FileManager.default.createDirectory(
                at: fixtures.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try FileManager.default.copyItem(atPath: Repository.root.path + "/Tests/Fixtures", toPath: fixtures.path)
            for command in english {
                let script = "covey() { \"\(covey)\" \"$@\"; }\n" + command
                let shell = try RunningCovey(
                    ["/bin/sh", "-c", script],
                    in: folder,
                    environment: Covey.environment(.chinese)
                )
                let outcome = try await shell.outcome()
                #expect(outcome.code == 0, "\(command)\n\(outcome.errors)")
                #expect(!outcome.output.lowercased().contains("nan"), "\(command)")
            }
            for file in ["scored.csv", "rules.html", "churn.json"] {
                #expect(FileManager.default.fileExists(atPath: folder.appending(path: file).path), "\(file)")
            }
        }
    }

    @Test func everyModelIsListedAndHasHelpInBothLanguages() async throws {
        for (page, language) in [("docs/models.md", Language.english), ("docs/models.zh.md", .chinese)] {
            let text = try Repository.text(page)
            let process = try Covey.start(
                ["fit", "--help"],
                in: FileManager.default.temporaryDirectory,
                environment: Covey.environment(language, ["COLUMNS": "200"])
            )
            // The screen breaks examples where they are too long for it.
            let help = try await process.outcome().output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for model in ModelCatalog.all {
                #expect(text.contains("| `\(model.name)` |"), "\(model.name) in \(page)")
                #expect(help.contains(" " + model.name + " "), "\(model.name)")
                #expect(help.contains(model.example), "\(model.name)")
            }
        }
    }

    @Test(arguments: ModelCatalog.all.map { $0.name })
    func theHelpOfAModelListsItsOptionsAndNoOthers(name: String) async throws {
        let model = try #require(ModelCatalog.model(named: name))
        let outcome = try await Covey.run("fit", name, "--help", in: FileManager.default.temporaryDirectory)
        #expect(outcome.code == 0)
        for option in FitOption.allCases {
            // As a word of its own: `--k` is not in `--known`.
            let isListed = try outcome.output.contains(Regex("(?m)^ *--\(option.rawValue)([ ,]|$)"))
            #expect(isListed == model.fileOptions.contains(option), "\(name): \(option.rawValue)")
        }
    }

    @Test func theSameFileGivesTheSameBytesWhateverTheOrderOfItsRows() async throws {
        try await TemporaryFolder.with { folder in
            let lines = try Fixture.lines("iris.csv")
            var random = SeededRandom(seed: 3)
            let shuffled = [lines[0]] + lines.dropFirst().shuffled(using: &random)
            let path = folder.appending(path: "shuffled.csv")
            try (shuffled.joined(separator: "\n") + "\n").write(to: path, atomically: true, encoding: .utf8)
            let columns = "sepal_length,sepal_width,petal_length,petal_width"
            var sums: [Double] = []
            for file in [fixture("iris.csv"), path.path] {
                let outcome = try await Covey.run(
                    "fit",
                    "kmeans",
                    file,
                    "--columns",
                    columns,
                    "--k",
                    "3",
                    "--json",
                    in: folder
                )
                #expect(outcome.code == 0, "\(outcome.errors)")
                sums.append(try #require(try outcome.json()["withinSumOfSquares"] as? Double))
            }
            // The published sum of squares of three groups.
            #expect(abs(sums[0] - 78.851441) < 1e-6)
            #expect(abs(sums[0] - sums[1]) < 1e-9)
        }
    }

    @Test func aSavedModelIsAppliedToAnotherFile() async throws {
        try await TemporaryFolder.with { folder in
            let columns = "sepal_length,sepal_width,petal_length,petal_width"
            let fit = try await Covey.run(
                "fit",
                "kmeans",
                fixture("iris.csv"),
                "--columns",
                columns,
                "--k",
                "3",
                "--save",
                "m.json",
                in: folder
            )
            #expect(fit.code == 0, "\(fit.errors)")
            let rows = "id,sepal_length,sepal_width,petal_length,petal_width\na,5,3.4,1.5,0.2\nb,,3,4,1\n"
            try rows.write(to: folder.appending(path: "new.csv"), atomically: true, encoding: .utf8)
            let predicted = try await Covey.run("predict", "m.json", "new.csv", "-o", "out.csv", in: folder)
            #expect(predicted.code == 0, "\(predicted.errors)")
            let lines = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
                .split(whereSeparator: \.isNewline)
            #expect(lines.count == 3)
            #expect(
                lines[0].hasSuffix("id,sepal_length,sepal_width,petal_length,petal_width,group,confidence,distance")
            )
            #expect(lines[1].hasPrefix("a,5,3.4,1.5,0.2,2,"))
            #expect(lines[2] == "b,,3,4,1,,,")
        }
    }

    /// Without `--until` recency would count from the last day of the fit, and later orders would be left out.
    @Test func recencyInAnotherFileCountsFromTheDayThatIsStated() async throws {
        try await TemporaryFolder.with { folder in
            func write(_ rows: String, _ name: String) throws {
                try ("id,day,amount\n" + rows).write(
                    to: folder.appending(path: name),
                    atomically: true,
                    encoding: .utf8
                )
            }
            try write((1...20).map { "c\($0),2026-01-\(10 + $0 % 15),\($0)\n" }.joined(), "old.csv")
            try write("a,2026-03-01,5\nb,2026-03-11,7\n", "new.csv")
            let columns = ["--customer", "id", "--time", "day", "--amount", "amount"]
            let options = columns + ["--until", "2026-01-31", "--save", "m.json"]
            let fit = try await Covey.start(
                ["fit", "rfm", "old.csv"] + options,
                in: folder,
                environment: Covey.environment(.english)
            ).outcome()
            #expect(fit.code == 0, "\(fit.errors)")
            let predicted = try await Covey.run(
                "predict",
                "m.json",
                "new.csv",
                "--until",
                "2026-03-12",
                "-o",
                "out.csv",
                in: folder
            )
            #expect(predicted.code == 0, "\(predicted.errors)")
            let lines = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
                .split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
            let recency = try #require(lines[0].firstIndex(of: "recency"))
            #expect(lines.dropFirst().map { $0[recency] } == ["11", "1"])
        }
    }

    @Test(arguments: [
        (["fit", "kmeans", "F", "--target", "species"], "takes no --target", "没有选项 --target"),
        (["fit", "logistic", "F"], "needs --target", "需要选项 --target"),
        (["fit", "kmeans", "F", "--columns", "petal_lenght"], "petal_length", "petal_length"),
        (["fit", "kmeans", "F", "--k", "many"], "--k cannot be", "--k 不能为"),
        (["fit", "kmeans", "F", "--k", "-2"], "--k cannot be \"-2\": a number or a range", "--k 不能为“-2”"),
        (["fit", "kmeans", "F", "--k", "0"], "from 1 to 1000", "1 到 1000"),
        (["fit", "kmeans", "F", "--k", "1e9"], "from 1 to 1000", "1 到 1000"),
        (["fit", "kmeans", "F", "--k"], "Missing value for '--k", "缺少值"),
        (["fit", "kmeans", "F", "--seed", "x"], "--seed cannot be \"x\"", "--seed 不能为“x”"),
        (["fit", "kmeans", "F", "--seed", "-1"], "whole number of at least 0", "不小于 0 的整数"),
        (["fit", "kmean", "F", "--k", "3"], "Did you mean “covey fit kmeans”?", "您是否要写“covey fit kmeans”？"),
        (["fit", "zzzzzz"], "There is no model “zzzzzz”.", "没有模型“zzzzzz”。"),
        (["fit", "zzzzzz"], "lists all models", "列出全部模型"),
        (["segment", "cuont"], "Did you mean “covey segment count”?", "您是否要写“covey segment count”？"),
        (["fit", "kmeans", "F", "-columns", "a"], "Unknown option '-columns'", "没有选项“-columns”。"),
        (["fit", "kmeans", "F", "--column", "a"], "Did you mean “--columns”?", "您是否要写“--columns”？"),
        // The nearest of all options is one that kmeans does not take.
        (["fit", "kmeans", "F", "--targte", "a"], "Unknown option '--targte'.", "没有选项“--targte”。"),
        (["fit", "kmeans", "F", "--targte", "a"], "covey fit kmeans --help", "covey fit kmeans --help"),
        (["fit", "itemsets", "B", "--min-support", "-1"], "above 0 and at most 1", "大于 0 且不超过 1"),
        (["fit", "itemsets", "B", "--min-support", "5"], "such as 0.05 or 5%", "例如 0.05 或 5%"),
        (["fit", "kmeans", "F", "--date-format", "d/M/yyyy"], "takes no --date-format", "没有选项 --date-format"),
        (["fit", "kmeans", "none.csv"], "none.csv", "none.csv"),
        (["predict", "F", "F"], "not a model", "不是群像保存的模型"),
        (["experiment", "size", "--from", "5%"], "--to", "--to"),
    ])
    func mistakesAreExplainedInBothLanguages(words: [String], english: String, chinese: String) async throws {
        let arguments = words.map { $0 == "F" ? fixture("iris.csv") : $0 == "B" ? fixture("groceries.basket") : $0 }
        for (language, text) in [(Language.english, english), (.chinese, chinese)] {
            let process = try Covey.start(
                arguments,
                in: FileManager.default.temporaryDirectory,
                environment: Covey.environment(language)
            )
            let outcome = try await process.outcome()
            #expect(outcome.code != 0 && outcome.code < 100, "\(outcome.code)")
            #expect(outcome.errors.contains(text), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    /// Fleiss (1981), by the formula with the pooled variance: 8,158 customers in each group.
    @Test func anExperimentHasTheSizeOfTheFormula() async throws {
        let folder = FileManager.default.temporaryDirectory
        let outcome = try await Covey.run("experiment", "size", "--from", "5%", "--to", "6%", "--json", in: folder)
        #expect(try outcome.json()["control"] as? Int == 8_158)
        let looks = try await Covey.run("experiment", "looks", "--looks", "5", "--json", in: folder)
        let bounds = try #require(try looks.json()["looks"] as? [[String: Any]]).compactMap { $0["z"] as? Double }
        // Lan and DeMets' spending in the manner of O'Brien and Fleming.
        for (bound, expected) in zip(bounds, [4.8769, 3.3569, 2.6803, 2.2898, 2.0310]) {
            #expect(abs(bound - expected) < 2e-4)
        }
    }
}
