import Testing

@testable import covey

struct TextWrappingTests {
    @Test func englishBreaksAtSpaces() {
        #expect(TextWrapping.lines("one two three four", width: 10) == ["one two", "three four"])
    }

    @Test func chineseBreaksBetweenCharactersButNotBeforeAClosingMark() {
        #expect(TextWrapping.lines("把成员和特征导出，完成。", width: 12) == ["把成员和特征", "导出，完成。"])
        #expect(TextWrapping.lines("把成员和特征，导出完成。", width: 12) == ["把成员和特", "征，导出完", "成。"])
    }

    @Test func latinWordsStayWholeAmongChineseOnes() {
        #expect(TextWrapping.lines("以JSON格式输出customer", width: 12) == ["以JSON格式输", "出customer"])
    }

    @Test func nothingIsLostAndNothingIsTooWide() {
        let text = "群像 finds groups 在客户中，and “每个” group（包括 small ones）说明其 worth。"
        for width in 10...60 {
            let lines = TextWrapping.lines(text, width: width)
            #expect(lines.joined().replacing(" ", with: "") == text.replacing(" ", with: ""))
            for line in lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
        }
    }
}
