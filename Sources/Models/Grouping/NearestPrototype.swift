import Statistics

/// How far rows are from prototypes: ‖x − c‖² + γ × the number of categories that differ.
struct NearestPrototype: Sendable {
    private let prototypes: PrototypeRun.Prototypes
    private let width: Int
    private let categories: Int
    private let gamma: Double

    init(_ prototypes: PrototypeRun.Prototypes, width: Int, categories: Int, gamma: Double) {
        self.prototypes = prototypes
        self.width = width
        self.categories = categories
        self.gamma = gamma
    }

    /// Calls `body` with plain pointers, so that the loop over the rows of a chunk checks no bounds.
    func withTables<Result>(_ data: MixedRows, _ body: (Tables) -> Result) -> Result {
        data.numbers.elements.withUnsafeBufferPointer { numbers in
            data.codes.withUnsafeBufferPointer { codes in
                prototypes.means.withUnsafeBufferPointer { means in
                    prototypes.modes.withUnsafeBufferPointer { modes in
                        body(
                            Tables(
                                numbers: numbers,
                                codes: codes,
                                means: means,
                                modes: modes,
                                width: width,
                                categories: categories,
                                gamma: gamma
                            )
                        )
                    }
                }
            }
        }
    }

    struct Tables {
        let numbers: UnsafeBufferPointer<Double>
        let codes: UnsafeBufferPointer<Int32>
        let means: UnsafeBufferPointer<Double>
        let modes: UnsafeBufferPointer<Int32>
        let width: Int
        let categories: Int
        let gamma: Double

        var groups: Int { width > 0 ? means.count / width : modes.count / categories }

        @inline(__always)
        func dissimilarity(_ row: Int, _ group: Int) -> Double {
            var sum = 0.0
            for column in 0..<width {
                let difference = numbers[row &* width &+ column] - means[group &* width &+ column]
                sum += difference * difference
            }
            var different = 0
            for column in 0..<categories
            where codes[row &* categories &+ column] != modes[group &* categories &+ column] {
                different &+= 1
            }
            return sum + gamma * Double(different)
        }
    }
}
