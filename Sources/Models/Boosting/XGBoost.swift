import CXGBoost
import Domain
import Foundation
import Statistics

// All that touches XGBoost's C library (1.7, Debian's libxgboost). A call gives 0, or −1 with a text of the same
// thread; handles are freed once, by the objects that own them; what a call points to is copied before the next call.

/// Rows as the library keeps them.
final class XGBoostMatrix {
    fileprivate let handle: DMatrixHandle
    let rows: Int
    /// That work on it is done by.
    let threads: Int32

    /// - Parameters:
    ///   - values: `rows × columns` numbers, row by row, not-a-number where missing.
    ///   - labels: as many as rows, where the matrix is learned from.
    init(_ values: [Float], rows: Int, columns: Int, labels: [Float]? = nil) throws(ModelError) {
        precondition(values.count == rows * columns)
        threads = XGBoost.threads(rows: rows, columns: columns)
        var made: DMatrixHandle?
        try XGBoost.check(
            XGDMatrixCreateFromMat_omp(values, bst_ulong(rows), bst_ulong(columns), .nan, &made, threads)
        )
        guard let made else { throw XGBoost.failure("XGDMatrixCreateFromMat") }
        handle = made
        self.rows = rows
        if let labels {
            precondition(labels.count == rows)
            try XGBoost.check(XGDMatrixSetFloatInfo(handle, "label", labels, bst_ulong(rows)))
        }
    }

    deinit { XGDMatrixFree(handle) }
}

/// An ensemble of trees that grows, or that was loaded. Not for two threads at once, so it is made for each use.
final class XGBoostTrees {
    private let handle: BoosterHandle

    /// An ensemble that will learn from the first matrix and be measured on the others.
    init(learningFrom matrices: [XGBoostMatrix], parameters: [(name: String, value: String)]) throws(ModelError) {
        var made: BoosterHandle?
        let handles: [DMatrixHandle?] = matrices.map(\.handle)
        try XGBoost.check(XGBoosterCreate(handles, bst_ulong(handles.count), &made))
        guard let made else { throw XGBoost.failure("XGBoosterCreate") }
        handle = made
        let always = XGBoost.always(threads: matrices.map(\.threads).max() ?? 1)
        for (name, value) in always + parameters { try XGBoost.check(XGBoosterSetParam(handle, name, value)) }
    }

    /// What `bytes(rounds:)` gave.
    ///
    /// - Parameter threads: that predict.
    init(_ bytes: Data, threads: Int32) throws(ModelError) {
        var made: BoosterHandle?
        try XGBoost.check(XGBoosterCreate(nil, 0, &made))
        guard let made else { throw XGBoost.failure("XGBoosterCreate") }
        handle = made
        let code = bytes.withUnsafeBytes { XGBoosterLoadModelFromBuffer(made, $0.baseAddress, bst_ulong(bytes.count)) }
        try XGBoost.check(code)
        for (name, value) in XGBoost.always(threads: threads) {
            try XGBoost.check(XGBoosterSetParam(handle, name, value))
        }
    }

    deinit { XGBoosterFree(handle) }

    /// One more tree.
    func grow(round: Int, from matrix: XGBoostMatrix) throws(ModelError) {
        try XGBoost.check(XGBoosterUpdateOneIter(handle, Int32(round), matrix.handle))
    }

    /// The metric that was asked for by the parameters.
    func measure(round: Int, on matrix: XGBoostMatrix) throws(ModelError) -> Double {
        var text: UnsafePointer<CChar>?
        var handles: [DMatrixHandle?] = [matrix.handle]
        let code = "rows".withCString { name in
            var names: [UnsafePointer<CChar>?] = [name]
            return XGBoosterEvalOneIter(handle, Int32(round), &handles, &names, 1, &text)
        }
        try XGBoost.check(code)
        // "[3]\trows-logloss:0.4518"
        let said = text.map { String(cString: $0) } ?? ""
        guard let number = said.split(separator: ":").last.flatMap({ Double($0) }), number.isFinite else {
            throw XGBoost.failure("XGBoosterEvalOneIter: \(said)")
        }
        return number
    }

    /// The sum of the leaves, one for each row.
    func margins(_ matrix: XGBoostMatrix) throws(ModelError) -> [Float] { try predict(matrix, type: 1) }

    /// Exact Shapley values of each column, and the base value last, for each row (Lundberg and others, Nature Machine
    /// Intelligence 2, 2020); they sum to the margin.
    func contributions(_ matrix: XGBoostMatrix) throws(ModelError) -> [Float] { try predict(matrix, type: 2) }

    private func predict(_ matrix: XGBoostMatrix, type: Int) throws(ModelError) -> [Float] {
        let configuration = """
            {"type": \(type), "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": false}
            """
        var shape: UnsafePointer<bst_ulong>?
        var dimensions: bst_ulong = 0
        var result: UnsafePointer<Float>?
        try XGBoost.check(
            XGBoosterPredictFromDMatrix(handle, matrix.handle, configuration, &shape, &dimensions, &result)
        )
        guard let shape, let result else { throw XGBoost.failure("XGBoosterPredictFromDMatrix") }
        let count = (0..<Int(dimensions)).reduce(1) { $0 * Int(shape[$1]) }
        return Array(UnsafeBufferPointer(start: result, count: count))
    }

    /// The first trees, in the library's binary JSON.
    func bytes(rounds: Int) throws(ModelError) -> Data {
        var part: BoosterHandle?
        try XGBoost.check(XGBoosterSlice(handle, 0, Int32(rounds), 1, &part))
        guard let part else { throw XGBoost.failure("XGBoosterSlice") }
        defer { XGBoosterFree(part) }
        var length: bst_ulong = 0
        var start: UnsafePointer<CChar>?
        try XGBoost.check(XGBoosterSaveModelToBuffer(part, "{\"format\": \"ubj\"}", &length, &start))
        guard let start else { throw XGBoost.failure("XGBoosterSaveModelToBuffer") }
        return Data(bytes: start, count: Int(length))
    }
}

enum XGBoost {
    /// Values of a matrix from which a second thread saves more than it costs: the threads wait for each other at every
    /// level of every tree, on a busy machine for milliseconds.
    private static let fewestForTwo = 500_000

    /// By the data and not by the machine: the library adds in an order that may depend on it.
    static func threads(rows: Int, columns: Int) -> Int32 {
        Int32(ParallelChunks.threads ?? (rows * columns < fewestForTwo ? 1 : 2))
    }

    static func always(threads: Int32) -> [(name: String, value: String)] {
        [("nthread", String(threads)), ("verbosity", "0")]
    }

    static func check(_ code: Int32) throws(ModelError) {
        guard code == 0 else { throw failure(XGBGetLastError().map { String(cString: $0) } ?? "?") }
    }

    /// The first line of the library's text: the rest is a stack trace.
    static func failure(_ text: String) -> ModelError {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
        return .unusable(
            Bilingual(en: "XGBoost refused: \(line)", zh: "XGBoost 报错：\(line)"),
            advice: nil
        )
    }
}
