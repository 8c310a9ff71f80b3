import Domain

/// Why a column is taken for what it is taken for, in the words of a comment behind it.
enum GuessReason {
    static let wholeOrder = Bilingual(
        en: "it is of the whole order, so lines count by quantity and price",
        zh: "这是整笔订单的金额，各行按数量和单价计算"
    )

    static func role(_ role: Role, of candidate: ColumnCandidate) -> Bilingual {
        guard let fit = candidate.fit(for: role), let misfit = fit.misfit else { return whole(role, candidate) }
        let share = percent(fit.share)
        let found = Wording.found(misfit)
        let rest = Bilingual(
            en: "; rows with others, such as \(found), will be rejected",
            zh: "；其余的行（如 \(found)）导入时会被拒收"
        )
        guard role == .time, let times = candidate.times else {
            return Bilingual(
                en: "\(share) of the values looked at fit its name",
                zh: "所查看的值中有 \(share) 与列名相符"
            ) + rest
        }
        let text = Bilingual(
            en: "\(share) of the values looked at are times of the form `\(times.pattern.text)`",
            zh: "所查看的值中有 \(share) 是 `\(times.pattern.text)` 形式的时间"
        )
        return text + rest + openOrder(times)
    }

    /// Every value fits, or there is none.
    private static func whole(_ role: Role, _ candidate: ColumnCandidate) -> Bilingual {
        guard role == .time, let times = candidate.times else {
            return candidate.shape.values.isEmpty
                ? Bilingual(en: "its name; there are no values to check it by", zh: "列名；没有可供核对的值")
                : Bilingual(en: "its name, and values that fit", zh: "列名，且值相符")
        }
        return Bilingual(
            en: "its values are times of the form `\(times.pattern.text)`",
            zh: "它的值是 `\(times.pattern.text)` 形式的时间"
        ) + openOrder(times)
    }

    private static func openOrder(_ times: ValueShape.Times) -> Bilingual {
        times.isAmbiguous
            ? Bilingual(en: "; the day may stand before the month, please check", zh: "；也可能是日在月前，请核对")
            : Bilingual(verbatim: "")
    }

    /// A column without a role: what is known of it, or why it does not have the role that its name suggests.
    static func property(_ candidate: ColumnCandidate, isKnown: Bool, kind: SourceKind) -> Bilingual {
        if isKnown { return Bilingual(en: "its name", zh: "列名") }
        let suggested = kind.roles.first {
            candidate.nameScore(for: $0) >= RoleAssignment.threshold && !candidate.fits($0)
        }
        guard let role = suggested, let fit = candidate.fit(for: role) else {
            return Bilingual(en: "nothing is known of this column", zh: "对这一列一无所知")
        }
        let share = percent(fit.share)
        return Bilingual(
            en: "its name says `\(role.rawValue)`, but only \(share) of the values looked at fit",
            zh: "列名像是 `\(role.rawValue)`，但所查看的值中只有 \(share) 相符"
        )
    }

    /// A share with at most one place, rounded down so that it is 100% for all of them only.
    private static func percent(_ share: Double) -> String {
        // Shares of counts stand a little below or above their tenths.
        let tenths = Int((share * 1_000 + 1e-6).rounded(.down))
        return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }
}
