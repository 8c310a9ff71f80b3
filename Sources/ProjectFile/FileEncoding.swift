/// The character encoding of a text file.
package enum FileEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "utf-8"
    /// With a byte order mark that says which.
    case utf16 = "utf-16"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case gbk
    case gb18030
    case big5
    case shiftJIS = "shift-jis"
    case eucJP = "euc-jp"
    case eucKR = "euc-kr"
    case latin1 = "latin-1"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1252 = "windows-1252"

    /// The encoding of a name in any case, its usual other names included.
    package init?(name: String) {
        let lower = name.lowercased().replacing("_", with: "-")
        guard let encoding = FileEncoding(rawValue: lower) ?? Self.otherNames[lower] else { return nil }
        self = encoding
    }

    private static let otherNames: [String: FileEncoding] = [
        "utf8": .utf8, "utf16": .utf16, "utf16le": .utf16LittleEndian, "utf-16-le": .utf16LittleEndian,
        "utf16be": .utf16BigEndian, "utf-16-be": .utf16BigEndian, "gb2312": .gbk, "cp936": .gbk,
        "windows-936": .gbk, "gb-18030": .gb18030, "big-5": .big5, "cp950": .big5, "sjis": .shiftJIS,
        "shift-jis": .shiftJIS, "cp932": .shiftJIS, "eucjp": .eucJP, "euckr": .eucKR, "cp949": .eucKR,
        "latin1": .latin1, "iso-8859-1": .latin1, "iso8859-1": .latin1, "cp1250": .windows1250,
        "cp1251": .windows1251, "cp1252": .windows1252, "ansi": .windows1252,
    ]
}
