import Domain
import Foundation
import TestSupport
import Testing

@testable import Platform

@Suite struct ExactDateTests {
    @Test func everyMicrosecondComesBack() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<20_000 {
            let instant = Instant(
                microseconds: Int64(random.below(4_000_000_000)) * 1_000_000 + Int64(random.below(1_000_000))
            )
            let text = ExactDate.text(of: instant.date)
            #expect(ExactDate.date(text).map { Instant($0) } == instant, "\(text)")
        }
    }

    @Test func wholeSecondsHaveNoFraction() throws {
        #expect(ExactDate.text(of: Instant(microseconds: 1_323_435_000_000_000).date) == "2011-12-09T12:50:00Z")
        #expect(ExactDate.text(of: Instant(microseconds: 1_323_435_000_000_001).date) == "2011-12-09T12:50:00.000001Z")
    }

    @Test(arguments: ["", "2011", "2011-12-09T12:50:00.1Z", "2011-12-09T12:50:00.000001", "x.000001Z"])
    func nothingElseIsRead(text: String) {
        #expect(ExactDate.date(text) == nil)
    }
}
