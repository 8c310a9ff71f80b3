import Domain
import Fitting
import Foundation
import ProjectFile
import Warehouse

/// Which columns of a model's predictions become traits, and under which names.
struct PredictedTraits {
    var fit: PlannedFit
    var predicted: [DataColumn]

    /// - Throws: `WorkspaceError.definition` for an output that the model does not give.
    func chosen() throws -> [(trait: ComputeTraits.Column, column: DataColumn)] {
        let given = predicted.filter { $0.name != PlannedFit.customer || fit.setting.orders == nil }
        guard !fit.setting.outputs.isEmpty else {
            return given.map { (trait(Self.partOfName($0.name), $0), $0) }
        }
        return try fit.setting.outputs.map { output in
            guard let column = given.first(where: { $0.name == output.column.value }) else {
                let names = given.map(\.name)
                throw WorkspaceError.definition(
                    path: fit.path,
                    position: output.column.position,
                    reason: Bilingual(
                        en: "The model gives no “\(output.column.value)”. It gives: \(names.joined(separator: ", ")).",
                        zh: "该模型不产生“\(output.column.value)”。可用的输出：\(names.joined(separator: "、"))。"
                    ),
                    advice: NearestName.of(output.column.value, among: names).map(Bilingual.didYouMean)
                )
            }
            return (trait(output.trait.value, column), column)
        }
    }

    private func trait(_ part: String, _ column: DataColumn) -> ComputeTraits.Column {
        let type: ValueType =
            switch column.values {
            case .numbers: .number
            case .categories: .text
            case .instants: .instant
            }
        return ComputeTraits.Column(name: fit.name + "." + part, type: type)
    }

    /// A column's name as part of a trait's.
    private static func partOfName(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// Values as a column of the warehouse; what is not finite is missing.
    static func ingest(_ column: DataColumn, as name: String) -> IngestColumn {
        switch column.values {
        case .numbers(let numbers):
            IngestColumn(name, .doubles(numbers.map { $0.isFinite ? $0 : 0 }), presence: numbers.map(\.isFinite))
        case .categories(let codes, let levels):
            IngestColumn(
                name,
                .texts(codes.map { $0 < 0 ? "" : levels[Int($0)] }),
                presence: codes.map { $0 >= 0 }
            )
        case .instants(let instants):
            IngestColumn(name, instants.map { $0?.microseconds }, placeholder: 0) { .instants($0) }
        }
    }
}
