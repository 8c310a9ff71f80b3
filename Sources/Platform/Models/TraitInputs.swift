import Compiler
import Domain
import Fitting
import Foundation
import ProjectFile
import SQL
import Warehouse

/// Traits of all customers as the columns that a model is fitted to.
struct TraitInputs {
    var connection: Connection
    /// The traits that there are so far, with the table that each is in.
    var known: [(trait: ComputeTraits.Column, table: TableName)]
    var fit: PlannedFit

    /// - Returns: the customers, in their order, and a row for each.
    /// - Throws: `WorkspaceError.definition` for a trait that does not exist or that no model can take.
    func table() async throws -> (customers: [String], table: DataTable) {
        var wanted: [TraitColumns.Wanted] = []
        for trait in fit.traits where !wanted.contains(where: { $0.trait.name == trait.value }) {
            wanted.append(try column(of: trait))
        }
        let read = try await TraitColumns(connection: connection).read(wanted)
        return (read.customers, DataTable(name: fit.name, read.columns))
    }

    private func column(of trait: Located<String>) throws -> TraitColumns.Wanted {
        guard let found = known.first(where: { $0.trait.name == trait.value }) else {
            let nearest = NearestName.of(trait.value, among: known.map(\.trait.name))
            throw WorkspaceError.definition(
                path: fit.path,
                position: trait.position,
                reason: Bilingual(
                    en: "There is no trait “\(trait.value)” before this model.",
                    zh: "在此模型之前没有名为“\(trait.value)”的特征。"
                ),
                advice: nearest.map(Bilingual.didYouMean)
            )
        }
        guard TraitColumns.isTaken(found.trait.type) else {
            throw WorkspaceError.definition(
                path: fit.path,
                position: trait.position,
                reason: Bilingual(
                    en: "“\(trait.value)” is a time or a list, and a model needs numbers, texts or yes and no.",
                    zh: "“\(trait.value)”是时间或列表，模型需要数字、文本或是与否。"
                ),
                advice: Bilingual(
                    en: "Declare a trait such as `days since the last …` and use that.",
                    zh: "请声明“距上次……的天数”之类的特征并使用它。"
                )
            )
        }
        return TraitColumns.Wanted(trait: found.trait, table: found.table)
    }
}
