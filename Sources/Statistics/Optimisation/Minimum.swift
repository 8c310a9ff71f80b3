/// A function's value and gradient at a point.
package struct Slope: Sendable {
    package var value: Double
    package var gradient: [Double]

    package init(value: Double, gradient: [Double]) {
        self.value = value
        self.gradient = gradient
    }

    /// What a function gives where it is not defined; an optimiser takes it for a step that went too far.
    package static func undefined(_ size: Int) -> Slope {
        Slope(value: .infinity, gradient: [Double](repeating: 0, count: size))
    }

    var isFinite: Bool { value.isFinite && gradient.allSatisfy(\.isFinite) }
}

/// Where an optimiser came to rest.
package struct Minimum: Sendable {
    package enum End: Sendable, Hashable {
        /// The gradient, or the simplex, is as small as was asked for.
        case tolerance
        /// No step lowers the function any more in double precision.
        case precision
        /// The iterations that were allowed are used up.
        case iterations
    }

    package var point: [Double]
    package var value: Double
    /// Empty where the optimiser knows none.
    package var gradient: [Double]
    package var iterations: Int
    package var evaluations: Int
    package var end: End

    package var hasConverged: Bool { end != .iterations }
}
