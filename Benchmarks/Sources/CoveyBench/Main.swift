import Foundation

/// `covey-bench --covey BINARY --python INTERPRETER --folder BENCHMARKS [--rows N] [NAME…]`; `Benchmarks/run` calls it.
@main struct Main {
    static func main() {
        do {
            let request = try Request(Array(CommandLine.arguments.dropFirst()))
            exit(try run(request) ? 0 : 1)
        } catch {
            let words = Words.inLocale
            FileHandle.standardError.write(Data("\(words(("error: ", "错误：")))\(error)\n".utf8))
            exit(1)
        }
    }

    /// - Returns: whether every figure keeps its limit and every answer equals the peer's.
    private static func run(_ request: Request) throws -> Bool {
        var areAllKept = true
        for benchmark in request.benchmarks {
            let figures =
                switch benchmark {
                case .import: try ImportBenchmark(surroundings: request.surroundings, rows: request.rows).run()
                case .segments: try SegmentBenchmark(surroundings: request.surroundings, rows: request.rows).run()
                case .events: try EventGrowthBenchmark(surroundings: request.surroundings).run()
                case .models: try ModelBenchmark(surroundings: request.surroundings).run()
                }
            try Results.write(figures, of: benchmark, to: request.surroundings.folder)
            print(FigureTable(figures: figures, words: request.surroundings.words).text)
            areAllKept = areAllKept && figures.allSatisfy(\.isKept)
        }
        return areAllKept
    }
}

/// Every benchmark, by the name that `make bench NAME=…` gives.
enum Benchmark: String, CaseIterable {
    case `import`
    case segments
    case events
    case models
}

/// What a benchmark works with.
struct Surroundings {
    /// The release binary.
    var covey = ""
    /// The interpreter of the peers' virtual environment.
    var python = ""
    /// The folder `Benchmarks`.
    var folder = ""
    var words = Words.inLocale

    /// A folder of a benchmark's own for what it makes, emptied first.
    func freshFolder(_ name: String) throws -> String {
        let path = folder + "/data/" + name
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Tells what is going on, apart from the figures.
    func remark(_ texts: (english: String, chinese: String)) {
        FileHandle.standardError.write(Data((words(texts) + "\n").utf8))
    }
}

private struct Request {
    var surroundings = Surroundings()
    var benchmarks: [Benchmark] = []
    /// Rows of generated files, where that is not the size that the limits are stated for.
    var rows: Int?

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--covey": surroundings.covey = try Self.value(of: argument, &rest)
            case "--python": surroundings.python = try Self.value(of: argument, &rest)
            case "--folder": surroundings.folder = try Self.value(of: argument, &rest)
            case "--rows":
                guard let count = Int(try Self.value(of: argument, &rest)), count > 0 else {
                    throw Mistake(texts: ("--rows takes a whole number above zero", "--rows 应为大于零的整数"))
                }
                rows = count
            default: benchmarks.append(try Self.benchmark(argument))
            }
        }
        if benchmarks.isEmpty { benchmarks = Benchmark.allCases }
    }

    private static func value(of option: String, _ rest: inout ArraySlice<String>) throws -> String {
        guard let value = rest.popFirst() else {
            throw Mistake(texts: ("\(option) takes a value", "\(option) 需要一个值"))
        }
        return value
    }

    private static func benchmark(_ name: String) throws -> Benchmark {
        if let benchmark = Benchmark(rawValue: name) { return benchmark }
        let names = Benchmark.allCases.map(\.rawValue).joined(separator: ", ")
        throw Mistake(texts: ("there is no benchmark “\(name)”; there are: \(names)", "没有基准“\(name)”；现有：\(names)"))
    }
}

/// Something that keeps a benchmark from being run.
struct Mistake: Error, CustomStringConvertible {
    var texts: (english: String, chinese: String)

    var description: String { Words.inLocale(texts) }
}

/// Chooses between the texts of two languages.
struct Words {
    var speaksChinese: Bool

    static var inLocale: Words {
        let environment = ProcessInfo.processInfo.environment
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return Words(speaksChinese: name.lowercased().hasPrefix("zh"))
    }

    func callAsFunction(_ texts: (english: String, chinese: String)) -> String {
        speaksChinese ? texts.chinese : texts.english
    }
}
