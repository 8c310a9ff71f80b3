/// What the program runs on.
package struct Machine: Sendable {
    package var cores: Int
    /// Bytes.
    package var memory: UInt64

    package init(cores: Int, memory: UInt64) {
        self.cores = cores
        self.memory = memory
    }
}
