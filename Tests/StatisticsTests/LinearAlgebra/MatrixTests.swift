import Foundation
import Statistics
import Testing

@Suite struct MatrixTests {
    @Test func aMatrixIsSavedAndReadAgain() throws {
        let matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])
        #expect(try JSONDecoder().decode(Matrix.self, from: JSONEncoder().encode(matrix)) == matrix)
    }

    @Test(arguments: [
        #"{"rows":2,"columns":2,"elements":[1,2,3]}"#, #"{"rows":-1,"columns":-1,"elements":[1]}"#,
        #"{"rows":4611686018427387904,"columns":4,"elements":[]}"#,
    ])
    func aDamagedMatrixIsRefused(json: String) {
        #expect {
            try JSONDecoder().decode(Matrix.self, from: Data(json.utf8))
        } throws: { error in
            if case .dataCorrupted? = error as? DecodingError { true } else { false }
        }
    }
}
