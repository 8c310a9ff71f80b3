import Statistics

/// Lots that depend on the seed and on a number, not on how many were drawn before.
struct SplitDraw {
    private let random: SplittableRandom

    init(seed: UInt64) { random = SplittableRandom(seed: seed) }

    func index(_ number: Int, below bound: Int) -> Int {
        var own = random.split(number)
        return own.index(below: bound)
    }
}
