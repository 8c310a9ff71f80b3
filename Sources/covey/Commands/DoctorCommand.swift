import ArgumentParser
import Domain
import Platform

/// `covey doctor`: is everything there that Covey needs?
struct DoctorCommand: Command {
    static var configuration: CommandConfiguration {
        .spoken(
            "covey doctor",
            Bilingual(
                en: "Look at everything that Covey needs and say what is missing.",
                zh: "检查运行所需的一切，并指出缺少什么。"
            ),
            usage: Bilingual(en: "[options]", zh: "[选项]"),
            details: Bilingual(
                en: "Ends with code 69 if something fails, with 0 if there are only warnings.",
                zh: "有检查失败时退出码为 69；只有警告时为 0。"
            ),
            examples: [
                Example("covey doctor --workspace shop", en: "the program and one workspace", zh: "检查程序和一个工作区")
            ]
        )
    }

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run(in session: Session) async throws {
        let diagnosis = Diagnose(directory: session.directory, context: session.context, machine: session.machine)
        let findings = await diagnosis.run()
        session.isJSON ? try session.show(json: document(findings)) : try session.show(lines(findings, session))
        if findings.contains(where: { $0.status == .failure }) { throw AfterResult(ChecksFailed()) }
    }

    private func lines(_ findings: [Finding], _ session: Session) -> [String] {
        let width = findings.map { DisplayWidth.of($0.subject[session.language]) }.max() ?? 0
        let margin = String(repeating: " ", count: width + 4)
        return findings.flatMap { finding in
            let subject = DisplayWidth.padded(finding.subject[session.language], to: width)
            let room = max(20, (session.output.width ?? 1_000) - width - 4)
            let texts = [finding.detail, finding.advice].compactMap(\.self).flatMap { text in
                text[session.language].split(separator: "\n").flatMap {
                    TextWrapping.lines(PlainText.of(String($0)), width: room)
                }
            }
            let first = mark(finding.status, session.output.style) + " " + subject + "  " + (texts.first ?? "")
            return [first] + texts.dropFirst().map { margin + $0 }
        }
    }

    private func mark(_ status: Finding.Status, _ style: Style) -> String {
        switch status {
        case .ok: style.green("✓")
        case .warning: style.yellow("!")
        case .failure: style.red("✗")
        }
    }

    private struct Document: Encodable {
        struct Entry: Encodable {
            var subject: LocalText
            var status: Finding.Status
            var detail: LocalText
            var advice: LocalText?
        }
        var findings: [Entry]
    }

    private func document(_ findings: [Finding]) -> Document {
        Document(
            findings: findings.map {
                Document.Entry(
                    subject: LocalText($0.subject),
                    status: $0.status,
                    detail: LocalText($0.detail),
                    advice: $0.advice.map { LocalText($0) }
                )
            }
        )
    }
}
