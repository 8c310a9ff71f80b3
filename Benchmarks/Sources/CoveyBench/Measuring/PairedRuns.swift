/// Runs of Covey and of a peer in turns, so that what slows the machine down for a while slows both.
struct PairedRuns {
    private(set) var covey: [ChildProcess.Outcome] = []
    private(set) var peer: [ChildProcess.Outcome] = []

    /// Runs both `count` times after once for warming up, which is not counted: the file is in memory afterwards.
    init(
        count: Int,
        covey runCovey: () throws -> ChildProcess.Outcome,
        peer runPeer: () throws -> ChildProcess.Outcome,
        progress: (_ run: Int, _ covey: ChildProcess.Outcome, _ peer: ChildProcess.Outcome) -> Void
    ) throws {
        for run in 0...count {
            let outcomes = (covey: try runCovey(), peer: try runPeer())
            progress(run, outcomes.covey, outcomes.peer)
            guard run > 0 else { continue }
            covey.append(outcomes.covey)
            peer.append(outcomes.peer)
        }
    }
}

extension [Double] {
    /// The middle value, or the mean of the two in the middle. The array is not empty.
    var median: Double {
        let sorted = sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
