package import Domain

/// Why a property cannot have a name: a table of the warehouse needs it for something else.
package enum PropertyNameFault: Sendable, Hashable {
    /// Names of Covey's own columns begin with an underscore.
    case underscore
    /// The engine calls a row's number so.
    case rowNumber
    /// Every event has a part of this name.
    case partOfEvents
    /// The engine tells no names apart by their case.
    case caseOnly(of: String)

    /// What is wrong with a name that is no role; `nil` where nothing is.
    ///
    /// - Parameter kind: what a row of the source is; `nil` where that is not known.
    package init?(_ name: String, kind: SourceKind?) {
        let lower = name.lowercased()
        let roles = (kind?.roles ?? Role.allCases).map(\.rawValue)
        if name.hasPrefix("_") {
            self = .underscore
        } else if lower == "rowid" {
            self = .rowNumber
        } else if name != lower, (roles + Self.computed(kind)).contains(lower) {
            self = .caseOnly(of: lower)
        } else if kind != .customers, Self.partsOfEvents.contains(lower) {
            self = .partOfEvents
        } else {
            return nil
        }
    }

    private static let partsOfEvents = ["customer", "time", "arrival", "event"]

    /// What is computed of a source's rows and stands beside their properties.
    private static func computed(_ kind: SourceKind?) -> [String] {
        kind == .orders ? ["revenue", "lines", "items"] : []
    }

    /// A name that is free, for a column of this one.
    package func replacement(for name: String) -> String {
        switch self {
        case .underscore:
            let bare = String(name.drop { $0 == "_" })
            return bare.isEmpty || PropertyNameFault(bare, kind: nil) != nil ? "column_" + bare : bare
        case .rowNumber: return "row_id"
        case .partOfEvents, .caseOnly: return name + "_2"
        }
    }

    /// What follows the name in a sentence.
    package var statement: Bilingual {
        switch self {
        case .underscore:
            Bilingual(
                en: " cannot name a property: Covey's own columns begin with `_`",
                zh: " 不能用作属性名：以 `_` 开头的是 Covey 自己的列"
            )
        case .rowNumber:
            Bilingual(
                en: " cannot name a property: the engine calls the number of a row so",
                zh: " 不能用作属性名：引擎用它表示行的序号"
            )
        case .partOfEvents:
            Bilingual(
                en: " cannot name a property: it names a part of every event",
                zh: " 不能用作属性名：它是每个事件固有的名称"
            )
        case .caseOnly(let other):
            Bilingual(en: " differs only in case from `\(other)`", zh: " 与 `\(other)` 只有大小写不同")
        }
    }
}

extension ProblemCollector {
    /// Reports a property's name that a table cannot have.
    func checkProperty(_ name: Located<String>, of kind: SourceKind?) {
        guard let fault = PropertyNameFault(name.value, kind: kind) else { return }
        let free = fault.replacement(for: name.value)
        report(
            at: name.position,
            Bilingual(verbatim: Wording.found(name.value)) + fault.statement,
            allowed: Bilingual(en: "another name, such as `\(free)`", zh: "另一个名称，例如 `\(free)`")
        )
    }

    /// Reports properties that differ only in case from one before: tables cannot have both.
    func checkCases(of columns: [ColumnMapping]) {
        var first: [String: Located<String>] = [:]
        for column in columns {
            let name = column.target.map(\.name)
            guard let other = first[name.value.lowercased()] else {
                first[name.value.lowercased()] = name
                continue
            }
            guard other.value != name.value else { continue }
            let (found, known, line) = (Wording.found(name.value), Wording.found(other.value), other.position.line)
            report(
                at: name.position,
                Bilingual(
                    en: "\(found) differs only in case from \(known) in line \(line)",
                    zh: "\(found) 与第 \(line) 行的 \(known) 只有大小写不同"
                ),
                allowed: Bilingual(en: "another name", zh: "另一个名称")
            )
        }
    }
}
