/// Written as `{"en": "…", "zh": "…"}`.
extension Bilingual: Codable {
    private enum CodingKeys: String, CodingKey {
        case english = "en"
        case chinese = "zh"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            en: try container.decode(String.self, forKey: .english),
            zh: try container.decode(String.self, forKey: .chinese)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(english, forKey: .english)
        try container.encode(chinese, forKey: .chinese)
    }
}
