import CADBC

/// What a call to a driver answered: its status, and its message where the status is not success.
struct DriverFailure: Error, Hashable {
    var status: AdbcStatusCode = UInt8(ADBC_STATUS_OK)
    var message = ""

    var isSuccess: Bool { status == UInt8(ADBC_STATUS_OK) }
    var isCancellation: Bool { status == UInt8(ADBC_STATUS_CANCELLED) }

    /// Calls a driver with an error struct to fill, and releases what it filled.
    static func collect(_ call: (UnsafeMutablePointer<AdbcError>) -> AdbcStatusCode) -> DriverFailure {
        var error = AdbcError()
        let status = call(&error)
        defer { error.release?(&error) }
        guard status != UInt8(ADBC_STATUS_OK) else { return DriverFailure() }
        return DriverFailure(status: status, message: error.message.map { String(cString: $0) } ?? "")
    }

    /// Calls a function of a driver's table, where the table has it.
    static func calling<Function>(
        _ name: StaticString,
        _ function: Function?,
        _ call: (Function, UnsafeMutablePointer<AdbcError>) -> AdbcStatusCode
    ) -> DriverFailure {
        guard let function else {
            return DriverFailure(status: UInt8(ADBC_STATUS_NOT_IMPLEMENTED), message: "The driver has no \(name).")
        }
        return collect { call(function, $0) }
    }
}
