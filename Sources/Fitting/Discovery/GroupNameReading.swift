package import Domain

extension FitDocument {
    /// What the groups of a document of `groups` are called, in their order; `nil` in a document of another model.
    package var groupNames: [Bilingual]? {
        guard model == GroupsOnTable.name, case .list(let groups) = own.first(where: { $0.name == "groups" })?.value
        else { return nil }
        return groups.compactMap { group in
            guard case .object(let fields) = group,
                case .text(let english) = fields.first(where: { $0.name == "name" })?.value,
                case .text(let chinese) = fields.first(where: { $0.name == "nameChinese" })?.value
            else { return nil }
            return Bilingual(en: english, zh: chinese)
        }
    }
}
