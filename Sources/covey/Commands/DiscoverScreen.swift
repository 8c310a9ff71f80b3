import Domain
import Fitting
import Foundation
import Platform

/// A proposal of groups as a person reads it, and as JSON.
struct DiscoverScreen {
    var proposal: DiscoverGroups.Proposal
    var zone: TimeZone
    var session: Session

    // MARK: JSON

    /// The fields of the fit, and besides `asOf`, `features` and `written`.
    var object: FitValue {
        guard case .object(let fields) = proposal.document.object else { return proposal.document.object }
        return .object(
            fields + [
                FitField("asOf", .text(CellText.instant(proposal.asOf, zone))),
                FitField("features", .list(proposal.features.map(Self.value))),
                FitField("written", proposal.written.map(Self.value) ?? .null),
            ]
        )
    }

    private static func value(_ feature: DiscoverGroups.Feature) -> FitValue {
        .object([
            FitField("name", .text(feature.name)), FitField("title", .text(feature.title.english)),
            FitField("titleChinese", .text(feature.title.chinese)), FitField("used", .flag(feature.isUsed)),
            FitField("expression", feature.expression.map(FitValue.text) ?? .null),
        ])
    }

    private static func value(_ written: DiscoverGroups.Written) -> FitValue {
        .object([
            FitField("model", .text(written.model)), FitField("project", .text(written.projectPath)),
            FitField("segmentFile", .text(written.segmentPath)), FitField("traits", .texts(written.traits)),
            FitField(
                "segments",
                .list(
                    written.segments.map { segment in
                        .object([
                            FitField("name", .text(segment.name)), FitField("title", .text(segment.title.english)),
                            FitField("titleChinese", .text(segment.title.chinese)),
                            FitField("size", .integer(segment.size)),
                        ])
                    }
                )
            ),
        ])
    }

    // MARK: The screen

    func show() throws {
        let purpose = Bilingual(en: "Groups of the customers", zh: "客户分群")
        try FitScreen(document: proposal.document, purpose: purpose, session: session).show()
        try session.show([""] + featureLines + (proposal.written.map(writtenLines) ?? proposalLines))
    }

    private var featureLines: [String] {
        let added = proposal.features.filter { $0.isUsed && $0.expression != nil }
        guard !added.isEmpty else { return [] }
        let head = session.text("Features that are no traits yet", "尚未声明为特征的列")
        let rows = added.map { [PlainText.of(session.text($0.title)), $0.expression ?? ""] }
        let table = TextTable(
            [.init(session.text("Feature", "特征")), .init(session.text("How it is worked out", "计算方式"))],
            rows
        )
        return [session.output.style.bold(head)]
            + table.drawn(width: session.output.textWidth, style: session.output.style).lines + [""]
    }

    private var proposalLines: [String] {
        let text = session.text(
            "Nothing was written. To make these groups traits and segments:",
            "没有写入任何内容。要把这些分群写为特征和人群："
        )
        return [text, "  \(session.program) discover --as groups" + stated + session.workspaceOption]
    }

    /// What was said, so that the command that is copied gives the same groups.
    private var stated: String {
        CopiedOptions(proposal: proposal).text
    }

    private func writtenLines(_ written: DiscoverGroups.Written) -> [String] {
        let style = session.output.style
        let files = [written.projectPath, written.segmentPath].map { PlainText.of($0) }
        var lines = [
            style.bold(
                session.text(
                    "Written: the model “\(written.model)” and \(written.segments.count) segments",
                    "已写入：模型“\(written.model)”和 \(written.segments.count) 个人群"
                )
            ),
            session.text("in " + files.joined(separator: " and "), "位于 " + files.joined(separator: " 和 ")), "",
        ]
        let rows = written.segments.map { segment in
            [segment.name, session.text(segment.title), Figures.grouped(Int64(segment.size))]
        }
        let columns = [
            TextTable.Column(session.text("Segment", "人群")), .init(session.text("Title", "标题")),
            .init(session.text("Customers", "客户数"), isNumeric: true),
        ]
        lines += TextTable(columns, rows).drawn(width: session.output.textWidth, style: style).lines
        let first = written.segments.first?.name ?? written.model + "-1"
        lines += ["", session.text("Next:", "接下来：")]
        lines += [
            "segment show " + ShellWord.quoted(first),
            "segment count " + ShellWord.quoted("\(written.model).group = 1"),
            "report",
        ].map { "  \(session.program) \($0)" + session.workspaceOption }
        return lines
    }
}

/// The options of a command that makes groups as they were proposed.
private struct CopiedOptions {
    var proposal: DiscoverGroups.Proposal

    var text: String {
        guard case .object(let chosen) = proposal.document.own.first(where: { $0.name == "chosen" })?.value,
            case .integer(let groups) = chosen.first(where: { $0.name == "k" })?.value
        else { return "" }
        let request = proposal.request
        let named = [("features", request.features), ("exclude", request.excluded.isEmpty ? nil : request.excluded)]
            .compactMap { option, names in
                names.map { " --\(option) " + ShellWord.quoted($0.joined(separator: ",")) }
            }
        let others = [FitOption.minSize, .seed].compactMap { option in
            request.options[option].map { " --\(option.rawValue) " + ShellWord.quoted($0) }
        }
        return " --k \(groups)" + named.joined() + others.joined()
    }
}
