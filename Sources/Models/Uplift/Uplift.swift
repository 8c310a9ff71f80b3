import Domain
package import Statistics

/// What a treatment adds to the probability of an outcome, for each customer: the difference between being treated and
/// not, which no customer shows both sides of. The treatment must have been given by a draw.
package struct Uplift: Sendable, Hashable, Codable {
    package enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        /// A logistic regression for the treated and one for the others; the uplift is the difference of their
        /// probabilities (Radcliffe and Surry, "Real-world uplift modelling with significance-based uplift trees", 2011,
        /// section 4.1; Künzel and others' T-learner, PNAS 116, 2019).
        case twoModel = "two-model"
        /// A linear regression of Z = Y (W − e) / (e (1 − e)), whose expectation given the features is the uplift (Athey
        /// and Imbens, "Machine learning methods for estimating heterogeneous causal effects", 2015, section 3.1; for
        /// e = ½ the class transformation of Jaśkowski and Jaroszewicz 2012). e is the treated share.
        case transformed
    }

    /// Two models by default: for outcomes of yes and no they lose less to noise than the transformed outcome.
    package var method: Method
    /// The ridge penalty of the two models over standardised coefficients. 1 by default: two separate fits would
    /// otherwise turn their noise into uplift, and a small group may be separated by a feature.
    package var penalty: Double

    package init(method: Method = .twoModel, penalty: Double = 1) {
        self.method = method
        self.penalty = penalty
    }

    /// - Parameters:
    ///   - design: a row for each customer, without missing values.
    ///   - names: of the design's columns.
    ///   - treated: who had the treatment.
    ///   - outcomes: whether the outcome occurred.
    ///   - target: the outcome's name, for messages.
    /// - Throws: `ModelError` for a group of nobody, a group in which the outcome never or always occurs (two models),
    ///   fewer rows than coefficients, or features that do not vary.
    package func fit(
        _ design: Matrix,
        names: [String],
        treated: [Bool],
        outcomes: [Bool],
        target: String = "target"
    ) throws(ModelError) -> FittedUplift {
        precondition(treated.count == design.rows && outcomes.count == design.rows && names.count == design.columns)
        let groups = (
            treated: treated.indices.filter { treated[$0] },
            control: treated.indices.filter { !treated[$0] }
        )
        guard groups.treated.count > 1, groups.control.count > 1 else { throw Self.oneGroup }
        guard outcomes.contains(true), outcomes.contains(false) else {
            throw .oneClassOnly(target: target, value: outcomes[0] ? "1" : "0")
        }
        if method == .twoModel {
            try check(groups.treated, outcomes, columns: design.columns, Self.treatedName)
            try check(groups.control, outcomes, columns: design.columns, Self.controlName)
        }
        let share = Double(groups.treated.count) / Double(design.rows)
        switch method {
        case .transformed:
            let values = design.rows == 0 ? [] : Self.transformed(treated, outcomes, share)
            return FittedUplift(
                learner: .transformed(try Linear().fit(design, names: names, target: values, targetName: target)),
                treatedShare: share
            )
        case .twoModel:
            return FittedUplift(
                learner: .twoModel(
                    treated: try model(design, names, groups.treated, outcomes, target),
                    control: try model(design, names, groups.control, outcomes, target)
                ),
                treatedShare: share
            )
        }
    }

    /// Z of each row: Y / e for the treated, −Y / (1 − e) for the others.
    package static func transformed(_ treated: [Bool], _ outcomes: [Bool], _ share: Double) -> [Double] {
        zip(treated, outcomes).map { isTreated, outcome in
            outcome ? (isTreated ? 1 / share : -1 / (1 - share)) : 0
        }
    }

    private func model(
        _ design: Matrix,
        _ names: [String],
        _ rows: [Int],
        _ outcomes: [Bool],
        _ target: String
    ) throws(ModelError) -> FittedLogistic {
        try Logistic(penalty: penalty).fit(
            design.selecting(rows: rows),
            names: names,
            target: rows.map { outcomes[$0] },
            targetName: target,
            testsByLikelihood: false
        )
    }

    private static let treatedName = Bilingual(en: "with the treatment", zh: "处理组")
    private static let controlName = Bilingual(en: "without the treatment", zh: "对照组")

    /// Whether a model of one group's outcomes can be fitted.
    private func check(_ rows: [Int], _ outcomes: [Bool], columns: Int, _ name: Bilingual) throws(ModelError) {
        guard rows.count >= columns + 2 else {
            throw .unusable(
                Bilingual(
                    en:
                        "\(rows.count) customers \(name.english) are too few for \(columns) columns; it takes \(columns + 2).",
                    zh: "\(name.chinese)只有 \(rows.count) 位客户，\(columns) 列至少需要 \(columns + 2) 位。"
                ),
                advice: Self.otherMethod
            )
        }
        guard rows.contains(where: { outcomes[$0] }), rows.contains(where: { !outcomes[$0] }) else {
            throw .unusable(
                Bilingual(
                    en: "All customers \(name.english) have the same outcome, so no model of theirs can be fitted.",
                    zh: "\(name.chinese)的客户结果全部相同，无法对该组建模。"
                ),
                advice: Self.otherMethod
            )
        }
    }

    private static let otherMethod = Bilingual(
        en:
            "Give it more customers or fewer columns, or use --method transformed, which fits one model to both groups.",
        zh: "请提供更多客户或减少列，或使用 --method transformed（两组共用一个模型）。"
    )

    private static var oneGroup: ModelError {
        .unusable(
            Bilingual(
                en: "There must be two or more customers with the treatment, and two or more without it.",
                zh: "处理组和对照组都至少需要两位客户。"
            ),
            advice: Bilingual(
                en: "Uplift needs a control group that was drawn at random.",
                zh: "增益模型需要随机抽取的对照组。"
            )
        )
    }
}

/// A fitted model of uplift.
package struct FittedUplift: Sendable, Hashable, Codable {
    package enum Learner: Sendable, Hashable, Codable {
        case twoModel(treated: FittedLogistic, control: FittedLogistic)
        case transformed(FittedLinear)
    }

    package let learner: Learner
    package let treatedShare: Double

    /// The uplift of each row, −1…1: the probability with the treatment less that without.
    package func predict(_ design: Matrix) -> [Double] {
        switch learner {
        case .transformed(let model): model.predict(design).map { min(1, max(-1, $0)) }
        case .twoModel(let treated, let control):
            zip(treated.predict(design), control.predict(design)).map { $0 - $1 }
        }
    }
}
