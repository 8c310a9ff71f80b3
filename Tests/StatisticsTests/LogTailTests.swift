import Statistics
import Testing

/// mpmath, 40 digits.
@Suite struct LogTailTests {
    @Test(arguments: [
        (1184.5966, 2.0, -592.2983), (3.2, 4, -0.644488554972563693), (0.5, 3, -0.0845873228518993408),
        (2000, 1, -1004.02674195895195), (40, 30, -2.25508832577829122),
    ])
    func tailsOfChiSquaredAreThoseOfMpmath(x: Double, degrees: Double, expected: Double) {
        #expect(abs(LogTail.chiSquared(x, degreesOfFreedom: degrees) / expected - 1) < 1e-12)
    }

    @Test(arguments: [
        (2960.015, 2.0, 7040.0, -2148.12166119342253), (1.5, 3, 40, -1.47299775965670956),
        (0.2, 5, 10, -0.0458431521195775873), (4, 1, 100, -3.03214361907105722),
    ])
    func tailsOfFAreThoseOfMpmath(x: Double, numerator: Double, denominator: Double, expected: Double) {
        let found = LogTail.fisherF(x, numerator: numerator, denominator: denominator)
        #expect(abs(found / expected - 1) < 1e-11)
    }

    @Test func endsAreTheirLimits() {
        #expect(LogTail.chiSquared(0, degreesOfFreedom: 3) == 0)
        #expect(LogTail.chiSquared(.infinity, degreesOfFreedom: 3) == -.infinity)
        #expect(LogTail.fisherF(0, numerator: 2, denominator: 3) == 0)
        #expect(LogTail.fisherF(.infinity, numerator: 2, denominator: 3) == -.infinity)
    }
}
