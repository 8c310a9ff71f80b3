import Fitting
import Testing

@Suite struct FitOptionsTests {
    @Test func namesAreTakenByCommaWithoutTheSpacesAroundThem() {
        #expect(FitOptions([.columns: "a, b c ,d"]).list(.columns) == ["a", "b c", "d"])
        #expect(FitOptions().list(.columns) == nil)
        // A column that is named twice would count twice in distances.
        #expect(FitOptions([.columns: "a,b,a"]).list(.columns) == ["a", "b"])
    }

    @Test func aNumberOrARangeIsRead() throws {
        #expect(try FitOptions([.k: "5"]).range(.k, in: 1...9) == 5...5)
        #expect(try FitOptions([.k: "2-6"]).range(.k, in: 1...9) == 2...6)
        for wrong in ["0", "6-2", "2-", "x", "-3", "2-30"] {
            #expect(throws: TableError.self) { try FitOptions([.k: wrong]).range(.k, in: 1...9) }
        }
    }
}
