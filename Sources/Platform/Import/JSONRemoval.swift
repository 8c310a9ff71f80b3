import Foundation

/// A merge patch (RFC 7396) that takes values out of an object.
struct JSONRemoval {
    /// The keys of an object with what is to be taken out of each; all of it where that is `nil`.
    private var keys: [String: JSONRemoval?] = [:]

    /// - Parameter paths: the keys that lead to each value.
    init(of paths: [[String]]) {
        for (key, below) in Dictionary(grouping: paths.filter { !$0.isEmpty }, by: { $0[0] }) {
            let rest = below.map { Array($0.dropFirst()) }
            // Where a value goes as a whole, what is inside of it goes with it.
            keys[key] = .some(rest.contains([]) ? nil : JSONRemoval(of: rest))
        }
    }

    /// As JSON; `nil` where it cannot be written.
    var text: String? {
        let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
        return data.map { String(decoding: $0, as: UTF8.self) }
    }

    private var object: [String: Any] {
        keys.mapValues { below -> Any in
            if let below { below.object } else { NSNull() }
        }
    }
}
