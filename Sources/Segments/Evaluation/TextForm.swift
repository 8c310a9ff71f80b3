import Foundation

/// The form in which texts are compared: Unicode NFC, in lower case first where case is ignored.
///
/// Lower case is each scalar's lower-case mapping, without regard to language or neighbours. Order is by Unicode scalar.
/// A part of a text (`contains`) is a run of whole scalars.
struct TextForm: Hashable, Comparable {
    /// UTF-8, whose byte order is the scalars' order.
    private let bytes: [UInt8]

    init(_ text: String, ignoringCase: Bool) {
        bytes = Array(Self.normalised(text, ignoringCase: ignoringCase).utf8)
    }

    /// The text whose scalars are compared.
    static func normalised(_ text: String, ignoringCase: Bool) -> String {
        let cased = ignoringCase ? text.lowercased() : text
        let isASCII = cased.utf8.allSatisfy { $0 < 0x80 }
        return isASCII ? cased : cased.precomposedStringWithCanonicalMapping
    }

    static func < (left: TextForm, right: TextForm) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    func contains(_ part: TextForm) -> Bool {
        guard let first = part.bytes.first else { return true }
        guard bytes.count >= part.bytes.count else { return false }
        return (0...bytes.count - part.bytes.count).contains { start in
            bytes[start] == first && bytes[start...].starts(with: part.bytes)
        }
    }

    func starts(with part: TextForm) -> Bool {
        bytes.starts(with: part.bytes)
    }

    func ends(with part: TextForm) -> Bool {
        bytes.reversed().starts(with: part.bytes.reversed())
    }
}
