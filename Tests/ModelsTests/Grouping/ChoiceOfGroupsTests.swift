import Foundation
import Models
import Statistics
import Testing

@Suite struct ChoiceOfGroupsTests {
    /// `calinski_harabasz_score` of scikit-learn 1.9.1 on its k-means of iris (`n_init=100`).
    @Test func calinskiHarabaszRatiosOfIrisAreThoseOfScikitLearn() throws {
        let choice = try KMeansChoice(
            KMeans(groups: 2),
            2...5,
            KMeansTests.iris(),
            names: ["a", "b", "c", "d"],
            criterion: .calinskiHarabasz
        ).choice
        let expected = [513.9245459802768, 561.62775662962, 530.7658081872851, 495.54148767768777]
        for (candidate, ratio) in zip(choice.candidates, expected) {
            #expect(abs(candidate.calinskiHarabasz! - ratio) < 1e-8)
        }
        #expect(choice.candidates[choice.picked].groups == 3)
    }

    @Test(arguments: [ChoiceOfGroups.Criterion.silhouette, .calinskiHarabasz, .gap])
    func fourGroupsThatAreApartAreCounted(criterion: ChoiceOfGroups.Criterion) throws {
        let (matrix, _) = KMeansPropertyTests.blobs(120, 2, seed: 21, spread: 0.8)
        let choice = try KMeansChoice(
            KMeans(groups: 2, starts: 5),
            1...6,
            matrix,
            names: ["a", "b"],
            criterion: criterion
        )
        .choice
        #expect(choice.candidates[choice.picked].groups == 4)
    }

    /// By hand: the distances from the line are in proportion to 0, .409, .467, .239 and 0.
    @Test func theElbowIsFarthestFromTheLineThroughTheEnds() {
        let costs: [Double] = [100, 40, 12, 10, 9]
        let candidates = costs.enumerated().map {
            ChoiceOfGroups.Candidate(groups: $0 + 1, cost: $1, silhouette: nil)
        }
        #expect(ChoiceOfGroups(criterion: .elbow, candidates: candidates).picked == 2)
    }

    @Test func noGroupsAreOneByTheGap() throws {
        var random = SplittableRandom(seed: 5)
        let matrix = Matrix(columns: (0..<2).map { _ in (0..<100).map { _ in random.uniform() } })
        let choice = try KMeansChoice(KMeans(groups: 1, starts: 3), 1...4, matrix, names: ["a", "b"], criterion: .gap)
            .choice
        #expect(choice.candidates[choice.picked].groups == 1)
    }

    @Test func figuresThatAreMissingAreNotPicked() {
        let candidates = (1...3).map { ChoiceOfGroups.Candidate(groups: $0, cost: 0, silhouette: nil) }
        for criterion in ChoiceOfGroups.Criterion.allCases {
            #expect(ChoiceOfGroups(criterion: criterion, candidates: candidates).picked == 0)
        }
    }
}

@Suite struct GroupStabilityTests {
    /// `adjusted_rand_score([0,0,0,1,1,2], [0,0,1,1,2,2])` of scikit-learn 1.9.1.
    @Test func theIndexIsThatOfScikitLearn() throws {
        let stability = try #require(
            GroupStability.measure([0, 0, 0, 1, 1, 2], groups: 3, resamples: 2, seed: 1) { _ in [0, 0, 1, 1, 2, 2] }
        )
        #expect(abs(stability.adjustedRandIndex - 0.07407407407407407) < 1e-12)
        // {0, 1, 2} against {0, 1}: 2/3; {3, 4} against {2, 3} or {4, 5}: 1/3; {5} against {4, 5}: 1/2.
        let similarities: [Double] = [2.0 / 3, 1.0 / 3, 0.5]
        for (found, expected) in zip(stability.byGroup, similarities) {
            #expect(abs(found - expected) < 1e-12)
        }
    }

    @Test func groupsThatAreApartComeAgainAndCutsThroughACloudDoNot() throws {
        let model = KMeans(groups: 4, starts: 3)
        let apart = KMeansPropertyTests.blobs(150, 2, seed: 21, spread: 0.8).matrix
        let cloud = KMeansPropertyTests.blobs(150, 2, seed: 21, spread: 60).matrix
        let (good, bad) = (try model.fit(apart), try model.fit(cloud))
        let stable = try #require(model.stability(of: good, apart, resamples: 20))
        let loose = try #require(model.stability(of: bad, cloud, resamples: 20))
        #expect(stable.adjustedRandIndex > 0.99)
        #expect(loose.adjustedRandIndex < 0.9)
        #expect(loose.lowAdjustedRandIndex <= loose.adjustedRandIndex)
    }

    @Test func samplesWithTooFewDifferentRowsAreNotCounted() {
        #expect(GroupStability.measure([0, 1], groups: 2, resamples: 5, seed: 1) { _ in nil } == nil)
    }
}
