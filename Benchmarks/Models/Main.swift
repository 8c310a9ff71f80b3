import Foundation

/// The models' own time, without reading of files: `covey-model-bench NAME [ARGUMENT …]`.
///
/// Prints one JSON line `{"name": …, "seconds": …, "answer": {…}}`. A benchmark is a file of its own beside this one,
/// and a line in `Bench.all`. Its peer in `Benchmarks/peers` reads the same input and prints the same.
@main struct Main {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let name = arguments.first, let bench = Bench.all.first(where: { $0.name == name }) else {
            let names = Bench.all.map { "\($0.name) \($0.usage)" }.joined(separator: "\n       ")
            FileHandle.standardError.write(Data("usage: \(names)\n".utf8))
            exit(2)
        }
        let measured = try bench.run(Array(arguments.dropFirst()))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let line = Line(name: name, seconds: measured.seconds, answer: measured.answer)
        print(String(decoding: try encoder.encode(line), as: UTF8.self))
    }

    private struct Line: Encodable {
        var name: String
        var seconds: Double
        var answer: [String: Double]
    }
}
