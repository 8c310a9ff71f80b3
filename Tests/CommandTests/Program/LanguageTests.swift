import Domain
import Foundation
import Platform
import Testing

@testable import covey

struct LanguageTests {
    @Test(arguments: [
        ([:], Language.english),
        (["LANG": "zh_CN.UTF-8"], .chinese),
        (["LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"], .english),
        (["LANG": "zh_CN.UTF-8", "LC_ALL": ""], .chinese),
        (["LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"], .chinese),
        (["LANG": "zh_CN.UTF-8", "LC_MESSAGES": "C"], .english),
        (["LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"], .chinese),
        (["LANG": "en_US.UTF-8", "LANGUAGE": "de:zh"], .chinese),
        (["LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh"], .english),
        (["LANG": "C", "LANGUAGE": "zh"], .english),
        (["LANG": "de_DE.UTF-8"], .english),
    ])
    func theLanguageIsThatOfPOSIXMessages(environment: [String: String], language: Language) {
        #expect(Surroundings.language(of: environment) == language)
    }

    @Test func theOptionGoesBeforeTheLocale() {
        var surroundings = Surroundings(
            arguments: ["run", "--language", "zh"],
            environment: [:],
            executable: "covey",
            machine: Machine(cores: 1, memory: 1 << 30)
        )
        #expect(surroundings.language == .chinese)
        surroundings.arguments = ["run", "--language=en"]
        surroundings.environment = ["LANG": "zh_CN.UTF-8"]
        #expect(surroundings.language == .english)
    }

    @Test func aReaderOfChineseIsTakenToBeInChina() {
        let china = AssumedPlace(language: .chinese, environment: [:], machineZone: .gmt)
        #expect(china.timeZone == "Asia/Shanghai")
        #expect(china.currency == "CNY")
    }

    @Test func othersGetTheMachinesZoneAndTheMoneyOfTheirLocale() throws {
        let place = AssumedPlace(
            language: .english,
            environment: ["LANG": "en_GB.UTF-8"],
            machineZone: try #require(.init(identifier: "Europe/London"))
        )
        #expect(place.timeZone == "Europe/London")
        #expect(place.currency == "GBP")
        #expect(AssumedPlace(language: .english, environment: [:], machineZone: .gmt).currency == "USD")
    }
}
