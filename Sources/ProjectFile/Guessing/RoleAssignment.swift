import Domain

/// Decides which column has which role.
struct RoleAssignment {
    /// A score below this is no reason to give a role.
    static let threshold = 0.45

    /// Index of a candidate to its role and score.
    private(set) var roles: [Int: (role: Role, score: Double)] = [:]
    private(set) var missing: [Role] = []
    private(set) var cancelled: CancellationRule?
    /// The column that says what a whole order is worth, where each row is a line of one.
    private(set) var wholeOrderAmount: Int?
    private let candidates: [ColumnCandidate]

    /// The kind of source that has such columns.
    static func kind(of candidates: [ColumnCandidate]) -> SourceKind {
        func has(_ role: Role) -> Bool {
            candidates.contains { candidate in
                let score = candidate.score(for: role)
                return score >= threshold && score > (candidate.knownProperty?.weight ?? 0)
            }
        }
        let hasMoney = has(.amount) || (has(.quantity) && has(.price))
        if has(.order) && (hasMoney || has(.time)) { return .orders }
        if !hasMoney, !has(.event), isListOfCustomers(candidates) { return .customers }
        guard has(.time) else { return hasMoney && has(.product) ? .orders : .customers }
        return hasMoney && !has(.event) ? .orders : .events
    }

    /// Rows of which each is another customer, with something of the person besides.
    private static func isListOfCustomers(_ candidates: [ColumnCandidate]) -> Bool {
        let customers = candidates.filter { score(of: $0, for: .customer, in: .customers) >= threshold }
        return customers.contains { customer in
            customer.shape.areUnique && !customer.shape.values.isEmpty
                && candidates.contains { $0.isPersonal && $0.index != customer.index }
        }
    }

    /// A table of customers numbers them under `id` as well; in other tables that would be the row's or the order's.
    private static func score(of candidate: ColumnCandidate, for role: Role, in kind: SourceKind) -> Double {
        let score = candidate.score(for: role)
        return kind == .customers && role == .customer && candidate.isPlainIdentifier ? max(score, 0.8) : score
    }

    init(candidates: [ColumnCandidate], kind: SourceKind, rows: [[String]]) {
        self.candidates = candidates
        assign(kind)
        if kind == .orders {
            dropAmountOfWholeOrders(rows)
            cancelled = cancellation
        }
        missing = missingRoles(of: kind)
    }

    /// The highest score first; equal scores in the order of roles, then of columns.
    private mutating func assign(_ kind: SourceKind) {
        let wanted = kind.roles
        var offers: [(score: Double, role: Int, column: Int)] = []
        for (roleIndex, role) in wanted.enumerated() {
            for (column, candidate) in candidates.enumerated() {
                let score = Self.score(of: candidate, for: role, in: kind)
                guard score >= Self.threshold, score > (candidate.knownProperty?.weight ?? 0) else { continue }
                offers.append((score, roleIndex, column))
            }
        }
        offers.sort { ($1.score, $0.role, $0.column) < ($0.score, $1.role, $1.column) }
        var taken: Set<Int> = []
        for offer in offers where roles[offer.column] == nil && !taken.contains(offer.role) {
            taken.insert(offer.role)
            roles[offer.column] = (wanted[offer.role], offer.score)
        }
    }

    private func column(of role: Role) -> Int? {
        roles.first { $0.value.role == role }?.key
    }

    /// Exports of order lines repeat the whole order's amount on each line, or leave it blank on all but the first.
    /// Taken as the line's amount it would count an order several times; the line's price and quantity do not.
    private mutating func dropAmountOfWholeOrders(_ rows: [[String]]) {
        guard let amount = column(of: .amount), let order = column(of: .order), let price = column(of: .price),
            column(of: .quantity) != nil
        else { return }
        func value(_ column: Int, _ row: [String]) -> String {
            let index = candidates[column].index
            return index < row.count ? row[index].trimmed : ""
        }
        let lines = Dictionary(grouping: rows) { value(order, $0) }.values.filter { $0.count > 1 }
        let isOfOrder = lines.contains { rows in
            let amounts = Set(rows.map { value(amount, $0) })
            let prices = Set(rows.map { value(price, $0) })
            return amounts.contains("") && !prices.contains("") || amounts.count == 1 && prices.count > 1
        }
        guard isOfOrder else { return }
        roles[amount] = nil
        wholeOrderAmount = amount
    }

    /// Invoice numbers of which some are the usual ones with a `C` in front.
    private var cancellation: CancellationRule? {
        guard let order = column(of: .order) else { return nil }
        let shape = candidates[order].shape
        let isMarked = { (text: String) in
            text.hasPrefix("C") && text.count > 1 && text.dropFirst().allSatisfy(\.isNumber)
        }
        let marked = shape.share(where: isMarked)
        guard marked > 0, marked < 0.5, shape.mostly({ isMarked($0) || ValueShape.isInteger($0) }) else { return nil }
        let condition = Located(#"order starts with "C""#, at: SourcePosition(line: 1, column: 1))
        return CancellationRule(condition: condition, treatment: .asReturn)
    }

    private func missingRoles(of kind: SourceKind) -> [Role] {
        var needed: [Role] = [.customer]
        if kind != .customers { needed.append(.time) }
        if kind == .events { needed.append(.event) }
        if kind == .orders, column(of: .amount) == nil {
            let hasEither = column(of: .quantity) != nil || column(of: .price) != nil
            needed += hasEither ? [.quantity, .price] : [.amount]
        }
        return needed.filter { column(of: $0) == nil }
    }
}
