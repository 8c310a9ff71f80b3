import Foundation
import Models

/// Latent classes of answers in a CSV file, a column a question, empty where missing.
enum LatentClassBench {
    /// Every start is followed for as many steps as are given, and the best then to the end.
    static let latentClasses = Bench(name: "latentclass", usage: "FILE CLASSES STARTS STEPS") { arguments in
        guard arguments.count == 4, let classes = Int(arguments[1]), let starts = Int(arguments[2]),
            let steps = Int(arguments[3])
        else { throw Bench.WrongArguments() }
        let items = try items(arguments[0])
        var model = LatentClassModel(classes: classes, starts: starts, screening: steps, finalists: 1, limit: steps)
        model.tolerance = 0
        let (seconds, fitted) = try Bench.shortest(of: 3) { try model.fit(AnswerPatterns(items)) }
        let (whole, best) = try Bench.shortest(of: 1) {
            try LatentClassModel(classes: classes).fit(AnswerPatterns(items))
        }
        return Bench.Measured(
            seconds: seconds,
            answer: [
                "logLikelihood": fitted.logLikelihood, "wholeFitSeconds": whole,
                "wholeFitLogLikelihood": best.logLikelihood, "startsAgreeing": Double(best.finalistsAgreeing),
            ]
        )
    }

    private static func items(_ path: String) throws -> [AnswerPatterns.Item] {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        let rows = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return rows[0].indices.map { column in
            let answers = rows.dropFirst().map { $0[column] }
            let levels = Set(answers).subtracting([""]).sorted()
            let codes = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
            return AnswerPatterns.Item(rows[0][column], codes: answers.map { codes[$0] ?? -1 }, levels: levels)
        }
    }
}
