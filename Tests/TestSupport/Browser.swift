package import Foundation

/// A headless Chromium that looks at pages as their readers do.
///
/// Every call starts a browser with a profile of its own and ends it, so that no test sees another's. One call takes
/// about a second.
package enum Browser {
    /// What a screen is to a page.
    package struct Screen: Sendable, Hashable {
        /// In CSS pixels.
        package var width: Int
        package var height: Int
        package var isDark: Bool

        package init(width: Int, height: Int, isDark: Bool = false) {
            self.width = width
            self.height = height
            self.isDark = isDark
        }

        package static let desktop = Screen(width: 1280, height: 900)
        package static let phone = Screen(width: 390, height: 844)
    }

    /// What a page became, and what the browser had to say about it.
    package struct Visit: Sendable {
        /// The document after its scripts ran.
        package var dom: String
        /// Console errors and warnings, uncaught exceptions, violations of the page's policy, failed requests.
        package var complaints: [String]
        /// The addresses that the page asked for, itself excepted.
        package var requests: [String]
    }

    /// Opens a page, waits until it has loaded, and reads the document.
    package static func dumpDOM(_ page: URL, screen: Screen = .desktop) throws -> Visit {
        try BrowserSession.visiting(page, on: screen) { session in
            let dom = try session.evaluate("document.documentElement.outerHTML")
            return session.visit(dom: dom)
        }
    }

    /// Opens a page, runs a JavaScript expression in it, and gives its value as text.
    package static func evaluate(_ expression: String, in page: URL, screen: Screen = .desktop) throws -> String {
        try BrowserSession.visiting(page, on: screen) { try $0.evaluate(expression) }
    }

    /// A PNG of the screen, or of the whole page however long.
    package static func screenshot(_ page: URL, screen: Screen = .desktop, wholePage: Bool = false) throws -> Data {
        try BrowserSession.visiting(page, on: screen) { session in
            try session.image("Page.captureScreenshot", ["format": "png", "captureBeyondViewport": wholePage])
        }
    }

    /// The page as a PDF, on paper as its style sheet asks for.
    package static func printed(_ page: URL, screen: Screen = .desktop) throws -> Data {
        try BrowserSession.visiting(page, on: screen) { session in
            try session.image("Page.printToPDF", ["printBackground": true, "preferCSSPageSize": true])
        }
    }

    /// The browser's program: `COVEY_CHROMIUM`, else the first of its usual names on `PATH`.
    package static func executable(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(BrowserFailure) -> String {
        if let named = environment["COVEY_CHROMIUM"], !named.isEmpty {
            guard FileManager.default.isExecutableFile(atPath: named) else { throw .notFound(named) }
            return named
        }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
        for name in names {
            for folder in folders where FileManager.default.isExecutableFile(atPath: folder + "/" + name) {
                return folder + "/" + name
            }
        }
        let mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
        guard FileManager.default.isExecutableFile(atPath: mac) else { throw .notFound(nil) }
        return mac
    }
}

/// Why the browser could not be used.
package enum BrowserFailure: Error, CustomStringConvertible {
    /// No Chromium at the path that was named, or none on `PATH`.
    case notFound(String?)
    /// The browser ended, or was ended after too long, while an answer was awaited.
    case noAnswer(awaited: String, stderr: String)
    /// The browser answered with an error.
    case refused(method: String, message: String)

    package var description: String {
        switch self {
        case .notFound(let path?): "COVEY_CHROMIUM names \(path), which is not a program."
        case .notFound(nil):
            "No Chromium was found. Install it (Debian: apt install chromium) or set COVEY_CHROMIUM to its path."
        case .noAnswer(let awaited, let stderr): "Chromium gave no answer to \(awaited). Its last words: \(stderr)"
        case .refused(let method, let message): "Chromium refused \(method): \(message)"
        }
    }
}
