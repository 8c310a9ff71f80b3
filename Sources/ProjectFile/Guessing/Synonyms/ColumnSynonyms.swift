/// What columns are usually called, in English and Chinese, and the commonest names in German, French, Spanish and
/// Japanese.
///
/// Each name has a weight from 0 to 1: how sure the name alone makes the meaning. Where several columns could have a
/// role, the heaviest gets it: the time of ordering goes before the time of paying, a member number before a phone
/// number. Names are compared in normal form (see `ColumnName`): lower case, half width, without accents, letters and
/// digits only, nothing in parentheses.
enum ColumnSynonyms {
    struct Entry {
        let target: ColumnTarget
        let weight: Double
        let names: [String]

        init(_ target: ColumnTarget, _ weight: Double, _ names: [String]) {
            self.target = target
            self.weight = weight
            self.names = names
        }
    }

    static let roles =
        EnglishAndChineseNames.roles + GermanNames.roles + FrenchNames.roles + SpanishNames.roles + JapaneseNames.roles

    /// Columns that are known but have no role, with the names that their properties get.
    static let properties =
        EnglishAndChineseNames.properties + GermanNames.properties + FrenchNames.properties
        + SpanishNames.properties + JapaneseNames.properties
}
