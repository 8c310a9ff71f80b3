import Domain
import Foundation
import Testing

@testable import Reports

@Suite struct EmbeddingTests {
    @Test func embeddedDataCannotEndItsElement() throws {
        let json = try Embedding.json(["text": EdgeReport.attack, "sum": "a & b"])
        #expect(!json.unicodeScalars.contains { "<>&\u{2028}\u{2029}".unicodeScalars.contains($0) })
        let back = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        #expect(back["text"] == EdgeReport.attack)
        #expect(back["sum"] == "a & b")
    }

    @Test func numbersThatAreNoneDoNotStopAReport() throws {
        #expect(try Embedding.json([Double.nan, 1, .infinity]) == #"["",1,""]"#)
    }

    @Test func aScriptCannotEndItsElement() {
        #expect(Embedding.script("a='</SCRIPT>';b='<!--'\r\n") == "a='<\\/script>';b='<\\!--'\n")
        #expect(Embedding.style("a::after{content:'</style>'}") == "a::after{content:'<\\/style>'}")
    }

    @Test func thePolicyNamesExactlyWhatThePageHolds() throws {
        let html = try ReportRenderer.html(
            of: SampleReport.data,
            language: .english,
            echartsSource: "var echarts = {};\r\n",
            sha256Base64: { SHA256.digest(of: $0).base64EncodedString() }
        )
        let policy = try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)?.1)
        for script in html.matches(of: /<script>(.*?)<\/script>/.dotMatchesNewlines()) {
            #expect(policy.contains("sha256-" + SHA256.digest(of: String(script.1)).base64EncodedString()))
        }
        let style = try #require(html.firstMatch(of: /<style>(.*?)<\/style>/.dotMatchesNewlines())?.1)
        #expect(policy.contains("sha256-" + SHA256.digest(of: String(style)).base64EncodedString()))
        #expect(String(policy).occurrences(of: "sha256-") == 3)
    }

    @Test func noTextOfAPersonStandsInAnAttribute() throws {
        var data = EdgeReport.hostile.data
        data.meta.title = Bilingual(verbatim: "TRACER")
        data.segments[0].title = Bilingual(verbatim: "TRACER")
        data.overlap?.titles[0] = Bilingual(verbatim: "TRACER")
        let html = try Page.html(data, .english)
        let tags = html.replacing(/<script.*?<\/script>/.dotMatchesNewlines(), with: "").matches(of: /<[a-z][^>]*>/)
        #expect(tags.count > 500)
        #expect(!tags.contains { $0.0.contains("TRACER") || $0.0.contains("hacked") })
    }

    @Test func onlySafeAddressesAreLinked() throws {
        let html = try Page.html(EdgeReport.hostile.data, .english)
        #expect(!html.contains("rel=\"noreferrer\""))
        #expect(try Page.html(SampleReport.data, .english).occurrences(of: "rel=\"noreferrer\"") == 1)
    }

    /// The vectors of FIPS 180-4 for the digest that these tests use.
    @Test(arguments: [
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func theDigestIsSHA256(text: String, hex: String) {
        #expect(SHA256.digest(of: text).map { String(format: "%02x", $0) }.joined() == hex)
    }
}
