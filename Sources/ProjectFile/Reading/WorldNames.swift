import Domain
import Foundation

/// Names that the world has agreed on: time zones and currencies.
extension ProblemCollector {
    func timeZone(_ tree: YAMLTree?) -> Located<TimeZone>? {
        parsed(
            tree,
            allowed: Bilingual(
                en: "an IANA time zone such as `Asia/Shanghai` or `Europe/London`",
                zh: "IANA 时区，例如 `Asia/Shanghai` 或 `Europe/London`"
            ),
            nearest: ZoneNames.nearest,
            ZoneNames.zone
        )
    }

    func currency(_ tree: YAMLTree?) -> Located<Currency>? {
        parsed(
            tree,
            allowed: Bilingual(en: "an ISO 4217 code such as `CNY` or `GBP`", zh: "ISO 4217 代码，例如 `CNY` 或 `GBP`"),
            nearest: CurrencyNames.nearest
        ) { text in
            CurrencyNames.codes.contains(text) ? Currency(text) : nil
        }
    }
}

private enum ZoneNames {
    static func zone(_ name: String) -> TimeZone? {
        // Foundation also takes `GMT+8`, whose sign people read both ways; only names are accepted.
        guard name == "UTC" || known.contains(name) || (name.contains("/") && !name.hasPrefix("Etc/")) else {
            return nil
        }
        return TimeZone(identifier: name)
    }

    static func nearest(_ name: String) -> String? {
        let lower = name.lowercased()
        if let meant = meant[lower] { return meant }
        if let city = known.first(where: { $0.lowercased().hasSuffix("/" + lower.replacing(" ", with: "_")) }) {
            return city
        }
        return NearestName.of(name, among: known)
    }

    private static let known = TimeZone.knownTimeZoneIdentifiers.sorted()

    /// What people write for the zone of China, which is named after Shanghai, and other usual names.
    private static let meant = [
        "asia/beijing": "Asia/Shanghai", "beijing": "Asia/Shanghai", "china": "Asia/Shanghai",
        "cst": "Asia/Shanghai", "prc": "Asia/Shanghai", "utc+8": "Asia/Shanghai", "gmt+8": "Asia/Shanghai",
        "北京": "Asia/Shanghai", "北京时间": "Asia/Shanghai", "上海": "Asia/Shanghai", "bst": "Europe/London",
        "gmt": "UTC", "utc": "UTC", "z": "UTC",
    ]
}

private enum CurrencyNames {
    static let codes = Set(Locale.commonISOCurrencyCodes)

    static func nearest(_ name: String) -> String? {
        let upper = name.uppercased()
        if let meant = meant[upper] ?? (codes.contains(upper) ? upper : nil) { return meant }
        return name.count == 3 ? NearestName.of(upper, among: codes) : nil
    }

    private static let meant = [
        "RMB": "CNY", "人民币": "CNY", "元": "CNY", "¥": "CNY", "￥": "CNY", "YUAN": "CNY", "$": "USD", "美元": "USD",
        "US$": "USD", "£": "GBP", "英镑": "GBP", "€": "EUR", "欧元": "EUR", "EURO": "EUR", "日元": "JPY", "YEN": "JPY",
        "港币": "HKD", "HK$": "HKD",
    ]
}
