extension BrowserSession {
    /// What is known of the page by now.
    func visit(dom: String) -> Browser.Visit {
        Browser.Visit(
            dom: dom,
            complaints: events.compactMap { Self.complaint($0.method, $0.parameters) },
            requests: requests
        )
    }

    private var requests: [String] {
        let all = events.filter { $0.method == "Network.requestWillBeSent" }.compactMap { event in
            (event.parameters["request"] as? [String: Any])?["url"] as? String
        }
        return Array(all.dropFirst())
    }

    private static func complaint(_ method: String, _ parameters: [String: Any]) -> String? {
        switch method {
        case "Runtime.exceptionThrown":
            let details = parameters["exceptionDetails"] as? [String: Any]
            let exception = details?["exception"] as? [String: Any]
            return "exception: \(exception?["description"] ?? details?["text"] ?? "")"
        case "Runtime.consoleAPICalled":
            guard let type = parameters["type"] as? String, ["error", "warning", "assert"].contains(type) else {
                return nil
            }
            let values = (parameters["args"] as? [[String: Any]] ?? []).map { $0["value"] ?? $0["description"] ?? "" }
            return "console.\(type): " + values.map { "\($0)" }.joined(separator: " ")
        case "Log.entryAdded":
            guard let entry = parameters["entry"] as? [String: Any], let level = entry["level"] as? String,
                level == "error" || level == "warning"
            else { return nil }
            return "\(level): \(entry["text"] ?? "") \(entry["url"] ?? "")"
        case "Network.loadingFailed":
            return "request failed: \(parameters["errorText"] ?? "")"
        default:
            return nil
        }
    }
}
