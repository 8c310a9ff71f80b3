import Domain
package import Statistics

extension Matrix {
    /// What is larger would leave the range of a double when it is squared and summed.
    private static let largest = 1e100

    /// - Throws: `ModelError.tooFewRows` where there is no value, `.notFinite`, `.unusable` for a value beyond 1e100.
    package func checkForDistances(names: [String]) throws(ModelError) {
        guard rows > 0, columns > 0 else { throw .tooFewRows(needed: 1, found: 0) }
        guard let wrong = elements.firstIndex(where: { !($0.magnitude <= Self.largest) }) else { return }
        let (row, column) = (wrong / columns + 1, names[wrong % columns])
        throw .beyondRange(elements[wrong], column: column, row: row)
    }
}
