import Domain

extension Decoder {
    /// Refuses members that have no meaning here: a slip in a member's name must not change what a definition says.
    func refuseMembers(otherThan known: [JSONKey]) throws {
        let container = try container(keyedBy: AnyKey.self)
        guard
            let stranger = container.allKeys.map(\.stringValue).sorted().first(where: { key in
                !known.contains { $0.rawValue == key }
            })
        else { return }
        let nearest = NearestName.of(stranger, among: known.map(\.rawValue))
        throw DecodingError.dataCorrupted(
            DecodingError.Context(
                codingPath: codingPath,
                debugDescription: "the member “\(stranger)” has no meaning here"
                    + (nearest.map { "; did you mean “\($0)”?" } ?? "")
            )
        )
    }
}

/// Any member name.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) { nil }
}
