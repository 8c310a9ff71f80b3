import Models

/// Fits of several numbers of groups, and the one with the largest mean silhouette.
struct SilhouetteChoice {
    let choice: ChoiceOfGroups
    /// Of each fit; `nil` for one group, which has none.
    let silhouettes: [Silhouette?]

    /// - Parameters:
    ///   - tried: of each fit the number of groups, and what the model makes small.
    ///   - measure: the silhouettes of the fits at these places.
    init(_ tried: [(groups: Int, cost: Double)], measure: ([Int]) -> [Silhouette]) {
        let several = tried.indices.filter { tried[$0].groups > 1 }
        var silhouettes = [Silhouette?](repeating: nil, count: tried.count)
        for (index, silhouette) in zip(several, measure(several)) { silhouettes[index] = silhouette }
        let candidates = tried.indices.map {
            ChoiceOfGroups.Candidate(
                groups: tried[$0].groups,
                cost: tried[$0].cost,
                silhouette: silhouettes[$0]?.mean
            )
        }
        choice = ChoiceOfGroups(criterion: .silhouette, candidates: candidates)
        self.silhouettes = silhouettes
    }

    var picked: Int { choice.picked }
    var pickedSilhouette: Silhouette? { silhouettes[choice.picked] }
}
