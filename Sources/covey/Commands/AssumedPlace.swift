import Domain
import Foundation

/// The time zone and currency of somebody who states none.
struct AssumedPlace {
    var timeZone: String
    var currency: String

    /// China's for a reader of Chinese, whose server often runs on UTC; else the machine's zone and the locale's money.
    init(language: Language, environment: [String: String], machineZone: TimeZone = .current) {
        if language == .chinese {
            (timeZone, currency) = ("Asia/Shanghai", "CNY")
            return
        }
        timeZone = PlaceNames.isTimeZone(machineZone.identifier) ? machineZone.identifier : "UTC"
        let names = ["LC_ALL", "LC_MONETARY", "LANG"].compactMap { environment[$0] }
        let locale = names.first { !$0.isEmpty } ?? ""
        let region = locale.prefix { $0 != "." && $0 != "@" }
        let found = Locale(identifier: String(region)).currency?.identifier
        currency = found.flatMap { PlaceNames.isCurrency($0) ? $0 : nil } ?? "USD"
    }
}

/// Names of time zones and currencies, as they may stand in `covey.yaml`.
enum PlaceNames {
    static func isTimeZone(_ name: String) -> Bool {
        name == "UTC" || (name.contains("/") && !name.hasPrefix("Etc/") && TimeZone(identifier: name) != nil)
    }

    static func isCurrency(_ code: String) -> Bool { Locale.commonISOCurrencyCodes.contains(code) }

    /// - Throws: `UsageMistake` with the nearest name.
    static func timeZone(_ name: String) throws(UsageMistake) -> String {
        guard !isTimeZone(name) else { return name }
        throw mistake(
            Bilingual(en: "“\(name)” is not a time zone that is known.", zh: "“\(name)”不是可识别的时区。"),
            NearestName.of(name, among: TimeZone.knownTimeZoneIdentifiers),
            Bilingual(en: "Write an IANA name such as Asia/Shanghai.", zh: "请写 IANA 时区名，例如 Asia/Shanghai。")
        )
    }

    /// - Throws: `UsageMistake` with the nearest code.
    static func currency(_ code: String) throws(UsageMistake) -> String {
        guard !isCurrency(code.uppercased()) else { return code.uppercased() }
        throw mistake(
            Bilingual(en: "“\(code)” is not a currency that is known.", zh: "“\(code)”不是可识别的货币。"),
            code.uppercased() == "RMB" ? "CNY" : nil,
            Bilingual(en: "Write an ISO 4217 code such as CNY.", zh: "请写 ISO 4217 代码，例如 CNY。")
        )
    }

    private static func mistake(_ text: Bilingual, _ nearest: String?, _ otherwise: Bilingual) -> UsageMistake {
        let hint = nearest.map(Bilingual.didYouMean)
        return UsageMistake(text, advice: hint ?? otherwise)
    }
}
