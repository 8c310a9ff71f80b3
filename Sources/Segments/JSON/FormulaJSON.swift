/// `{"all": […]}`, `{"any": […]}`, `{"not": …}`, or the statement itself.
///
/// A group of one member is read as the member, for editors that wrap whatever they hold; a group of none is refused.
extension Formula: Codable where Atom: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        guard decoder.codingPath.count < JSONLimits.path else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: [], debugDescription: "more than \(Limits.depth) levels of nesting")
            )
        }
        if reader.contains(.all) {
            try decoder.refuseMembers(otherThan: [.all])
            let members: [Formula] = try reader.items(.all)
            self = members.count == 1 ? members[0] : .all(members)
        } else if reader.contains(.any) {
            try decoder.refuseMembers(otherThan: [.any])
            let members: [Formula] = try reader.items(.any)
            self = members.count == 1 ? members[0] : .any(members)
        } else if reader.contains(.not) {
            try decoder.refuseMembers(otherThan: [.not])
            self = .not(try reader.decode(Formula.self, forKey: .not))
        } else {
            self = .atom(try Atom(from: decoder))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        guard encoder.codingPath.count < JSONLimits.path else {
            throw EncodingError.invalidValue(
                self,
                EncodingError.Context(codingPath: [], debugDescription: "more than \(Limits.depth) levels of nesting")
            )
        }
        switch self {
        case .all(let members):
            var writer = encoder.container(keyedBy: JSONKey.self)
            try writer.encode(members, forKey: .all)
        case .any(let members):
            var writer = encoder.container(keyedBy: JSONKey.self)
            try writer.encode(members, forKey: .any)
        case .not(let member):
            var writer = encoder.container(keyedBy: JSONKey.self)
            try writer.encode(member, forKey: .not)
        case .atom(let atom):
            try atom.encode(to: encoder)
        }
    }
}

enum JSONLimits {
    /// Each level of nesting is a member and at most one list index; a clause adds a few members of its own.
    static let path = 2 * Limits.depth + 16
}
