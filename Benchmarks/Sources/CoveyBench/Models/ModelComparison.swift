/// A model, the peer it is measured against, and what is promised of the two.
struct ModelComparison {
    var name: String
    var peerName: String
    /// The peer's script that makes the input, with its arguments; `nil` where there is one already.
    var input: [String]?
    /// Arguments of `covey-model-bench`.
    var ours: [String]
    /// The peer's script, with its arguments.
    var peer: [String]
    /// What is compared: `seconds`, or a figure of the answer.
    var figure = "seconds"
    /// The most of the peer's figure that is promised.
    var limit: Double
    /// Figures of the answers that must be equal, and how nearly.
    var equal: [String]
    var tolerance = 1e-6

    /// - Parameters:
    ///   - folder: for inputs.
    ///   - fixtures: the folder of published data.
    static func all(folder: String, fixtures: String) -> [ModelComparison] {
        [
            ModelComparison(
                name: "bgnbd",
                peerName: "lifetimes 0.11.3",
                input: ["bgnbd.py", "make", folder + "/histories", "1000000"],
                ours: ["bgnbd", folder + "/histories", "3"],
                peer: ["bgnbd.py", "fit", folder + "/histories", "1"],
                limit: 1 / 15,
                equal: ["r", "alpha", "a", "b"],
                // lifetimes stops early, and its likelihood is flat there.
                tolerance: 2e-3
            ),
            ModelComparison(
                name: "kmeans.iteration",
                peerName: "scikit-learn 1.9.1, lloyd",
                input: ["grouping_data.py", folder + "/rows", "1000000", "8"],
                ours: ["kmeans", folder + "/rows", "8", "8", "50"],
                peer: ["kmeans.py", folder + "/rows", "8", "8", "50"],
                figure: "secondsPerIteration",
                limit: 1 / 2,
                equal: ["withinSumOfSquares"],
                tolerance: 1e-4
            ),
            ModelComparison(
                name: "silhouette",
                peerName: "scikit-learn 1.9.1",
                input: nil,
                ours: ["silhouette", folder + "/rows", "8", "8", "20000"],
                peer: ["silhouette.py", folder + "/rows", "8", "8", "20000"],
                limit: 1,
                equal: ["silhouette"]
            ),
            ModelComparison(
                name: "mixture.iteration",
                peerName: "scikit-learn 1.9.1",
                input: ["grouping_data.py", folder + "/mixed", "200000", "8"],
                ours: ["mixture", folder + "/mixed", "8", "5", "12"],
                peer: ["mixture.py", folder + "/mixed", "8", "5", "12"],
                figure: "secondsPerIteration",
                limit: 1,
                equal: ["logLikelihood"]
            ),
            ModelComparison(
                name: "latentclass",
                peerName: "StepMix",
                input: ["latentclass_data.py", folder + "/answers.csv", "20000", "20", "4"],
                ours: ["latentclass", folder + "/answers.csv", "4", "4", "30"],
                peer: ["latentclass.py", folder + "/answers.csv", "4", "4", "30"],
                limit: 1,
                equal: ["logLikelihood"],
                tolerance: 1e-5
            ),
            ModelComparison(
                name: "itemsets",
                peerName: "mlxtend fpgrowth",
                input: nil,
                ours: ["itemsets", fixtures + "/groceries.basket", "0.001", "5"],
                peer: ["itemsets.py", fixtures + "/groceries.basket", "0.001"],
                limit: 1 / 20,
                equal: ["itemsets", "countSum"]
            ),
            ModelComparison(
                name: "rfm",
                peerName: "DuckDB, one statement",
                input: ["rfm.py", "make", folder + "/orders", "10000000", "1000000"],
                ours: ["rfm", folder + "/orders", "1000000", "3"],
                peer: ["rfm.py", "run", folder + "/orders", "1000000", "3"],
                limit: 1 / 2,
                equal: ["customers", "total"]
            ),
        ]
    }
}
