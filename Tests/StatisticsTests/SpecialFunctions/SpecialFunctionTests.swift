import Foundation
import Statistics
import Testing

/// |value − expected| against the expected value, or against 1 where that is smaller and `floor` says so.
private func error(_ value: Double, _ expected: Double, floor: Double = 0) -> Double {
    value == expected ? 0 : (value - expected).magnitude / max(expected.magnitude, floor)
}

/// Expected values are from mpmath 1.x with 40 to 60 digits, where nothing else is said.
@Suite struct SpecialFunctionTests {
    @Test(arguments: [
        (1e-05, -100000.57719921567, 10000000001.644909),
        (0.1, -10.423754940411076, 101.43329915079275), (0.5, -1.9635100260214235, 4.934802200544679),
        (1, -0.5772156649015329, 1.6449340668482264), (1.5, 0.03648997397857652, 0.9348022005446793),
        (3.7, 1.1671535393615113, 0.3100378576700383), (11.9, 2.4339335368825377, 0.08766320119000419),
        (30, 3.384438132685525, 0.033895060357739946), (1000000.0, 13.815510057964191, 1.0000005000001667e-06),
        (-0.3, 2.113309779635399, 13.945160267805722), (-7.5, 2.08009081757942, 9.744766282170433),
    ])
    func polygammaFunctionsAreThoseOfMpmath(_ x: Double, _ first: Double, _ second: Double) {
        #expect(error(digamma(x), first, floor: 1) < 2e-13)
        #expect(error(trigamma(x), second) < 2e-13)
    }

    @Test(arguments: [
        (0.001, 0.002, 7.313217104417236), (0.5, 3, 0.06453852113757118), (2, 50, -7.843848638152472),
        (9, 11, -13.630868711378728), (12, 13, -17.295207056576547), (100, 1000000.0, -1022.4218002626852),
        (1000000.0, 2000000.0, -1909548.290968533), (0.3, 100000000.0, -4.430406227317634),
    ])
    func logBetaIsThatOfMpmath(_ a: Double, _ b: Double, _ expected: Double) {
        #expect(error(logBeta(a, b), expected) < 1e-13)
        #expect(logBeta(a, b) == logBeta(b, a))
    }

    @Test(arguments: [
        (0.001, 0.0001, 0.9914031196674433, 0.008596880332556643),
        (1e-08, 0.5, 0.9999999944022641, 5.597735977099587e-09),
        (0.3, 0.05, 0.4484368621065928, 0.5515631378934073), (0.5, 2, 0.9544997361036416, 0.04550026389635842),
        (0.9, 1.05, 0.692141012064783, 0.30785898793521704), (1, 1, 0.6321205588285577, 0.36787944117144233),
        (2.5, 0.1, 0.0008861387888124426, 0.9991138612111875),
        (2.5, 9, 0.9970535954121197, 0.0029464045878802906),
        (10, 3, 0.0011024881301154798, 0.9988975118698845), (10, 30, 0.9999928782491372, 7.121750862815577e-06),
        (100, 90, 0.15822098918643016, 0.8417790108135699),
        (150, 230, 0.9999999925355568, 7.464443172127586e-09), (199, 190, 0.266264354220878, 0.733735645779122),
        (250, 180, 4.718944298054762e-07, 0.9999995281055702), (250, 250, 0.508410626968991, 0.491589373031009),
        (250, 320, 0.9999785474668728, 2.1452533127201366e-05),
        (1000, 1100, 0.99894067674607, 0.0010593232539299773),
        (10000.0, 10200.0, 0.9767126778664011, 0.023287322133598805),
        (1000000.0, 997000.0, 0.0013381041673135997, 0.9986618958326864),
        (1000000.0, 1010000.0, 1.0, 1.0606997477586902e-23),
        (100000000.0, 100020000.0, 0.9772444692251449, 0.022755530774855204),
        (5000, 3000, 3.1206754765185765e-243, 1.0),
    ])
    func incompleteGammaFunctionsAreThoseOfMpmath(_ a: Double, _ x: Double, _ lower: Double, _ upper: Double) {
        // A far tail is the exponential of a number of hundreds, whose last digits it follows.
        #expect(error(regularizedGammaP(a, x), lower) < 2e-13 * max(1, -log(lower)))
        #expect(error(regularizedGammaQ(a, x), upper) < (a < 1 ? 1e-12 : 2e-13))
        if lower < 1, lower > 1e-200 {
            let back = inverseRegularizedGamma(a, lower: lower, upper: upper)
            let steep = max(1, 1e3 * (1 - lower) / max(a, 1))
            #expect(error(back, x) < (lower > 0.99 && a < 1 ? 1e-7 : 1e-11) * steep)
        }
    }

    /// The four with two hundred and more of a parameter are from scipy 1.x (Boost), whose error is 1e-14.
    @Test(arguments: [
        (0.1, 0.01, 0.02, 0.6523673143138505, 0.34763268568614947), (0.5, 0.5, 0.5, 0.5, 0.5),
        (0.01, 2, 300, 0.8038364237148566, 0.19616357628514342), (0.2, 3, 5, 0.14803200000000002, 0.851968),
        (0.9, 3, 5, 0.9998235, 0.00017649999999999982), (0.3, 30, 70, 0.5116251045586091, 0.4883748954413909),
        (0.35, 300, 700, 0.9996158824051897, 0.0003841175948103116), (0.5, 2.5, 1000.0, 1.0, 7.875670364513717e-298),
        (0.001, 1000.0, 1000000.0, 0.5168114550311734, 0.48318854496882657),
        (0.0011, 1000.0, 1000000.0, 0.9990561372102562, 0.000943862789743774),
        (1e-10, 0.4, 2, 0.00013999999999599993, 0.999860000000004), (0.8, 1.5, 40, 1.0, 7.1053574564250045e-28),
        (0.03, 1e-05, 5, 0.9999845944550493, 1.54055449506986e-05),
        (0.6, 20, 0.0001, 4.282402974762595e-10, 0.9999999995717597),
        (0.999, 200, 0.3, 0.34270438769395467, 0.6572956123060454),
        (0.495, 100000.0, 100000.0, 3.87018483546896e-06, 0.9999961298151645),
        (0.25, 5000, 20000, 1.0, 1.9024871098223777e-78),
    ])
    func incompleteBetaFunctionsAreThoseOfMpmath(
        _ x: Double,
        _ a: Double,
        _ b: Double,
        _ lower: Double,
        _ upper: Double
    ) {
        let tails = incompleteBeta(x, complement: 1 - x, a, b)
        // The tails of a half or more are one minus the other, which is all a double holds of them.
        #expect(error(tails.lower, lower) < 3e-13)
        #expect(error(tails.upper, upper) < (upper < 1e-4 && a < 1 ? 1e-10 : 3e-13 * max(1, -log(upper))))
        if lower > 1e-9, upper > 1e-5 {
            #expect(error(inverseRegularizedBeta(a, b, lower: lower, upper: upper).x, x) < 1e-10)
        }
    }

    @Test(arguments: [
        (1, 1, 2, 0.5, 0.326634259978281), (0.24, 0.79, 3.2, 0.3, 0.01919831994288421),
        (26.24, 28.4, 28.2, 0.8, 42.541965405206426), (5.2, 3.1, 2.9, 0.97, 19.061819282356037),
        (5.2, 3.1, 2.9, 0.9999, 49.8653899509866), (1.2, 1.6, 2.2, 0.999999, 8.982111426525702),
        (0.5, 1, 1.5, 0.999999999, 2.4028629243288377), (40, 1.6, 41, 0.99, 6.129508694165439),
        (222, 1.3, 223, 0.96, 4.063570739958214), (222, 3, 2.5, 0.999, 1539.2673651607972),
        (15, 20, 3, 0.995, 183.7674589810478), (15.5, 20, 3.25, 0.5, 32.27630980256296),
        (500, 300, 900, 0.9, 258.33163006391925), (2000, 2, 2001, 0.999, 13.226656714910538),
        (3, 2, 4, -0.5, -0.6205013424455031), (3, 2, 4, -20, -5.18968701743408),
        (0.7, 0.4, 1.1, -1000000.0, -5.009894381484267), (300, 200, 350, -3, -247.6819719397269),
        (10, 0.1, 10.5, 0.9999, 0.4345876466347353), (100000.0, 1.5, 100001.0, 0.7, 1.8059242082679083),
        (2, 3, 5.5, 0.9999999, 3.0431256103251276),
    ])
    func logHypergeometricIsThatOfMpmath(_ a: Double, _ b: Double, _ c: Double, _ z: Double, _ expected: Double) {
        // 1 − z of the double z has eleven digits at 0.99999…, and the logarithm follows it.
        #expect((logHypergeometric2F1(a, b, c, z) - expected).magnitude < 2e-13 * max(1, expected.magnitude))
        #expect(logHypergeometric2F1(a, b, c, z) == logHypergeometric2F1(a, b, c, z, complement: 1 - z))
    }

    /// P(alive) of Pareto/NBD at x = 221, where lifetimes 0.11.3 overflows.
    @Test func hypergeometricFunctionsAreFiniteAtThePointThatOverflows() {
        let high = logHypergeometric2F1(221.7999, 1.2856, 222.7999, 0.09549481623998923)
        let low = logHypergeometric2F1(221.7999, 1.2856, 222.7999, 0.09537888851754328)
        #expect((high - 0.1284233987149011).magnitude < 1e-13)
        #expect((low - 0.12825945403109454).magnitude < 1e-13)
        #expect(
            (logHypergeometric2F1(221.7999, 221.5143, 222.7999, 0.09549481623998923) - 22.13296376215898).magnitude
                < 1e-12
        )
    }

    @Test func hypergeometricFunctionsMayBeNegativeLeftOfZero() {
        #expect(error(hypergeometric2F1(5, 4, 1.5, -0.8), -0.012520503267542636) < 1e-11)
        #expect(error(hypergeometric2F1(2.5, 3.5, 0.5, -3), 0.01806640625) < 1e-11)
    }

    @Test func whatIsOutOfRangeIsNotANumber() {
        #expect(logHypergeometric2F1(1, 1, 2, 1).isNaN)
        #expect(logHypergeometric2F1(-1, 1, 2, 0.5).isNaN)
        #expect(regularizedGammaP(0, 1).isNaN)
        #expect(regularizedBeta(0.5, -1, 1).isNaN)
        #expect(digamma(-3).isNaN)
    }

    @Test func sumsOfExponentialsDoNotOverflow() {
        #expect(error(logSumExp([1_000, 1_000]), 1_000 + M_LN2) < 1e-15)
        #expect(logSumExp([]) == -.infinity)
        #expect(error(logAddExp(-1_000, -1_001), -1_000 + log1p(exp(-1.0))) < 1e-15)
        #expect(logAddExp(-.infinity, 3) == 3)
        #expect(error(logSubtractExp(2, 1), log(exp(2.0) - exp(1.0))) < 1e-15)
        #expect(logSubtractExp(2, 2) == -.infinity)
        #expect(error(logOnePlusMinus(1e-8), -0.5e-16 + 1e-24 / 3) < 1e-14)
    }
}
