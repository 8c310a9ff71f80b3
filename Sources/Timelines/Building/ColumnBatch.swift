package import Domain

/// Some rows' values of one trait or property, on their way into timelines.
package enum ColumnBatch: Sendable {
    /// `ColumnKey`s; the key of a missing value means nothing.
    case keys([Int64], present: [Bool]?)
    /// Of a column of texts.
    case texts([String?])
    /// Of any type.
    case values([Value?])
}
