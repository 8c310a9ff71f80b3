import Foundation

/// A Spark Connect server and where Covey's tables are on it.
package struct SparkServer: Sendable, Hashable {
    /// `sc://host:port`, with parameters after `/;` where the server asks for some, such as `sc://host:443/;use_ssl=true`.
    package var uri: String
    /// The bearer token of a server that asks for one. It is sent over TLS only, unless `uri` says `use_ssl=false`.
    package var token: String?
    /// The schema (Spark also says database) that holds Covey's own tables; the session's own where it is `nil`.
    package var schema: String?

    package init(uri: String, token: String? = nil, schema: String? = nil) {
        self.uri = uri
        self.token = token
        self.schema = schema
    }

    /// The address without its parameters, one of which may be a secret.
    package var name: String {
        let address = uri.prefix { $0 != ";" }
        return address.hasSuffix("/") ? String(address.dropLast()) : String(address)
    }

    var driverOptions: [(name: String, value: String)] {
        var options = [(name: "uri", value: uri), (name: "adbc.spark.user_agent", value: "covey")]
        guard let token else { return options }
        options.append(("adbc.spark.token", token))
        // The driver itself would send a token in clear text where the address does not ask for TLS.
        if !uri.contains("use_ssl=") { options.append(("adbc.spark.tls.enabled", "true")) }
        return options
    }

    /// The settings on which the text of statements relies, whatever the server's own are.
    var sessionSetup: [BoundQuery] {
        [
            "spark.sql.session.timeZone=UTC", "spark.sql.ansi.enabled=true",
            "spark.sql.parser.escapedStringLiterals=false", "spark.sql.timestampType=TIMESTAMP_LTZ",
        ].map { BoundQuery("SET " + $0) }
    }
}
