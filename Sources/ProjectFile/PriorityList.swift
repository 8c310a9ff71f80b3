package import Domain

/// Segments in the order of their importance: each customer belongs to the first that she is a member of.
///
/// The result is a trait of the list's name that holds, for every customer, the name of that segment or `otherwise`.
package struct PriorityList: Sendable, Hashable {
    package var name: Located<String>
    package var title: Bilingual?
    /// Names of segments, the most important first; from 1 to `largestCount`, none of them twice.
    package var segments: [Located<String>]
    /// What customers in none of them get; the name of no segment of the list.
    package var otherwise: String

    /// More would be no order that anybody keeps in mind.
    package static let largestCount = 50
    /// What customers in none get where the file does not say.
    package static let defaultOtherwise = "Others"

    package init(name: Located<String>, title: Bilingual?, segments: [Located<String>], otherwise: String) {
        self.name = name
        self.title = title
        self.segments = segments
        self.otherwise = otherwise
    }
}
