/// Sums and products of vectors of one length, for the few variables of an optimisation.
enum VectorArithmetic {
    static func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }

    static func difference(_ left: [Double], _ right: [Double]) -> [Double] {
        var result = left
        for index in result.indices { result[index] -= right[index] }
        return result
    }

    /// The largest component, without its sign.
    static func largest(_ vector: [Double]) -> Double {
        var result = 0.0
        for value in vector { result = max(result, value.magnitude) }
        return result
    }

    /// Adds `factor` times a vector.
    static func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
        for index in sum.indices { sum[index] += factor * vector[index] }
    }
}
