import Foundation

/// One browser with one page, spoken to by the Chrome DevTools Protocol over pipes.
///
/// The command line's `--screenshot` and `--dump-dom` do not serve: their window is never narrower than 500 pixels, and
/// they are silent about console errors.
final class BrowserSession {
    private let process = Process()
    private let commands = Pipe()
    private let answers = Pipe()
    private let profile: URL
    private var waiting: [Data] = []
    private var unfinished = Data()
    private var lastID = 0
    private var sessionID: String?
    private(set) var events: [(method: String, parameters: [String: Any])] = []

    /// Runs `body` with a page that has loaded; the browser is gone when this returns.
    ///
    /// - Parameter timeout: seconds after which a browser counts as hanging; long, for a busy machine takes its time.
    static func visiting<Result>(
        _ page: URL,
        on screen: Browser.Screen,
        timeout: TimeInterval = 300,
        _ body: (BrowserSession) throws -> Result
    ) throws -> Result {
        let session = try BrowserSession(timeout: timeout)
        defer { session.end() }
        try session.open(page, on: screen)
        return try body(session)
    }

    private init(timeout: TimeInterval) throws {
        profile = FileManager.default.temporaryDirectory.appending(path: "browser-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
        // Chromium reads commands from descriptor 3 and answers on 4, which Process cannot hand over; the shell can.
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", #"errors="$1"; shift; exec "$@" 3<&0 4>&1 0</dev/null 1>&2 2>"$errors""#, "sh",
            profile.appending(path: "stderr").path, try Browser.executable(), "--headless=new", "--no-sandbox",
            "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--hide-scrollbars", "--remote-debugging-pipe",
            "--user-data-dir=" + profile.appending(path: "profile").path, "about:blank",
        ]
        process.standardInput = commands
        process.standardOutput = answers
        try process.run()
        try? answers.fileHandleForWriting.close()
        let pid = process.processIdentifier
        let process = process
        // A browser that hangs is ended, which ends the wait for its answer too.
        DispatchQueue.global().asyncAfter(deadline: .now() + timeout) {
            if process.isRunning, process.processIdentifier == pid { process.terminate() }
        }
    }

    private func end() {
        _ = try? send("Browser.close")
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: profile)
    }

    private func open(_ page: URL, on screen: Browser.Screen) throws {
        let target = try send("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
        sessionID = try send("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log", "Network"] { try send(domain + ".enable") }
        try send(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": screen.width, "height": screen.height, "deviceScaleFactor": screen.width < 600 ? 2 : 1,
                "mobile": screen.width < 600,
            ]
        )
        let scheme = ["name": "prefers-color-scheme", "value": screen.isDark ? "dark" : "light"]
        try send("Emulation.setEmulatedMedia", ["features": [scheme]])
        try send("Page.navigate", ["url": page.absoluteString])
        while !events.contains(where: { $0.method == "Page.loadEventFired" }) {
            try take(next(awaited: "the page's load event"))
        }
    }

    /// The value of a JavaScript expression, as text.
    func evaluate(_ expression: String) throws -> String {
        let answer = try send(
            "Runtime.evaluate",
            ["expression": "String(\(expression))", "returnByValue": true, "awaitPromise": true]
        )
        if let exception = answer["exceptionDetails"] {
            throw BrowserFailure.refused(method: "Runtime.evaluate", message: "\(exception)")
        }
        return (answer["result"] as? [String: Any])?["value"] as? String ?? ""
    }

    /// The bytes that a command answers with.
    func image(_ method: String, _ parameters: [String: Any]) throws -> Data {
        let text = try send(method, parameters)["data"] as? String ?? ""
        guard let data = Data(base64Encoded: text) else {
            throw BrowserFailure.refused(method: method, message: "no Base64 data")
        }
        return data
    }

    @discardableResult
    private func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        lastID += 1
        var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
        if let sessionID { message["sessionId"] = sessionID }
        let bytes = try JSONSerialization.data(withJSONObject: message) + [0]
        do { try commands.fileHandleForWriting.write(contentsOf: bytes) } catch { throw silence(method) }
        while true {
            let answer = try next(awaited: method)
            guard answer["id"] as? Int == lastID else {
                take(answer)
                continue
            }
            if let error = answer["error"] as? [String: Any] {
                throw BrowserFailure.refused(method: method, message: "\(error["message"] ?? error)")
            }
            return answer["result"] as? [String: Any] ?? [:]
        }
    }

    private func take(_ message: [String: Any]) {
        guard let method = message["method"] as? String else { return }
        events.append((method, message["params"] as? [String: Any] ?? [:]))
    }

    /// The next message; messages end with a zero byte. Only bytes that are new are searched for it, for a picture is
    /// one message of many megabytes.
    private func next(awaited: String) throws -> [String: Any] {
        while waiting.isEmpty {
            let more = answers.fileHandleForReading.availableData
            guard !more.isEmpty else { throw silence(awaited) }
            var parts = more.split(separator: 0, omittingEmptySubsequences: false)
            let rest = parts.removeLast()
            for part in parts {
                waiting.append(unfinished + part)
                unfinished = Data()
            }
            unfinished += rest
        }
        return try JSONSerialization.jsonObject(with: waiting.removeFirst()) as? [String: Any] ?? [:]
    }

    private func silence(_ awaited: String) -> BrowserFailure {
        let words = (try? String(contentsOf: profile.appending(path: "stderr"), encoding: .utf8)) ?? ""
        return .noAnswer(awaited: awaited, stderr: String(words.suffix(600)))
    }
}
