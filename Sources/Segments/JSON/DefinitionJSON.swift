import Domain

/// `{"name": …, "title": {"en": …, "zh": …}, "description": …, "timezone": …, "condition": …}`
extension SegmentDefinition: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        try decoder.refuseMembers(otherThan: [.name, .title, .description, .timezone, .condition])
        self.init(
            name: try reader.decode(String.self, forKey: .name),
            title: try reader.decodeIfPresent(Caption.self, forKey: .title),
            description: try reader.decodeIfPresent(Caption.self, forKey: .description),
            timeZone: try reader.decodeIfPresent(String.self, forKey: .timezone),
            condition: try reader.decode(Condition.self, forKey: .condition)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        try writer.encode(name, forKey: .name)
        try writer.encodeIfPresent(title, forKey: .title)
        try writer.encodeIfPresent(description, forKey: .description)
        try writer.encodeIfPresent(timeZone, forKey: .timezone)
        try writer.encode(condition, forKey: .condition)
    }
}

extension Caption: Codable {
    package init(from decoder: any Decoder) throws {
        let reader = try decoder.container(keyedBy: JSONKey.self)
        try decoder.refuseMembers(otherThan: Language.allCases.map(\.jsonKey))
        var texts: [Language: String] = [:]
        for language in Language.allCases {
            texts[language] = try reader.decodeIfPresent(String.self, forKey: language.jsonKey)
        }
        guard !texts.isEmpty else { throw reader.missing(oneOf: .en, .zh) }
        self.init(texts)
    }

    package func encode(to encoder: any Encoder) throws {
        var writer = encoder.container(keyedBy: JSONKey.self)
        for language in Language.allCases {
            try writer.encodeIfPresent(texts[language], forKey: language.jsonKey)
        }
    }
}

extension Language {
    fileprivate var jsonKey: JSONKey {
        switch self {
        case .english: .en
        case .chinese: .zh
        }
    }
}
