import Crypto
package import Domain
package import Foundation

/// A fitted model as a file: what `--save` writes and `covey predict` reads.
///
/// The same data, options and seed give the same bytes: keys are sorted, and no time of day is in it.
package struct SavedModel: Sendable {
    /// The version of this format.
    package static let version = 1

    /// The model's name, as on the command line.
    package var model: String
    package var options: FitOptions
    /// SHA-256 of the values that it was fitted to.
    package var fingerprint: String
    private var fitted: Data

    package init<Model: TableModel>(
        _ model: Model.Type,
        _ fitted: Model.Fitted,
        options: FitOptions,
        fingerprint: String
    ) throws {
        self.model = Model.name
        self.options = options
        self.fingerprint = fingerprint
        self.fitted = try FitCoding.encoder.encode(fitted)
    }

    /// Reads a saved model.
    ///
    /// - Throws: `SavedModelError`.
    package init(_ data: Data) throws(SavedModelError) {
        guard var object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let model = object["model"] as? String, let version = object["coveyModel"] as? Int
        else { throw .notAModel }
        guard version <= Self.version else { throw .newer(version) }
        // Models that were saved before there was one have none.
        if let checksum = object.removeValue(forKey: "checksum") {
            guard let found = Self.checksum(object), checksum as? String == found else { throw .notAModel }
        }
        guard let fitted = object["fitted"], let part = try? JSONSerialization.data(withJSONObject: fitted) else {
            throw .notAModel
        }
        self.model = model
        self.fitted = part
        fingerprint = object["fingerprint"] as? String ?? ""
        var texts: [FitOption: String] = [:]
        for (name, text) in object["options"] as? [String: String] ?? [:] {
            guard let option = FitOption(rawValue: name) else { throw .newer(version) }
            texts[option] = text
        }
        options = FitOptions(model: model, texts)
    }

    /// SHA-256 of a file's values, however it spaces them and orders its keys; against damage, for a fit with a part
    /// missing could be JSON as before, and stop the program where it is applied.
    private static func checksum(_ object: [String: Any]) -> String? {
        guard let canonical = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys) else {
            return nil
        }
        return SHA256.hash(data: canonical).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// The file's bytes.
    package func data() throws -> Data {
        let options = Dictionary(uniqueKeysWithValues: options.texts.map { ($0.rawValue, $1) })
        let head = try FitCoding.encoder.encode(
            Head(coveyModel: Self.version, fingerprint: fingerprint, model: model, options: options)
        )
        // Both parts are objects; the second goes in as it is, for a second reading of its numbers could change them.
        let body = head.dropLast() + Data(",\"fitted\":".utf8) + fitted + Data("}\n".utf8)
        guard let object = try JSONSerialization.jsonObject(with: body) as? [String: Any],
            let checksum = Self.checksum(object)
        else { throw SavedModelError.notAModel }
        return Data("{\"checksum\":\"\(checksum)\",".utf8) + body.dropFirst()
    }

    /// New columns for the rows of a table.
    ///
    /// - Throws: `SavedModelError`, and what the model throws.
    package func predict(_ table: DataTable, _ more: FitOptions = FitOptions()) throws -> [DataColumn] {
        guard let found = ModelCatalog.model(named: model) else { throw SavedModelError.unknownModel(model) }
        return try predict(found, table, more)
    }

    private func predict<Model: TableModel>(_: Model.Type, _ table: DataTable, _ more: FitOptions) throws
        -> [DataColumn]
    {
        var options = options
        options.texts.merge(more.texts) { $1 }
        guard let fitted = try? FitCoding.decoder.decode(Model.Fitted.self, from: fitted) else {
            throw SavedModelError.notAModel
        }
        return try Model.predict(fitted, table, options)
    }

    private struct Head: Encodable {
        var coveyModel: Int
        var fingerprint: String
        var model: String
        var options: [String: String]
    }
}

/// Why a file is no model that can be applied.
package enum SavedModelError: ExplainedError, Equatable {
    case notAModel
    case newer(Int)
    case unknownModel(String)

    package var explanation: Bilingual {
        switch self {
        case .notAModel:
            Bilingual(en: "The file is not a model that Covey saved, or it is damaged.", zh: "该文件不是群像保存的模型，或已损坏。")
        case .newer(let version):
            Bilingual(
                en: "The model was saved by a newer Covey (format \(version)).",
                zh: "该模型由更新版本的群像保存（格式 \(version)）。"
            )
        case .unknownModel(let name):
            Bilingual(en: "There is no model \"\(name)\" in this version.", zh: "此版本没有名为“\(name)”的模型。")
        }
    }

    package var advice: Bilingual? {
        Bilingual(
            en: "Save it anew: covey fit MODEL FILE --save MODEL.json",
            zh: "请重新保存：covey fit 模型 文件 --save 模型.json"
        )
    }
}
