import Domain
import Models

/// The rows of an experiment put together by customer, since it is customers who were drawn: rows of one customer are
/// alike, and counted one by one they would make every interval too narrow.
struct ExperimentCustomers {
    /// One for each customer, in the order of their first rows.
    var groups: [Int] = []
    var outcomes: [Double] = []
    var denominators: [Double] = []
    var covariates: [Double] = []
    /// Rows that count.
    var rowCount = 0

    /// - Parameters:
    ///   - customers: the column of the customers; without one each row is a customer.
    ///   - isShare: a customer with one yes is a yes; otherwise outcomes are added up.
    /// - Throws: `ModelError.unusable` for a customer in two groups, or with two values of the covariate.
    init(
        _ table: DataTable,
        customers: String?,
        groupOf: [Int?],
        outcomes: [Double],
        denominators: [Double]?,
        covariates: [Double]?,
        isShare: Bool
    ) throws {
        let naming = try customers.map { try table.categories($0) }
        var places = [Int](repeating: -1, count: naming?.levels.count ?? 0)
        for row in 0..<table.rowCount {
            let values = (outcomes[row], denominators?[row] ?? 0, covariates?[row] ?? 0)
            let customer = naming.map { Int($0.codes[row]) } ?? 0
            guard let group = groupOf[row], customer >= 0, !(values.0 + values.1 + values.2).isNaN else { continue }
            rowCount += 1
            guard let naming, places[customer] >= 0 else {
                if naming != nil { places[customer] = groups.count }
                groups.append(group)
                self.outcomes.append(values.0)
                self.denominators.append(values.1)
                self.covariates.append(values.2)
                continue
            }
            let place = places[customer]
            guard groups[place] == group else { throw Self.inTwoGroups(naming.levels[customer]) }
            guard self.covariates[place] == values.2 else { throw Self.twoCovariates(naming.levels[customer]) }
            self.outcomes[place] = isShare ? max(self.outcomes[place], values.0) : self.outcomes[place] + values.0
            self.denominators[place] += values.1
        }
    }

    private static func inTwoGroups(_ customer: String) -> ModelError {
        .unusable(
            Bilingual(
                en: "Customer \"\(customer)\" is in two groups of the experiment.",
                zh: "客户“\(customer)”同时出现在两个实验组中。"
            ),
            advice: Bilingual(
                en: "Keep the group that the customer was drawn into, or leave such customers out.",
                zh: "请只保留该客户最初被分入的组，或去掉此类客户。"
            )
        )
    }

    private static func twoCovariates(_ customer: String) -> ModelError {
        .unusable(
            Bilingual(
                en: "Customer \"\(customer)\" has two values of the covariate.",
                zh: "客户“\(customer)”有两个不同的协变量取值。"
            ),
            advice: Bilingual(
                en: "It must be one number for each customer from before the experiment, the same in all rows.",
                zh: "协变量应为每位客户在实验之前的一个数值，在其所有行中相同。"
            )
        )
    }
}
