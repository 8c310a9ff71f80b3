import Foundation
import Statistics

/// Whether finer groups show more than cuts through the coarser ones.
///
/// Silhouettes favour few groups, whatever the data: any cloud of customers has a higher one in two parts than in five.
/// So the score alone would mostly choose two, which says little to act on. From the best candidate the search goes on to
/// a finer one as long as that is not really worse and finds what the coarser groups do not explain:
///
/// - its score is at least 0.8 of the best one's, or 0.98 where that has three groups or more, which can be acted on as they
///   are; and its stability is that of clear groups;
/// - in one of the coarser groups its silhouette is above what customers reach who have the coarser groups and nothing
///   finer. They are simulated: each coarser group is one normal cloud with the group's covariances. This is the test of
///   Liu, Hayes, Nobel and Marron (2008) within the groups; going down from coarse to fine until nothing is found is that
///   of Kimes, Liu, Hayes and Marron, "Statistical significance for hierarchical clustering", Biometrics 73, 2017.
struct GroupRefinement: Sendable {
    let reference: GroupReference

    /// A finer grouping may cost a fifth of the score: its groups are smaller and lie nearer to each other, which is no
    /// fault, while two parts of one group lose more than that where they do not come again in other samples. Three groups
    /// and more already say something, and finer ones then have to be as good within a fiftieth: planted groups of three
    /// were cut into five with 0.97 of the score.
    static func leastScore(from groups: Int) -> Double { groups > 2 ? 0.98 : 0.8 }

    struct Outcome {
        /// The place of the coarsest grouping that is clearer than one cloud, or else of the chosen one.
        var coarsest: Int
        /// Of the finest that was reached.
        var chosen: Int
        var steps: [RefinementStep]
    }

    /// The finest candidate that is reached, and what was compared on the way.
    ///
    /// - Parameters:
    ///   - start: the place of the best candidate.
    ///   - hasGroups: whether it is clearer than one cloud; otherwise finer ones are compared with one cloud first.
    func refine(_ entries: [GroupSearch.Entry], from start: Int, hasGroups: Bool) -> Outcome {
        var (coarsest, chosen) = (hasGroups ? start : nil, start)
        var steps: [RefinementStep] = []
        let best = entries[start].candidate
        let least = Self.leastScore(from: best.groups) * best.score
        while true {
            let coarse = coarsest == nil ? nil : entries[chosen]
            let fewest = coarse == nil ? best.groups : 0
            let tried = step(entries, from: coarse, least: least, fewest: fewest)
            steps += tried.map(\.step)
            guard let last = tried.last, last.step.isTaken else { break }
            chosen = last.place
            coarsest = coarsest ?? chosen
        }
        if coarsest == nil { chosen = finerCut(entries, start) }
        return Outcome(coarsest: coarsest ?? chosen, chosen: chosen, steps: steps)
    }

    /// Where there are no groups, a customer base is cut into parts, and two parts are no better than three: the best
    /// candidate with more than two, if it is not really worse.
    private func finerCut(_ entries: [GroupSearch.Entry], _ start: Int) -> Int {
        guard entries[start].candidate.groups == 2 else { return start }
        let least = Self.leastScore(from: 2) * entries[start].candidate.score
        return Self.bySize(entries).first {
            entries[$0].candidate.groups > 2 && entries[$0].candidate.score >= least
        } ?? start
    }

    /// Finer candidates of at least `fewest` groups, the best score first, until one is more than a cut through the coarser groups.
    private func step(_ entries: [GroupSearch.Entry], from coarse: GroupSearch.Entry?, least: Double, fewest: Int)
        -> [(place: Int, step: RefinementStep)]
    {
        let before = coarse?.candidate.groups ?? 1
        let finer = Self.bySize(entries).filter { place in
            let candidate = entries[place].candidate
            return candidate.groups > max(2, before) && candidate.groups >= fewest && candidate.score >= least
                && candidate.stability ?? 0 >= GroupReference.leastStability
        }
        guard !finer.isEmpty else { return [] }
        let customers = reference.customers(with: coarse?.fitted)
        var tried: [(Int, RefinementStep)] = []
        for place in finer {
            let candidate = entries[place].candidate
            guard let found = reference.clearest(customers, candidate) else { continue }
            let step = RefinementStep(
                from: before,
                to: candidate.groups,
                method: candidate.method,
                silhouette: found.silhouette,
                reference: found.reference
            )
            tried.append((place, step))
            if step.isTaken { break }
        }
        return tried
    }

    /// The best usable candidate of each number of groups, the highest score first.
    private static func bySize(_ entries: [GroupSearch.Entry]) -> [Int] {
        var best: [Int: Int] = [:]
        for (place, entry) in entries.enumerated() where !entry.candidate.isTooSmall {
            let size = entry.candidate.groups
            // Of nearly equal ones the first method, as rounding must not decide.
            if best[size].map({ entry.candidate.score > entries[$0].candidate.score + 1e-9 }) ?? true {
                best[size] = place
            }
        }
        return best.values.sorted { left, right in
            let (a, b) = (entries[left].candidate, entries[right].candidate)
            return (a.score - b.score).magnitude > 1e-9 ? a.score > b.score : a.groups < b.groups
        }
    }
}

/// A comparison of finer groups with what the coarser ones alone would show.
package struct RefinementStep: Sendable, Hashable, Codable {
    /// Groups of the coarser grouping; 1 for no groups.
    package var from: Int
    package var to: Int
    package var method: GroupingMethod
    /// The mean over the customers of the coarser group in which most was found, of as many as were simulated.
    package var silhouette: Double
    /// Of those of the same group that were simulated.
    package var reference: GroupEvidence.Reference

    /// Whether the finer groups are more than cuts.
    package var isTaken: Bool { silhouette > reference.bar }
}
