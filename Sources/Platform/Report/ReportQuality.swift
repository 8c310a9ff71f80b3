import Domain
import Foundation
import Reports

/// The report's account of data quality, from the summary of the run.
struct ReportQuality {
    var summary: RunSummary

    var quality: DataQuality {
        DataQuality(
            sources: summary.sources.map(source),
            checks: summary.sources.flatMap(checks),
            funnel: funnel,
            scopes: summary.sources.flatMap(scopes)
        )
    }

    private func source(_ source: RunSummary.Source) -> SourceQuality {
        SourceQuality(
            name: source.name,
            files: source.files.map { $0.path.split(separator: "/").last.map(String.init) ?? $0.path },
            rowsRead: Int(source.rows + source.rejected),
            rejections: source.rejects.map { reject in
                Rejection(
                    reason: RejectReason(rawValue: reject.reason)?.text ?? Bilingual(verbatim: reject.reason),
                    count: Int(reject.count),
                    example: Rejection.Example(
                        file: reject.file,
                        line: Int(reject.line),
                        text: reject.column ?? ""
                    )
                )
            }
        )
    }

    /// With several sources, a check says whose it is.
    private func title(_ name: RunSummary.LocalText, _ source: RunSummary.Source) -> Bilingual {
        summary.sources.count > 1 ? Bilingual(verbatim: source.name + " · ") + name.bilingual : name.bilingual
    }

    private func checks(_ source: RunSummary.Source) -> [QualityCheck] {
        source.checks.map { check in
            let action: QualityCheck.Action =
                switch check.action {
                case "remove": .remove
                case "return": .countAsReturn
                default: .keep
                }
            return QualityCheck(
                title: title(check.name, source),
                found: Int(check.found),
                removed: Int(check.removed),
                action: action,
                affectedRevenue: source.kind == "orders" ? Amount(clamping: check.amount) : nil
            )
        }
    }

    private func scopes(_ source: RunSummary.Source) -> [OrderScope] {
        source.scopes.map { scope in
            OrderScope(
                title: title(scope.name, source),
                rows: Int(scope.rows),
                customers: Int(scope.customers),
                orders: Int(scope.orders),
                revenue: Amount(clamping: scope.revenue)
            )
        }
    }

    private var funnel: RowFunnel? {
        guard !summary.sources.isEmpty else { return nil }
        let read = summary.sources.reduce(0) { $0 + Int($1.rows + $1.rejected) }
        var steps: [RowFunnel.Step] = []
        let rejected = summary.sources.reduce(0) { $0 + Int($1.rejected) }
        if rejected > 0 {
            steps.append(RowFunnel.Step(title: Bilingual(en: "Rejected", zh: "拒收"), removed: rejected))
        }
        for source in summary.sources {
            for check in source.checks where check.removed > 0 {
                steps.append(RowFunnel.Step(title: title(check.name, source), removed: Int(check.removed)))
            }
        }
        return RowFunnel(read: read, steps: steps)
    }
}
