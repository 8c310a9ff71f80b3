import Foundation

/// Looks through a whole file whose beginning is blank.
package enum BlankScan {
    /// Whether the file holds nothing but blank lines; a byte order mark says no more, and neither do the zeros of
    /// UTF-16.
    ///
    /// - Throws: `FileError`.
    /// - Complexity: O(file), up to the first byte that says something.
    package static func isBlank(_ path: String) throws -> Bool {
        let reader = try FileReader(path: path)
        let size = 1 << 20
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
        defer { chunk.deallocate() }
        var isFirst = true
        while true {
            let count = try reader.read(into: chunk)
            var bytes = UnsafeRawBufferPointer(rebasing: chunk[..<count])
            if isFirst, let mark = TextEncoding.byteOrderMark(of: bytes) {
                bytes = UnsafeRawBufferPointer(rebasing: bytes[mark.length...])
            }
            isFirst = false
            guard bytes.allSatisfy({ $0 == 0 || $0 == 32 || (9...13).contains($0) }) else { return false }
            if count < size { return true }
        }
    }
}
