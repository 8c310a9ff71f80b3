package import Domain
import Foundation
import ProjectFile
import SQL
import Warehouse

/// One thing that was looked at, and how it is.
package struct Finding: Sendable {
    package enum Status: String, Sendable, Codable {
        case ok, warning, failure
    }

    package var subject: Bilingual
    package var status: Status
    package var detail: Bilingual
    package var advice: Bilingual?
}

/// Looks at everything a workspace needs and says what is missing.
package struct Diagnose {
    package var directory: String
    package var context: RunContext
    package var machine: Machine

    package init(directory: String, context: RunContext, machine: Machine) {
        self.directory = directory
        self.context = context
        self.machine = machine
    }

    package func run() async -> [Finding] {
        var findings = [platform(), await library(), reportParts(), space()]
        let project = self.project()
        findings.append(project.finding)
        if project.value != nil { findings.append(await warehouse()) }
        return findings
    }

    private func platform() -> Finding {
        let memory = machine.memory >> 20
        return Finding(
            subject: Bilingual(en: "Covey", zh: "群像"),
            status: .ok,
            detail: Bilingual(
                en: "\(Product.version), \(Self.counted(machine.cores, "core")), \(memory) MiB of memory",
                zh: "\(Product.version)，\(machine.cores) 核，内存 \(memory) MiB"
            )
        )
    }

    private func library() async -> Finding {
        if let project = try? Workspace.loadProject(directory), project.spark != nil { return sparkDriver() }
        let subject = Bilingual(en: "DuckDB library", zh: "DuckDB 库")
        do {
            let configured = try? Workspace.loadProject(directory).engine.library?.value
            let driver = try Driver.duckDB(
                LibrarySearch(configured: configured, dependencyFolders: context.dependencyFolders)
            )
            let database = try await Database.open(.memory, driver: driver)
            let connection = try await database.connect()
            let version = try await connection.query(Select(["version": .engineVersion])).texts("version")[0]
            await database.close()
            return Finding(
                subject: subject,
                status: .ok,
                detail: Bilingual(verbatim: "\(version) — \(driver.library)")
            )
        } catch {
            return failure(subject, error)
        }
    }

    private func sparkDriver() -> Finding {
        let subject = Bilingual(en: "Spark driver", zh: "Spark 驱动")
        do {
            let driver = try Driver.spark(LibrarySearch(dependencyFolders: context.dependencyFolders))
            return Finding(subject: subject, status: .ok, detail: Bilingual(verbatim: driver.library))
        } catch {
            return failure(subject, error)
        }
    }

    private func reportParts() -> Finding {
        let subject = Bilingual(en: "Report charts", zh: "报告图表")
        do {
            let path = try ChartLibrary(folders: context.dependencyFolders).path()
            return Finding(subject: subject, status: .ok, detail: Bilingual(verbatim: path))
        } catch {
            return failure(subject, error)
        }
    }

    private func space() -> Finding {
        let subject = Bilingual(en: "Free disk space", zh: "可用磁盘空间")
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: directory)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return Finding(
                subject: subject,
                status: .warning,
                detail: Bilingual(en: "cannot be told", zh: "无法获取"),
                advice: nil
            )
        }
        let isLow = free < 1 << 30
        return Finding(
            subject: subject,
            status: isLow ? .warning : .ok,
            detail: Bilingual(verbatim: "\(free >> 20) MiB"),
            advice: isLow ? Bilingual(en: "Free some space before an import.", zh: "导入前请腾出空间。") : nil
        )
    }

    private func project() -> (value: Project?, finding: Finding) {
        let subject = Bilingual(en: "Project file", zh: "项目文件")
        do {
            let project = try Workspace.loadProject(directory)
            let definitions = try Definitions(project)
            return (
                project,
                Finding(
                    subject: subject,
                    status: .ok,
                    detail: Bilingual(
                        en: [
                            Self.counted(project.sources.count, "source"),
                            Self.counted(definitions.traits.count, "trait"),
                            Self.counted(definitions.segments.count, "segment"),
                        ].joined(separator: ", "),
                        zh: "\(project.sources.count) 个数据源，\(definitions.traits.count) 个特征，"
                            + "\(definitions.segments.count) 个人群"
                    )
                )
            )
        } catch {
            return (nil, failure(subject, error))
        }
    }

    private static func counted(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)" + (number == 1 ? "" : "s")
    }

    private func warehouse() async -> Finding {
        let subject = Bilingual(en: "Warehouse", zh: "数据仓库")
        do {
            return try await Workspace.with(directory, access: .readOnly, context: context) { workspace in
                let last = try await LastRun(workspace)
                let freshness = try await Freshness(workspace)
                let stale = freshness.overall
                let failed = freshness.failedSegments
                let failure = failed.isEmpty ? nil : SegmentsNotRefreshed(names: failed)
                return Finding(
                    subject: subject,
                    status: stale == nil && failure == nil ? .ok : .warning,
                    detail: Bilingual(
                        en:
                            "\(last.summary.customers) customers, last run \(last.summary.finishedAt.formatted(.iso8601))",
                        zh: "\(last.summary.customers) 位客户，上次运行于 \(last.summary.finishedAt.formatted(.iso8601))"
                    ),
                    advice: failure.map { $0.explanation + Bilingual(en: " ", zh: "") + ($0.advice ?? $0.explanation) }
                        ?? stale?.sentence()
                )
            }
        } catch WorkspaceError.notRunYet {
            let error = WorkspaceError.notRunYet
            return Finding(subject: subject, status: .warning, detail: error.explanation, advice: error.advice)
        } catch {
            return failure(subject, error)
        }
    }

    private func failure(_ subject: Bilingual, _ error: any Error) -> Finding {
        let explained = error as? any ExplainedError
        return Finding(
            subject: subject,
            status: .failure,
            detail: explained?.explanation ?? Bilingual(verbatim: String(describing: error)),
            advice: explained?.advice
        )
    }
}
