import Domain
import Foundation

/// Standard output or standard error: what is written there, and what kind of place it is.
struct Output: Sendable {
    let descriptor: Int32
    let isTerminal: Bool
    let style: Style
    /// Columns of the terminal; `nil` where nothing bounds a line.
    let width: Int?

    /// Columns to wrap running text at.
    var textWidth: Int { min(width ?? 80, 100) }

    init(_ descriptor: Int32, color: ColorChoice, environment: [String: String]) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        style = Style(color, isTerminal: isTerminal, environment: environment)
        width = Self.width(of: descriptor, isTerminal: isTerminal, environment: environment)
    }

    private static func width(of descriptor: Int32, isTerminal: Bool, environment: [String: String]) -> Int? {
        if let stated = environment["COLUMNS"].flatMap({ Int($0) }), stated > 0 { return stated }
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes all of the text. A reader that has gone away ends the program quietly by `SIGPIPE`.
    ///
    /// - Throws: `OutputError`.
    func write(_ text: String) throws {
        try Array(text.utf8).withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw OutputError(code: errno) }
                start += count
            }
        }
    }

    func write(lines: [String]) throws {
        try write(lines.map { $0 + "\n" }.joined())
    }
}

/// Standard output could not be written, for example because it goes to a file on a full disk.
struct OutputError: ExplainedError {
    var code: Int32

    var explanation: Bilingual {
        let reason = String(cString: strerror(code))
        return Bilingual(
            en: "The output could not be written: \(reason).",
            zh: code == ENOSPC ? "磁盘已满：无法写出结果。" : "无法写出结果：\(reason)。"
        )
    }
}
