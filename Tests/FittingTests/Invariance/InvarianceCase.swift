import Domain
import Fitting
import Foundation
import Statistics
import TestSupport

/// A table and options with which a model of the catalogue is fitted to show that orders do not matter.
struct InvarianceCase {
    var table: DataTable
    var options: [FitOption: String] = [:]
    /// 1e-9 of numbers that a formula gives, 1e-6 of those that a search comes near to.
    var tolerance = Self.exact
    /// Whether a row of the prediction is a row of the table; otherwise it is a customer or an order.
    var predictsRows = true
    /// What `predict` needs besides.
    var predictOptions: [FitOption: String] = [:]
    /// Says nothing of single customers, and says so.
    var predicts = true

    static let exact = 1e-9
    static let iterative = 1e-6

    /// By the model's name. A model that joins the catalogue needs a line here.
    static func of(_ model: String) throws -> [InvarianceCase] {
        switch model {
        case "kmeans", "kmedoids", "hierarchical": try grouping([.k: "2-4"])
        case "mixture": try grouping([.k: "1-3"], tolerance: iterative)
        case "density": try grouping([.minSize: "10"])
        default: [try one(model)].compactMap { $0 }
        }
    }

    /// Iris has rows that are equal and distances that are; the other table has groups of one size.
    private static func grouping(_ options: [FitOption: String], tolerance: Double = exact) throws -> [InvarianceCase] {
        let numbers = PredictionTables.keeping(mixed, ["orders", "revenue", "days_since_order"])
        return [try GroupingTables.iris(), numbers].map {
            InvarianceCase(table: $0, options: options, tolerance: tolerance)
        }
    }

    private static func one(_ model: String) throws -> InvarianceCase? {
        switch model {
        case "groups": InvarianceCase(table: PlantedShops.table(groups: 3, of: 40).table, options: [.k: "2-4"])
        case "rfm", "clv", "gammagamma", "nbd", "bgnbd", "paretonbd", "bgbb": try purchases(model)
        case "kprototypes": InvarianceCase(table: mixed, options: [.k: "2-4", .standardise: "true"])
        case "latentclass":
            InvarianceCase(table: try carcinoma(), options: [.classes: "1-3"], tolerance: iterative)
        case "tree", "logistic", "linear", "boosting", "cox", "kaplanmeier": try prediction(model)
        case "itemsets", "rules": try baskets()
        case "recommend":
            InvarianceCase(
                table: products,
                options: [.customer: "who", .item: "what", .time: "when", .method: "factors", .factors: "4"],
                tolerance: iterative,
                predictsRows: false
            )
        case "uplift":
            InvarianceCase(
                table: campaign,
                options: [.target: "bought", .treatment: "mailed", .features: "x,kind"],
                tolerance: iterative
            )
        case "experiment":
            InvarianceCase(
                table: campaign,
                options: [.target: "spend", .treatment: "mailed", .covariate: "x"],
                predicts: false
            )
        default: nil
        }
    }

    // MARK: Published tables

    /// 1,500 orders of CDNOW.
    private static func purchases(_ model: String) throws -> InvarianceCase {
        var options = OrdersTable.columns
        options[.until] = "1997-09-30"
        if model == "bgbb" { options[.unit] = "month" }
        return InvarianceCase(
            table: PredictionTables.prefix(OrdersTable.cdnow, 1_500),
            options: options,
            tolerance: ["rfm", "clv"].contains(model) ? exact : iterative,
            predictsRows: false
        )
    }

    private static func prediction(_ model: String) throws -> InvarianceCase {
        let telco = PredictionTables.prefix(try PredictionTables.telco.get(), 500)
        let some = PredictionTables.keeping(
            telco,
            ["churn", "tenure", "contract", "internet_service", "monthly_charges", "senior_citizen"]
        )
        return switch model {
        case "tree": InvarianceCase(table: some, options: [.target: "churn", .folds: "5"])
        case "logistic": InvarianceCase(table: some, options: [.target: "churn"], tolerance: iterative)
        case "linear": InvarianceCase(table: some, options: [.target: "monthly_charges"])
        case "boosting":
            InvarianceCase(table: some, options: [.target: "churn", .trees: "20"], tolerance: iterative)
        case "cox":
            InvarianceCase(
                table: try PredictionTables.lung.get(),
                options: [.time: "time", .target: "status"],
                tolerance: iterative,
                predictOptions: [.horizon: "300"]
            )
        default:
            InvarianceCase(
                table: try PredictionTables.lung.get(),
                options: [.time: "time", .target: "status", .group: "sex"],
                predictOptions: [.horizon: "300"]
            )
        }
    }

    private static func carcinoma() throws -> DataTable {
        DataTable(
            try ["A", "B", "C", "D", "E", "F", "G"].map {
                DataColumn($0, numbers: try Fixture.numbers("carcinoma.csv", $0))
            }
        )
    }

    private static func baskets() throws -> InvarianceCase {
        let lines = try Fixture.lines("groceries.basket").prefix(1_500)
        return InvarianceCase(
            table: DataTable([DataColumn("basket", texts: lines.map { $0 })]),
            options: [.minSupport: "0.01", .minConfidence: "0.2"]
        )
    }

    // MARK: Simulated tables

    /// Numbers and a category, without what is of no use.
    private static var mixed: DataTable {
        PredictionTables.keeping(
            PlantedShops.table(groups: 3, of: 40).table,
            ["orders", "revenue", "days_since_order", "channel"]
        )
    }

    /// 60 customers of two kinds, who buy from eight items of their own kind, one a day.
    private static var products: DataTable {
        var random = SplittableRandom(seed: 6)
        var (who, what, when) = ([String?](), [String?](), [Instant?]())
        for customer in 0..<60 {
            for day in 0..<5 {
                who.append("c\(customer)")
                what.append("p\(random.index(below: 8) + customer % 2 * 8)")
                when.append(Instant(microseconds: Int64(day) * 86_400_000_000))
            }
        }
        return DataTable([
            DataColumn("who", texts: who), DataColumn("what", texts: what), DataColumn("when", .instants(when)),
        ])
    }

    /// A mail that moves customers with a large x.
    private static var campaign: DataTable {
        var random = SplittableRandom(seed: 31)
        var (x, spend) = ([Double](), [Double]())
        var (kind, mailed, bought) = ([String?](), [String?](), [String?]())
        for _ in 0..<600 {
            let own = Normal.standard.sample(using: &random)
            let isMailed = random.uniform() < 0.5
            x.append(own)
            kind.append(["a", "b", "c"][random.index(below: 3)])
            mailed.append(isMailed ? "mail" : "control")
            bought.append(random.uniform() < 1 / (1 + exp(1 - (isMailed ? 1.2 * own : 0))) ? "yes" : "no")
            spend.append(exp(3 + own + (isMailed ? 0.2 : 0)))
        }
        return DataTable([
            DataColumn("x", numbers: x), DataColumn("kind", texts: kind), DataColumn("mailed", texts: mailed),
            DataColumn("bought", texts: bought), DataColumn("spend", numbers: spend),
        ])
    }
}
