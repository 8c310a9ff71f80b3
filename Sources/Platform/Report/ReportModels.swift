import Domain
import Fitting
import Foundation
import ProjectFile
import Reports
import Warehouse

/// The report's account of the models of the library: what each fit said, and how its inputs have moved since.
struct ReportModels {
    var workspace: Workspace

    /// In the order of the project; models that no run has fitted yet are left out.
    func pages() async throws -> [ModelPage] {
        let records = try await ModelStore(connection: workspace.connection).records()
        return workspace.project.models.compactMap { records[$0.name.value] }.map(page)
    }

    private func page(_ record: ModelRecord) -> ModelPage {
        let model = ModelCatalog.model(named: record.model)
        return ModelPage(
            name: Bilingual(verbatim: record.name),
            purpose: model.map { $0.purpose } ?? Bilingual(verbatim: record.model),
            fittedAt: record.fittedAsOf,
            document: record.document,
            extra: traits(record) + drift(record)
        )
    }

    private func traits(_ record: ModelRecord) -> [FitTable] {
        guard !record.traits.isEmpty else { return [] }
        return [
            FitTable(
                Bilingual(en: "Traits that the model fills", zh: "该模型填写的特征"),
                headings: [
                    Bilingual(en: "Trait", zh: "特征"), Bilingual(en: "Column of the predictions", zh: "预测结果的列"),
                ],
                rows: record.traits.sorted { $0.key < $1.key }.map { [.name($0.key), .name($0.value)] }
            )
        ]
    }

    private func drift(_ record: ModelRecord) -> [FitTable] {
        let vocabulary = Vocabulary(workspace.project)
        func titles(_ column: String) -> Bilingual {
            let title = PurchaseProfile.title(of: column)
            return title.english == column ? vocabulary.title(of: column) : title
        }
        guard !record.drift.isEmpty else { return [] }
        let rows = record.drift.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        return [
            FitTable(
                Bilingual(en: "Inputs since the fit", zh: "拟合之后输入的变化"),
                headings: [Bilingual(en: "Input", zh: "输入"), Bilingual(en: "PSI", zh: "PSI")],
                rows: rows.map { [.text(titles($0.key)), .number($0.value, digits: 3)] },
                caption: Bilingual(
                    en: "Population stability index of the last run against the fit; above "
                        + "\(record.driftLimit) the customers are no longer those that the model learnt from.",
                    zh: "最近一次运行与拟合时相比的群体稳定性指数（PSI）；超过 \(record.driftLimit) 说明客户群已与模型学习时不同。"
                )
            )
        ]
    }
}
