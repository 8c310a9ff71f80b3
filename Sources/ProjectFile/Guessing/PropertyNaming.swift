import Domain

/// Turns candidates into mappings: roles as decided, everything else as properties with names of their own.
struct PropertyNaming {
    let kind: SourceKind

    func columns(
        of candidates: [ColumnCandidate],
        assignment: RoleAssignment
    ) -> [ColumnGuess.Column] {
        // A property of a role's name would be that role.
        var taken = Set(kind.roles.map(\.rawValue))
        return candidates.enumerated().map { index, candidate in
            if let decided = assignment.roles[index] {
                let fit = candidate.fit(for: decided.role)
                return column(
                    candidate,
                    .role(decided.role),
                    confidence: decided.score * (fit?.share ?? 1),
                    fit: fit?.share ?? 1,
                    GuessReason.role(decided.role, of: candidate)
                )
            }
            let known = candidate.knownProperty
            let name = unique(known?.name ?? Self.propertyName(candidate.name), &taken)
            let reason =
                index == assignment.wholeOrderAmount
                ? GuessReason.wholeOrder : GuessReason.property(candidate, isKnown: known != nil, kind: kind)
            return column(candidate, .property(name), confidence: known?.weight ?? 0, fit: 1, reason)
        }
    }

    private func column(
        _ candidate: ColumnCandidate,
        _ target: ColumnTarget,
        confidence: Double,
        fit: Double,
        _ reason: Bilingual
    ) -> ColumnGuess.Column {
        let nowhere = SourcePosition(line: 1, column: 1)
        var mapping = ColumnMapping(column: Located(candidate.name, at: nowhere), target: Located(target, at: nowhere))
        switch target {
        case .role(.time):
            let isExcel = candidate.shape.mostly(ValueShape.isExcelDay)
            if let format = candidate.times.map({ TimeFormat.pattern($0.pattern) }) ?? (isExcel ? .excel : nil) {
                mapping.formats = [Located(format, at: nowhere)]
            }
        case .role(.price), .role(.amount):
            if candidate.shape.haveDecimalComma { mapping.decimal = .comma }
        case .role(.customer), .role(.order), .role(.product):
            let shape = candidate.shape.ofNamedCustomers
            if shape.haveUselessPlaces { mapping.cleaners = [.wholeNumber] }
            if shape.mostly({ $0.contains("@") }) { mapping.cleaners = [.lowerCase] }
        case .role, .property:
            break
        }
        let rounded = (confidence * 100).rounded() / 100
        return ColumnGuess.Column(
            mapping: mapping,
            // Never quite sure of a column of which some values do not fit.
            confidence: fit < 1 ? min(rounded, 0.99) : rounded,
            fit: fit,
            isDayOrderOpen: target == .role(.time) && candidate.times?.isAmbiguous == true,
            reason: reason
        )
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
        while PropertyNameFault(candidate, kind: kind) != nil || !taken.insert(candidate).inserted {
            candidate = name + "_\(number)"
            number += 1
        }
        return candidate
    }
}
