package import Domain
package import Foundation

/// Everything that one customer report says, as values: no query, no clock, no text of the report's own.
///
/// A caller fills it from a warehouse; `ReportRenderer` makes the page of it and `ReportTables` the CSV files, each in
/// any language. A part that was not computed is `nil` or empty, and the report says so in words.
///
/// Shares are fractions (0.25 is a quarter). Amounts are in `meta.currency`. Months are the first of their days.
package struct ReportData: Sendable, Hashable, Codable {
    package var meta: ReportMeta
    package var keyFigures: KeyFigures?
    package var base: CustomerBase?
    package var dataQuality: DataQuality
    /// In order of time, without gaps.
    package var customersOverTime: [MonthFigures]
    package var rfm: RFMSummary?
    package var concentration: Concentration?
    /// What files of customers say of them, in the order in which it is to be shown.
    package var attributes: [AttributeSummary]
    /// In the order in which they are to be shown.
    package var segments: [SegmentSummary]
    package var overlap: SegmentOverlap?
    /// Priority lists, each of which puts every customer in one place.
    package var priorities: [PrioritySummary]
    /// By month of first purchase, oldest first.
    package var retention: [RetentionCohort]
    /// Fitted models, in the order in which they are to be shown.
    package var models: [ModelPage]

    package init(
        meta: ReportMeta,
        keyFigures: KeyFigures? = nil,
        base: CustomerBase? = nil,
        dataQuality: DataQuality = DataQuality(),
        customersOverTime: [MonthFigures] = [],
        rfm: RFMSummary? = nil,
        concentration: Concentration? = nil,
        attributes: [AttributeSummary] = [],
        segments: [SegmentSummary] = [],
        overlap: SegmentOverlap? = nil,
        priorities: [PrioritySummary] = [],
        retention: [RetentionCohort] = [],
        models: [ModelPage] = []
    ) {
        self.meta = meta
        self.keyFigures = keyFigures
        self.base = base
        self.dataQuality = dataQuality
        self.customersOverTime = customersOverTime
        self.rfm = rfm
        self.concentration = concentration
        self.attributes = attributes
        self.segments = segments
        self.overlap = overlap
        self.priorities = priorities
        self.retention = retention
        self.models = models
    }

    /// Whether anything is known of orders. Without, the report leaves out what rests on them and says how to add them.
    var hasOrders: Bool {
        keyFigures != nil || !customersOverTime.isEmpty || rfm != nil || concentration != nil || !retention.isEmpty
    }
}

/// What the report is about and where it comes from.
package struct ReportMeta: Sendable, Hashable, Codable {
    /// The workspace's title, as its owner wrote it.
    package var title: Bilingual
    /// The currency of every amount in the report.
    package var currency: Currency
    /// The zone in which days and months begin.
    package var timeZone: TimeZone
    /// The "now" of every window and recency in the report.
    package var asOf: Instant
    package var generatedAt: Instant
    /// The version of the program that computed the report, such as `0.2.0`.
    package var productVersion: String
    /// Why everything in the report is out of date, and what to do; `nil` where nothing is.
    package var stale: Bilingual?
    package var attributions: [Attribution]

    package init(
        title: Bilingual,
        currency: Currency,
        timeZone: TimeZone,
        asOf: Instant,
        generatedAt: Instant,
        productVersion: String,
        stale: Bilingual? = nil,
        attributions: [Attribution] = []
    ) {
        self.title = title
        self.currency = currency
        self.timeZone = timeZone
        self.asOf = asOf
        self.generatedAt = generatedAt
        self.productVersion = productVersion
        self.stale = stale
        self.attributions = attributions
    }

    /// The local day of `asOf`.
    package var asOfDate: CalendarDate {
        timeZone.local(asOf).date
    }
}

/// Thanks, licence or citation for data that the report rests on.
package struct Attribution: Sendable, Hashable, Codable {
    package var text: Bilingual
    /// Shown as text beside it, and linked where it begins with `https://` or `http://`.
    package var url: String?

    package init(text: Bilingual, url: String? = nil) {
        self.text = text
        self.url = url
    }
}

/// The figures of the summary row.
package struct KeyFigures: Sendable, Hashable, Codable {
    /// Customers with at least one order.
    package var customers: Int
    package var orders: Int
    package var revenue: Amount
    /// Customers with two orders or more.
    package var repeatCustomers: Int
    /// `nil` where there is no order.
    package var averageOrder: Amount?
    /// Days from a customer's last order to the as-of instant, the middle customer's.
    package var medianRecencyDays: Double?
    /// The first day with an order.
    package var firstOrder: CalendarDate?
    /// The last day with an order.
    package var lastOrder: CalendarDate?

    package init(
        customers: Int,
        orders: Int,
        revenue: Amount,
        repeatCustomers: Int,
        averageOrder: Amount? = nil,
        medianRecencyDays: Double? = nil,
        firstOrder: CalendarDate? = nil,
        lastOrder: CalendarDate? = nil
    ) {
        self.customers = customers
        self.orders = orders
        self.revenue = revenue
        self.repeatCustomers = repeatCustomers
        self.averageOrder = averageOrder
        self.medianRecencyDays = medianRecencyDays
        self.firstOrder = firstOrder
        self.lastOrder = lastOrder
    }

    /// The share of customers who bought again; `nil` where there is no customer.
    package var repeatRate: Double? {
        customers > 0 ? Double(repeatCustomers) / Double(customers) : nil
    }
}

/// One month of trade.
package struct MonthFigures: Sendable, Hashable, Codable {
    /// The first day of the month.
    package var month: CalendarDate
    /// Customers with an order in the month.
    package var active: Int
    /// Those of them whose first order ever is in the month.
    package var new: Int
    package var orders: Int
    package var revenue: Amount
    /// What was given back in the month, as a positive amount.
    package var returns: Amount

    package init(month: CalendarDate, active: Int, new: Int, orders: Int, revenue: Amount, returns: Amount = .zero) {
        self.month = month
        self.active = active
        self.new = new
        self.orders = orders
        self.revenue = revenue
        self.returns = returns
    }

    /// Active customers who had bought before the month.
    package var returning: Int { max(0, active - new) }
}
