import Domain
import Foundation
import ProjectFile
import Testing

/// Entries put into project files: what was there stays byte for byte, and the file says what was added.
@Suite struct ProjectAdditionTests {
    private static let head = """
        # Our shop.
        covey: 1   # the format
        timezone: Asia/Shanghai
        currency: CNY
        sources:
          orders:
            kind: orders
            files: orders.csv
            columns: { order_id: order, customer: customer, paid: time, amount: amount }

        """

    private static let addition = ProjectAddition(
        traits: [
            .init(
                name: "average_gap",
                value: "average gap of \"Order Completed\"",
                title: Bilingual(en: "Days between orders", zh: "平均下单间隔（天）")
            )
        ],
        model: .init(
            name: "behaviour",
            comment: "groups",
            fields: [
                ("model", .text("groups")), ("features", .list(["orders", "average_gap"])), ("k", .text("3")),
                ("outputs", .group(["group": "group", "name": "name_zh"])),
            ]
        )
    )

    /// The new text; every line of the old one must still be in it, in order.
    private func added(to text: String) throws -> (text: String, project: Project) {
        let bytes = try Self.addition.added(to: Array(text.utf8), path: "covey.yaml")
        let new = String(decoding: bytes, as: UTF8.self)
        var rest = new.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)[...]
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: true) {
            let place = try #require(rest.firstIndex { $0.elementsEqual(line) || $0.dropLast().elementsEqual(line) })
            rest = rest[(place + 1)...]
        }
        return (new, try Project.load(bytes: bytes, path: "covey.yaml"))
    }

    private func check(_ project: Project) {
        #expect(project.traits.last?.name.value == "average_gap")
        #expect(project.traits.last?.value.value == "average gap of \"Order Completed\"")
        #expect(project.traits.last?.title?.chinese == "平均下单间隔（天）")
        guard case .fitted(let setting) = project.models.last?.kind else {
            Issue.record("There is no such model")
            return
        }
        #expect(project.models.last?.name.value == "behaviour")
        #expect(setting.model.value == "groups" && setting.features.map(\.value) == ["orders", "average_gap"])
        #expect(setting.outputs.map(\.column.value).sorted() == ["group", "name_zh"])
    }

    @Test func sectionsThatAreThereGetTheEntriesAtTheirEnds() throws {
        let text =
            Self.head + """
                traits:                       # one value for every customer
                    orders: count of "Order Completed"
                    # a comment of the traits

                # of the models
                models:
                  rfm:
                    model: rfm
                    orders: Order Completed
                    amount: revenue

                # where segments lie
                segments: segments/*.segment

                """
        let (new, project) = try added(to: text)
        check(project)
        #expect(project.models.count == 2 && project.traits.count == 2)
        #expect(new.contains("    # a comment of the traits\n    average_gap: { value: "))
        #expect(new.contains("    amount: revenue\n  behaviour:  # groups\n    model: groups\n"))
        #expect(new.hasSuffix("# where segments lie\nsegments: segments/*.segment\n"))
    }

    @Test func sectionsThatAreNotThereAreMade() throws {
        let (new, project) = try added(to: Self.head)
        check(project)
        #expect(new.hasPrefix(Self.head))
        #expect(try added(to: String(Self.head.dropLast())).project.models.count == 1)
        check(try added(to: Self.head + "traits:\nmodels:   # none yet\n").project)
        check(try added(to: Self.head + "models:\n  # only a comment\ntraits:\n  orders: count of \"a\"\n").project)
    }

    @Test func otherLineEndsStay() throws {
        let text = (Self.head + "traits:\n  orders: count of \"a\"\nreport:\n  file: a.html\n").replacing(
            "\n",
            with: "\r\n"
        )
        let (new, project) = try added(to: text)
        check(project)
        #expect(new.utf8.filter { $0 == 10 }.count == new.utf8.filter { $0 == 13 }.count)
    }

    @Test func aByteOrderMarkStays() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array(Self.head.utf8)
        let new = try Self.addition.added(to: bytes, path: "covey.yaml")
        #expect(new.starts(with: bytes))
    }

    @Test(arguments: [
        "models: {}\n", "models: { rfm: { model: rfm, orders: a, amount: b } }\n",
        "models: {\n  rfm: { model: rfm, orders: a, amount: b }\n}\n",
        "models:\n  { rfm: { model: rfm, orders: a, amount: b } }\n", "traits: { orders: count of a }\n",
    ]) func sectionsInBracesAreRefused(section: String) throws {
        let text = Self.head + section
        let error = #expect(throws: ProjectEditError.self) {
            try Self.addition.added(to: Array(text.utf8), path: "covey.yaml")
        }
        guard case .inBraces = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func textsOverSeveralLinesStayWhole() throws {
        let text =
            Self.head + """
                traits:
                  orders:
                    value: >
                      count of
                      "Order Completed"

                title: |
                  A shop
                  # not a comment

                """
        let (new, project) = try added(to: text)
        check(project)
        #expect(project.title?.english == (try Project.load(text: text, path: "covey.yaml")).title?.english)
        #expect(new.contains("# not a comment"))
    }

    @Test func whatIsNoProjectAfterwardsIsRefused() throws {
        let text = Self.head + "models:\n  behaviour:\n    model: rfm\n    orders: a\n    amount: b\n"
        #expect(throws: (any Error).self) { try Self.addition.added(to: Array(text.utf8), path: "covey.yaml") }
        #expect(throws: ProjectFileError.self) { try Self.addition.added(to: Array("no: [".utf8), path: "covey.yaml") }
        let end = Self.head + "...\n"
        #expect(throws: (any Error).self) { try Self.addition.added(to: Array(end.utf8), path: "covey.yaml") }
    }
}
