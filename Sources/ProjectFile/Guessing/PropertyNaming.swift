import Domain

/// Turns candidates into mappings: roles as decided, everything else as properties with names of their own.
struct PropertyNaming {
    let kind: SourceKind

    func columns(
        of candidates: [ColumnCandidate],
        assignment: RoleAssignment
    ) -> [ColumnGuess.Column] {
        // A property may not have a role's name, or it would be that role.
        var taken = Set(kind.roles.map(\.rawValue))
        return candidates.enumerated().map { index, candidate in
            if let decided = assignment.roles[index] {
                return column(
                    candidate,
                    .role(decided.role),
                    confidence: decided.score,
                    Self.roleReason(candidate, decided)
                )
            }
            let known = candidate.knownProperty
            let name = unique(known?.name ?? Self.propertyName(candidate.name), &taken)
            let isWholeOrder = index == assignment.wholeOrderAmount
            let reason =
                isWholeOrder ? Self.wholeOrder : known == nil ? Self.unknown : Bilingual(en: "its name", zh: "列名")
            return column(candidate, .property(name), confidence: known?.weight ?? 0, reason)
        }
    }

    private static let unknown = Bilingual(en: "nothing is known of this column", zh: "对这一列一无所知")
    private static let wholeOrder = Bilingual(
        en: "it is of the whole order, so lines count by quantity and price",
        zh: "这是整笔订单的金额，各行按数量和单价计算"
    )

    private func column(
        _ candidate: ColumnCandidate,
        _ target: ColumnTarget,
        confidence: Double,
        _ reason: Bilingual
    ) -> ColumnGuess.Column {
        let nowhere = SourcePosition(line: 1, column: 1)
        var mapping = ColumnMapping(column: Located(candidate.name, at: nowhere), target: Located(target, at: nowhere))
        switch target {
        case .role(.time):
            if let format = candidate.timeFormat?.format ?? (candidate.shape.looksLikeExcelDays ? .excel : nil) {
                mapping.formats = [Located(format, at: nowhere)]
            }
        case .role(.price), .role(.amount):
            if candidate.shape.hasDecimalComma { mapping.decimal = .comma }
        case .role(.customer), .role(.order), .role(.product):
            if candidate.shape.hasUselessPlaces { mapping.cleaners = [.wholeNumber] }
            if candidate.shape.share(where: { $0.contains("@") }) == 1 { mapping.cleaners = [.lowerCase] }
        case .role, .property:
            break
        }
        return ColumnGuess.Column(mapping: mapping, confidence: (confidence * 100).rounded() / 100, reason: reason)
    }

    private static func roleReason(_ candidate: ColumnCandidate, _ decided: (role: Role, score: Double)) -> Bilingual {
        guard decided.role == .time, let found = candidate.timeFormat else {
            return candidate.shape.values.isEmpty
                ? Bilingual(en: "its name; there are no values to check it by", zh: "列名；没有可供核对的值")
                : Bilingual(en: "its name, and values that fit", zh: "列名，且值相符")
        }
        let text = Bilingual(
            en: "its values are times of the form `\(found.format.text)`",
            zh: "它的值是 `\(found.format.text)` 形式的时间"
        )
        guard found.isAmbiguous else { return text }
        return text
            + Bilingual(en: "; the day may stand before the month, please check", zh: "；也可能是日在月前，请核对")
    }

    /// A column's name as a property's: spaces and dashes become `_`, Latin letters lower case.
    private static func propertyName(_ column: String) -> String {
        var name = ""
        for character in column.trimmed.lowercased() {
            if character.isLetter || character.isNumber || character == "_" {
                name.append(character)
            } else if name.last != "_" {
                name.append("_")
            }
        }
        while name.last == "_" { name.removeLast() }
        while name.first == "_" { name.removeFirst() }
        return name.isEmpty ? "column" : String(name.prefix(80))
    }

    private func unique(_ name: String, _ taken: inout Set<String>) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = name + "_\(number)"
            number += 1
        }
        return candidate
    }
}
