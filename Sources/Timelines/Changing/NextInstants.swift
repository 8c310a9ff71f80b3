import Dispatch
package import Domain

/// For each customer the next instant at which some answer can change although nothing happens: when a timer has to fire.
package struct NextInstants: Sendable {
    /// `Int64.max` where there is none.
    private(set) var microseconds: [Int64]

    init(_ microseconds: [Int64]) {
        self.microseconds = microseconds
    }

    package var count: Int { microseconds.count }

    /// - Parameter place: of a customer.
    package subscript(place: Int) -> Instant? {
        microseconds[place] == .max ? nil : Instant(microseconds: microseconds[place])
    }

    /// The earliest of all; `nil` where nothing changes.
    package var earliest: Instant? {
        microseconds.min().flatMap { $0 == .max ? nil : Instant(microseconds: $0) }
    }

    /// The customers whose answers can have changed at an instant.
    package func due(at instant: Instant) -> Members {
        Members(microseconds.indices.lazy.filter { microseconds[$0] <= instant.microseconds }.map { UInt32($0) })
    }

    /// - Parameter place: one behind those that there are makes room for it.
    mutating func set(_ place: Int, _ instant: Int64) {
        while microseconds.count <= place { microseconds.append(.max) }
        microseconds[place] = instant
    }
}

extension Program {
    /// For each customer the next instant at which any definition's answer can change by the clock alone. Until then every
    /// answer is what it is now, where nothing new becomes known; at it, the customer is to be evaluated again.
    ///
    /// It is mostly the instant of a change: of counts, sums and different days in rolling windows the very event is found with
    /// whose leaving the answer turns, and a group waits for the members that hold it. Of other statements it is that of the
    /// next event to come in or go out. A customer for whom an attribute decides has none.
    ///
    /// - Parameter threads: how many work side by side.
    /// - Complexity: O(customers + events asked for); measures left to the reference ask it of each customer concerned.
    package func nextInstants(threads: Int) -> NextInstants {
        let size = ChangeEvaluator.chunkSize
        let chunks = (timelines.customerCount + size - 1) / size
        let parts = min(max(1, threads), max(1, chunks))
        var timing = TimingCompiler(self)
        let timings = timing.timings()
        let instants = [Int64](unsafeUninitializedCapacity: timelines.customerCount) { buffer, count in
            count = timelines.customerCount
            guard let start = buffer.baseAddress else { return }
            let output = Output(start: start)
            DispatchQueue.concurrentPerform(iterations: parts) { part in
                let evaluator = ChangeEvaluator(self, timings)
                for chunk in stride(from: part, to: chunks, by: parts) {
                    let customers = chunk * size..<min((chunk + 1) * size, timelines.customerCount)
                    evaluator.evaluate(customers)
                    for place in customers {
                        (output.start + place).initialize(to: evaluator.earliest(place - customers.lowerBound))
                    }
                }
            }
        }
        return NextInstants(instants)
    }

    /// `@unchecked Sendable`: threads write to places of different customers.
    private struct Output: @unchecked Sendable {
        var start: UnsafeMutablePointer<Int64>
    }
}

/// Finds next instants of one customer at a time, for each definition.
package struct CustomerNextInstants {
    private let evaluator: ChangeEvaluator

    /// - Complexity: O(statements), once.
    package init(_ program: Program) {
        var timing = TimingCompiler(program)
        evaluator = ChangeEvaluator(program, timing.timings(), chunkSize: 64)
    }

    /// For each definition the next instant at which its answer for the customer can change by the clock alone.
    package func instants(of place: Int) -> [Instant?] {
        evaluator.evaluate(place..<place + 1)
        return evaluator.program.roots.indices.map { definition in
            let instant = evaluator.instant(of: definition, 0)
            return instant == .max ? nil : Instant(microseconds: instant)
        }
    }
}
