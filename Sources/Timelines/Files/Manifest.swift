import Domain

/// What a folder of timelines says of itself.
struct Manifest: Codable, Hashable {
    /// Changes whenever the meaning of a file does.
    static let currentFormat = 1

    var format = currentFormat
    var customers: Int
    var events: Int
    var currency: Currency?
    /// The highest arrival number of all that it holds; earlier versions of Covey did not say.
    var lastArrival: Int64?
    var traits: [ColumnEntry]
    var lanes: [LaneEntry]
    /// By name.
    var files: [String: FileEntry]

    struct ColumnEntry: Codable, Hashable {
        var name: String
        var type: ValueType
        /// Its files begin with this.
        var file: String
        var count: Int
        var hasMissing: Bool
        /// Different values, of a column of codes.
        var different: Int
    }

    struct LaneEntry: Codable, Hashable {
        var name: String
        var file: String
        var count: Int
        var properties: [ColumnEntry]
    }

    struct FileEntry: Codable, Hashable {
        var bytes: Int
        var checksum: UInt64
    }
}
