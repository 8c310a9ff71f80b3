import Exchange
import Foundation
import Testing

/// Runs `body` with the path of a file that holds `bytes`, and removes it.
func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "covey-\(UUID().uuidString)").path
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}

/// `你好，世界` in GB18030.
private let helloInGBK: [UInt8] = [0xC4, 0xE3, 0xBA, 0xC3, 0xA3, 0xAC, 0xCA, 0xC0, 0xBD, 0xE7]

@Suite struct TextInspectionTests {
    private func inspect(_ bytes: [UInt8]) throws -> TextInspection {
        try withFile(bytes) { try TextInspection.inspect(path: $0) }
    }

    @Test func plainUTF8IsReadAsItIs() throws {
        let inspection = try inspect(Array("id,name\n1,张三\n2,b\n".utf8))
        #expect(inspection.encoding == .utf8)
        #expect(inspection.lineCount == 3)
        #expect(inspection.readsAsItIs)
    }

    @Test func aLastLineWithoutAnEndCounts() throws {
        #expect(try inspect(Array("a\nb".utf8)).lineCount == 2)
        #expect(try inspect(Array("a\nb\n".utf8)).lineCount == 2)
    }

    @Test func chineseInGBKIsRecognised() throws {
        let bytes = Array("id,name\n1,".utf8) + helloInGBK + [10]
        let inspection = try inspect(bytes)
        #expect(inspection.encoding == .gb18030)
        #expect(!inspection.encodingIsCertain)
        #expect(!inspection.readsAsItIs)
    }

    @Test func westernAccentsAreNotTakenForChinese() throws {
        let text = "name,city\nMüller,Köln\nGarçon,Orléans\nNuñez,Málaga\n"
        let latin = [UInt8](try #require(text.data(using: .isoLatin1)))
        #expect(try inspect(latin).encoding == .latin1)
    }

    @Test func byteOrderMarksDecide() throws {
        #expect(try inspect([0xEF, 0xBB, 0xBF] + Array("a\n".utf8)).encoding == .utf8)
        let wide = "a,b\n1,张\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try inspect([0xFF, 0xFE] + wide).encoding == .utf16LittleEndian)
        let longer = (0..<8).flatMap { _ in wide }
        #expect(try inspect(longer).encoding == .utf16LittleEndian)
    }

    @Test func aFewDamagedLinesInUTF8AreDamageAndAreNamed() throws {
        let good = Array("张三,北京\n".utf8)
        let bytes = good + good + [0x31, 0xFF, 0x2C, 10] + good
        let inspection = try inspect(bytes)
        #expect(inspection.encoding == .utf8)
        #expect(inspection.damagedLines == 1)
        #expect(inspection.firstDamagedLine == 3)
        #expect(inspection.isMixed)
    }

    @Test(arguments: [
        ("a\nb\n", TextInspection.LineEndings.lineFeed), ("a\r\nb\r\n", .carriageReturnLineFeed),
        ("a\rb\r", .carriageReturn), ("a\r\nb\nc\r\n", .mixed), ("a\rb\n", .mixed),
    ])
    func lineEndsAreTold(text: String, ends: TextInspection.LineEndings) throws {
        #expect(try inspect(Array(text.utf8)).lineEndings == ends)
    }

    @Test func nulBytesAreCounted() throws {
        let inspection = try inspect([0x61, 0, 0x62, 10, 0x63, 10])
        #expect(inspection.nulBytes == 1)
        #expect(!inspection.readsAsItIs)
    }

    @Test func theFingerprintIsTheSHA256OfTheBytes() throws {
        // FIPS 180-2, appendix B.1.
        #expect(
            try inspect(Array("abc".utf8)).fingerprint
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test func linesAcrossChunksAreCountedOnce() throws {
        // Chunks are a mebibyte; lines of 1,000 bytes do not divide it, and one character straddles every border.
        let line = Array(String(repeating: "客", count: 333).utf8) + [10]
        var bytes: [UInt8] = []
        for _ in 0..<3_500 { bytes += line }
        let inspection = try inspect(bytes)
        #expect(inspection.lineCount == 3_500)
        #expect(inspection.longestLine == 999)
        #expect(inspection.readsAsItIs)
    }

    @Test func foldersMissingAndEmptyFilesAreRefusedByName() throws {
        #expect(throws: FileError.isDirectory(path: "/")) { try TextInspection.inspect(path: "/") }
        #expect(throws: FileError.notFound(path: "/no/such")) { try TextInspection.inspect(path: "/no/such") }
        _ = try withFile([]) { path in
            #expect(throws: FileError.empty(path: path)) { try TextInspection.inspect(path: path) }
        }
    }
}

@Suite struct WorkingCopyTests {
    private func copy(_ bytes: [UInt8]) throws -> (text: String, copy: WorkingCopy) {
        try withFile(bytes) { path in
            let inspection = try TextInspection.inspect(path: path)
            let target = path + ".copy"
            defer { try? FileManager.default.removeItem(atPath: target) }
            let copy = try WorkingCopy.write(of: path, inspection: inspection, to: target)
            return (try String(contentsOfFile: target, encoding: .utf8), copy)
        }
    }

    @Test func gbkBecomesUTF8() throws {
        #expect(try copy(Array("id,".utf8) + helloInGBK + [10]).text == "id,你好，世界\n")
    }

    @Test func utf16BecomesUTF8AcrossChunks() throws {
        let text = String(repeating: "客户,订单,😀\n", count: 200_000)
        let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try copy([0xFF, 0xFE] + wide).text == text)
    }

    @Test func everyLineEndBecomesALineFeedAndLinesStayCounted() throws {
        #expect(try copy(Array("a\r\nb\rc\n\r\n\rd\n\n".utf8)).text == "a\nb\nc\n\n\nd\n\n")
    }

    @Test func damageAndNULBytesBecomeTheReplacementCharacter() throws {
        let good = Array("张三\n".utf8)
        let result = try copy(good + good + good + good + good + [0x61, 0xFF, 0x62, 0, 10])
        #expect(result.text.hasSuffix("\na\u{FFFD}b\u{FFFD}\n"))
        #expect(result.copy.replacedCharacters == 2)
    }

    @Test func aLineOverTheLimitIsBlankAndNumbered() throws {
        let long = [UInt8](repeating: 0x78, count: TextInspection.lineLimit + 1)
        let result = try copy(Array("a\n".utf8) + long + Array("\nb\n".utf8))
        #expect(result.text == "a\n\nb\n")
        #expect(result.copy.overlongLines == [2])
    }

    @Test(arguments: [1, 7, 65_536, 300_000])
    func gzipOfAnySizeAndOfSeveralMembersIsRead(size: Int) throws {
        let text = (0..<size).map { "行\($0)\n" }.joined()
        let packed = try packed(Array(text.utf8), with: "gzip")
        #expect(try copy(packed).text == text)
        #expect(try copy(packed + packed).text == text + text)
    }

    @Test func aGzipThatEndsEarlyIsDamaged() throws {
        let whole = try packed(Array(String(repeating: "abcdefg\n", count: 10_000).utf8), with: "gzip")
        _ = try withFile(Array(whole.dropLast(20))) { path in
            #expect(throws: FileError.damaged(path: path, format: "gzip", reason: "it ends in the middle")) {
                try TextInspection.inspect(path: path)
            }
        }
    }

    /// Packs with the command that everybody's files were packed with.
    private func packed(_ bytes: [UInt8], with command: String) throws -> [UInt8] {
        try withFile(bytes) { path in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [command, "-c", path]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            return [UInt8](data)
        }
    }

    @Test func zstdIsRead() throws {
        let text = (0..<100_000).map { "行\($0)\n" }.joined()
        let packed = try packed(Array(text.utf8), with: "zstd")
        #expect(try copy(packed + packed).text == text + text)
    }
}

@Suite struct RecordLinesTests {
    private func lines(
        _ text: String,
        delimiter: String = ",",
        ordinals: [Int],
        refusedAt: [Int64] = []
    ) throws -> ([Int], [Int]) {
        try withFile(Array(text.utf8)) { path in
            try RecordLines(delimiter: delimiter, quote: 34, hasHeader: true)
                .lines(of: path, ordinals: ordinals, refusedAt: refusedAt)
        }
    }

    @Test func quotedLineEndsAndBlankLinesDoNotCountAsRecords() throws {
        let text = "id,name\n1,a\n\n2,\"x\ny\"\"z\n\"\n3,5\" pipe\n4,d\n"
        let (accepted, _) = try lines(text, ordinals: [0, 1, 2, 3])
        #expect(accepted == [2, 4, 7, 8])
    }

    /// `，` is EF BC 8C in UTF-8, `＂` EF BC 82 and `“` E2 80 9C: a delimiter is all of its bytes.
    @Test(arguments: ["，", "¦", "😀", "\t"])
    func delimitersOfSeveralBytesEndFields(delimiter: String) throws {
        let text = "id,name\n1,\"x\ny\"\n2＂\"pipe,b\n“\"3,\"\"\n4,\"a\"\"\n,\n\",\n5,6\n"
            .replacing(",", with: delimiter)
        let (accepted, _) = try lines(text, delimiter: delimiter, ordinals: [0, 1, 2, 3, 4])
        #expect(accepted == [2, 4, 5, 6, 9])
    }

    @Test func recordsThatTheReaderRefusedAreSkipped() throws {
        let text = "id,name\n1,a\n2,b,c\n3,d\n"
        let (accepted, refused) = try lines(text, ordinals: [1], refusedAt: [12])
        #expect(accepted == [4])
        #expect(refused == [3])
    }
}
