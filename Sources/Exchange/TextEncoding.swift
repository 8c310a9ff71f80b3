/// How the bytes of a file stand for characters.
package struct TextEncoding: Sendable, Hashable {
    /// The name that `iconv` knows.
    package let name: String

    package static let utf8 = TextEncoding(name: "UTF-8")
    package static let utf16LittleEndian = TextEncoding(name: "UTF-16LE")
    package static let utf16BigEndian = TextEncoding(name: "UTF-16BE")
    /// Chinese national standard; GBK and GB2312 are subsets of it.
    package static let gb18030 = TextEncoding(name: "GB18030")
    package static let latin1 = TextEncoding(name: "ISO-8859-1")
    package static let windows1252 = TextEncoding(name: "WINDOWS-1252")
    package static let big5 = TextEncoding(name: "BIG5")
    package static let shiftJIS = TextEncoding(name: "SHIFT_JIS")

    /// The encoding that people call `text`: upper and lower case, hyphens, underscores and spaces do not matter.
    ///
    /// `utf-16` without an order stands for little-endian, as Excel writes it; a byte order mark decides otherwise.
    package init?(userText text: String) {
        let key = text.lowercased().filter { $0.isLetter || $0.isNumber }
        guard let known = Self.byCommonName[key] else { return nil }
        self = known
    }

    private init(name: String) {
        self.name = name
    }

    private static let byCommonName: [String: TextEncoding] = [
        "utf8": .utf8, "utf8bom": .utf8, "utf8sig": .utf8, "ascii": .utf8, "usascii": .utf8,
        "utf16": .utf16LittleEndian, "utf16le": .utf16LittleEndian, "utf16be": .utf16BigEndian,
        "gbk": .gb18030, "gb2312": .gb18030, "gb18030": .gb18030, "cp936": .gb18030, "ansi936": .gb18030,
        "latin1": .latin1, "iso88591": .latin1, "windows1252": .windows1252, "cp1252": .windows1252,
        "big5": .big5, "cp950": .big5, "shiftjis": .shiftJIS, "sjis": .shiftJIS, "cp932": .shiftJIS,
    ]

    /// The byte order mark at the start of `bytes` and the encoding it announces.
    static func byteOrderMark(of bytes: some Collection<UInt8>) -> (encoding: TextEncoding, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// UTF-16 without a mark: text in the Latin alphabet leaves every second byte zero.
    static func unmarkedUTF16(in bytes: [UInt8]) -> TextEncoding? {
        let pairs = bytes.count / 2
        guard pairs >= 16 else { return nil }
        var (evenZeros, oddZeros) = (0, 0)
        for index in 0..<pairs {
            if bytes[2 * index] == 0 { evenZeros += 1 }
            if bytes[2 * index + 1] == 0 { oddZeros += 1 }
        }
        if oddZeros * 10 > pairs * 3, evenZeros * 20 < pairs { return .utf16LittleEndian }
        if evenZeros * 10 > pairs * 3, oddZeros * 20 < pairs { return .utf16BigEndian }
        return nil
    }
}
