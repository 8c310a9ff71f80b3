import Models

/// What `--json` has of an experiment.
extension ExperimentResult {
    var fields: [FitField] {
        var fields = [
            FitField("control", .text(rows.control.name)), FitField("groups", .list(groupFields)),
            FitField("level", .number(level)), FitField("intervalLevel", .number(singleLevel)),
            FitField("comparisons", .list(comparisons.map { .object(self.fields(of: $0)) })),
        ]
        // Of the only treatment also by itself, which spares a reader the list.
        if comparisons.count == 1 { fields += self.fields(of: comparisons[0]).filter { $0.name != "group" } }
        if let varianceReduction { fields.append(FitField("varianceReduction", .number(varianceReduction))) }
        fields.append(
            FitField(
                "sampleRatio",
                .object([
                    FitField("chiSquared", .number(check.statistic)), FitField("pValue", .number(check.pValue)),
                    FitField("mismatch", .flag(check.isMismatched)),
                ])
            )
        )
        return fields
    }

    private var groupFields: [FitValue] {
        rows.groups.indices.map { index in
            let size = rows.groups[index].outcomes.count
            return .object([
                FitField("group", .text(rows.groups[index].name)), FitField("n", .integer(size)),
                FitField("share", .number(Double(size) / Double(rows.count))),
                FitField("planned", .number(planned.shares[index])), FitField("value", .number(value(of: index))),
            ])
        }
    }

    private func fields(of comparison: ExperimentComparison) -> [FitField] {
        [
            FitField("group", .text(comparison.treatment)), FitField("differs", .flag(differs(comparison))),
            FitField("lift", comparison.lift.map { .number($0) } ?? .null),
        ]
            + comparison.effects.map { effect in
                FitField(
                    effect.method.rawValue,
                    .object([
                        FitField("difference", .number(effect.difference)), FitField("low", .number(effect.low)),
                        FitField("high", .number(effect.high)), FitField("pValue", .number(effect.pValue)),
                        FitField("holm", .number(effect.holm)),
                    ])
                )
            }
    }

    /// The mean, the share or the ratio of a group.
    func value(of group: Int) -> Double {
        group == 0 ? comparisons[0].values.control : comparisons[group - 1].values.treated
    }
}
