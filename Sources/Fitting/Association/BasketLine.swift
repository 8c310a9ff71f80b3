/// A line of a file of baskets: items by comma, as RFC 4180 writes fields. An item that holds a comma or begins with a quote
/// stands in quotes, and a quote within those is written twice; spaces outside of the quotes do not count.
package enum BasketLine {
    /// - Returns: the items, empty ones included; `nil` where a quote is opened and not closed, for a basket is one line.
    package static func items(_ line: String) -> [String]? {
        guard line.utf8.contains(quote) else { return line.split(separator: ",").map(String.init) }
        var bytes = Array(line.utf8)[...]
        var items: [String] = []
        repeat {
            bytes = bytes.drop(while: isSpace)
            guard let item = bytes.first == quote ? quoted(&bytes) : plain(&bytes) else { return nil }
            items.append(String(decoding: item, as: UTF8.self))
        } while bytes.popFirst() == comma
        return items
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// Up to the next comma. A quote within is a character like others: `3.5" disk`.
    private static func plain(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = bytes.firstIndex(of: comma) ?? bytes.endIndex
        defer { bytes = bytes[end...] }
        return bytes[..<end]
    }

    /// What stands between quotes, and whatever is between the closing one and the next comma.
    private static func quoted(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        bytes.removeFirst()
        var item: ArraySlice<UInt8> = []
        while let byte = bytes.popFirst() {
            guard byte == quote else {
                item.append(byte)
                continue
            }
            guard bytes.first == quote else { return item + plain(&bytes) }
            item.append(quote)
            bytes.removeFirst()
        }
        return nil
    }
}
