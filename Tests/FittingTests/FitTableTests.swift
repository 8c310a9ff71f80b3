import Domain
import Fitting
import Testing

@Suite struct FitTableTests {
    @Test func aProbabilityBelowTheLeastNumberIsNotZero() {
        #expect(FitTable.Cell.pValue(0) == .text(Bilingual(verbatim: "< 10⁻³⁰⁰")))
        #expect(FitTable.Cell.pValue(0.0314) == .number(0.0314, digits: 3))
        #expect(FitTable.Cell.pValue(1e-290) == .number(1e-290, digits: 3))
    }
}
