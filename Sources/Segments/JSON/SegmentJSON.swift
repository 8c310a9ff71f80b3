package import Domain
package import Foundation

/// Reads and writes trees as JSON. Every tree type is `Codable` too, for where it is part of something larger.
package enum SegmentJSON {
    /// Members in alphabetical order, indented by two blanks, so that the same tree is always the same text.
    ///
    /// - Throws: where the tree has more levels than `Limits.depth`, which no JSON of the language has.
    package static func data(of value: some Encodable) throws(SegmentJSONError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(value)
        } catch EncodingError.invalidValue(_, let context) {
            throw SegmentJSONError(path: "", detail: context.debugDescription)
        } catch {
            throw SegmentJSONError(path: "", detail: String(describing: error))
        }
    }

    package static func value<Value: Decodable>(
        _ type: Value.Type = Value.self,
        from data: Data
    ) throws(SegmentJSONError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw SegmentJSONError(error)
        } catch {
            throw SegmentJSONError(path: "", detail: String(describing: error))
        }
    }
}

/// A JSON text that is not a definition.
package struct SegmentJSONError: ExplainedError, Hashable {
    /// Where: `condition.all[2].value`; empty for the whole.
    package var path: String
    package var detail: String

    init(path: String, detail: String) {
        self.path = path
        self.detail = detail
    }

    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(path: Self.path(context.codingPath), detail: "the member “\(key.stringValue)” is needed")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            self.init(path: Self.path(context.codingPath), detail: context.debugDescription)
        @unknown default:
            self.init(path: "", detail: String(describing: error))
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }

    package var explanation: Bilingual {
        let detail = detail.hasSuffix(".") ? String(detail.dropLast()) : detail
        guard !path.isEmpty else {
            return Bilingual(en: "This JSON is not a definition: \(detail).", zh: "这段 JSON 不是定义：\(detail)。")
        }
        return Bilingual(
            en: "This JSON is not a definition, at `\(path)`: \(detail).",
            zh: "这段 JSON 不是定义，位置 `\(path)`：\(detail)。"
        )
    }
}
