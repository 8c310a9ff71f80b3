import Domain
import Models

/// The model's own fields of the JSON.
extension GroupsReport {
    var fields: [FitField] {
        let best = found.best
        return [
            FitField("clear", .flag(found.evidence.isClear)),
            FitField(
                "chosen",
                .object([
                    FitField("method", .text(best.method.rawValue)), FitField("k", .integer(best.groups)),
                    FitField("score", .number(best.score)),
                ])
            ),
            FitField("quality", .number(best.silhouette)),
            FitField("stability", best.stability.map(FitValue.number) ?? .null),
            FitField("explainability", .number(best.treeRecall)),
            FitField("groups", .list(names.indices.map(group))),
            FitField("candidates", .list(found.candidates.map(candidate))), FitField("reference", reference),
            FitField("refinement", .list(found.choice.steps.map(step))),
            FitField("preprocessing", .list(preparation.decisions.map(decision))),
        ]
    }

    private func group(_ index: Int) -> FitValue {
        let profile = found.profiles[index]
        var fields = [
            FitField("number", .integer(index + 1)), FitField("name", .text(names[index].english)),
            FitField("nameChinese", .text(names[index].chinese)), FitField("size", .integer(profile.size)),
            FitField("share", .number(profile.share)), FitField("confidence", .number(profile.meanConfidence)),
        ]
        if let tree = found.tree {
            let words = TreeWords(tree: tree.tree, title: title)
            fields.append(FitField("rule", words.expression(index).map(FitValue.text) ?? .null))
            fields.append(FitField("ruleRecall", .number(tree.recalls[index])))
            fields.append(FitField("rulePrecision", tree.precisions[index].map(FitValue.number) ?? .null))
        }
        return .object(fields + [FitField("features", .list(profile.differences.map(difference)))])
    }

    private func difference(_ difference: FeatureDifference) -> FitValue {
        var fields = [FitField("column", .text(difference.column))]
        switch difference.level {
        case .named(let name): fields.append(FitField("level", .text(name)))
        case .rest: fields.append(FitField("levels", .text("others")))
        case .missing: fields.append(FitField("levels", .text("missing")))
        case nil: break
        }
        fields += [FitField("value", .number(difference.value)), FitField("overall", .number(difference.overall))]
        if let median = difference.median { fields.append(FitField("median", .number(median))) }
        if let quantile = difference.quantile { fields.append(FitField("quantile", .number(quantile))) }
        return .object(
            fields + [
                FitField("effect", .number(difference.effect)), FitField("low", .number(difference.low)),
                FitField("high", .number(difference.high)),
            ]
        )
    }

    private func candidate(_ candidate: GroupCandidate) -> FitValue {
        .object([
            FitField("method", .text(candidate.method.rawValue)), FitField("k", .integer(candidate.groups)),
            FitField("silhouette", .number(candidate.silhouette)),
            FitField("stability", candidate.stability.map(FitValue.number) ?? .null),
            FitField("smallestShare", .number(candidate.smallestShare)),
            FitField("treeRecall", .number(candidate.treeRecall)), FitField("quality", .number(candidate.quality)),
            FitField("size", .number(candidate.size)),
            FitField("explainability", .number(candidate.explainability)),
            FitField("score", .number(candidate.score)), FitField("tooSmall", .flag(candidate.isTooSmall)),
        ])
    }

    private var reference: FitValue {
        let value: (GroupEvidence.Reference?) -> FitValue = { reference in
            reference.map {
                .object([
                    FitField("mean", .number($0.mean)), FitField("deviation", .number($0.deviation)),
                    FitField("bar", .number($0.bar)),
                ])
            } ?? .null
        }
        return .object([
            FitField("silhouette", .number(found.evidence.silhouette)),
            FitField("independentColumns", value(found.evidence.independentColumns)),
            FitField("singleCloud", value(found.evidence.singleCloud)),
            FitField("leastStability", .number(found.evidence.leastStability)),
        ])
    }

    private func step(_ step: RefinementStep) -> FitValue {
        .object([
            FitField("from", .integer(step.from)), FitField("to", .integer(step.to)),
            FitField("method", .text(step.method.rawValue)), FitField("silhouette", .number(step.silhouette)),
            FitField("mean", .number(step.reference.mean)), FitField("deviation", .number(step.reference.deviation)),
            FitField("bar", .number(step.reference.bar)), FitField("taken", .flag(step.isTaken)),
        ])
    }

    private func decision(_ decision: FeatureDecision) -> FitValue {
        var fields = [FitField("column", .text(decision.column)), FitField("used", .flag(decision.isKept))]
        switch decision.outcome {
        case .number(let recipe):
            fields += [
                FitField("kind", .text("number")), FitField("transform", .text(recipe.transform.rawValue)),
                FitField("unit", .number(recipe.unit)),
                FitField("low", .number(recipe.low)), FitField("high", .number(recipe.high)),
                FitField("skewnessBefore", .number(recipe.skewnessBefore)),
                FitField("skewness", .number(recipe.skewness)), FitField("fill", .number(recipe.fill)),
                FitField("missingShare", .number(recipe.missingShare)),
            ]
        case .category(let recipe):
            fields += [
                FitField("kind", .text("category")), FitField("levels", .texts(recipe.levels)),
                FitField("joined", .integer(recipe.joined)), FitField("missingShare", .number(recipe.missingShare)),
            ]
        case .identifier: fields.append(FitField("reason", .text("identifier")))
        case .constant(let share):
            fields += [FitField("reason", .text("constant")), FitField("share", .number(share))]
        case .mostlyMissing(let share):
            fields += [FitField("reason", .text("missing")), FitField("missingShare", .number(share))]
        case .sameAs(let other, let correlation):
            fields += [
                FitField("reason", .text("same")), FitField("as", .text(other)),
                FitField("correlation", .number(correlation)),
            ]
        case .tooManyLevels(let count):
            fields += [FitField("reason", .text("levels")), FitField("levels", .integer(count))]
        }
        return .object(fields)
    }
}
