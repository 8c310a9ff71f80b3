import CADBC
import Testing

@testable import Warehouse

extension WarehouseSuite {
    /// Messages of DuckDB 2.0 for conditions that a test cannot bring about everywhere, such as a full disk.
    @Suite struct EngineMessageTests {
        private func fault(_ message: String, status: Int32 = ADBC_STATUS_INVALID_ARGUMENT) -> StatementFault {
            StatementFault(DriverFailure(status: UInt8(status), message: message), memoryLimit: "1 MiB")
        }

        @Test(
            arguments: [
                "IO Error: Could not write file \"/d/x.db\": No space left on device",
                "TransactionContext Error: Failed to commit: Could not write file \"/d/x.db.wal\": No space left on device",
            ]
        )
        func aFullDiskIsRecognised(message: String) {
            #expect(fault(message) == .diskFull)
            #expect(OpeningFault(message: message) == .diskFull(message: message))
        }

        @Test func wordsInsideDataAreNotTakenForTheDisk() {
            #expect(fault("Conversion Error: Could not convert string 'No space left on device'") == .query)
            #expect(fault("Invalid Input Error: : Permission denied") == .query)
        }

        @Test func damageFoundLateIsRecognised() {
            let message = "IO Error: Could not read enough bytes from file \"/d/x.db\": attempted to read 236576 bytes"
            #expect(fault(message) == .dataUnreadable)
        }

        @Test func anInterruptionIsRecognisedByStatusOrWords() {
            #expect(fault("", status: ADBC_STATUS_CANCELLED) == .interrupted)
            #expect(fault("INTERRUPT Error: Interrupted!") == .interrupted)
        }

        @Test func aFileSystemForReadingOnlyIsRecognised() {
            let message = "IO Error: Cannot open file \"/d/y.db\": Read-only file system"
            #expect(OpeningFault(message: message) == .readOnly(message: message))
            #expect(fault(message) == .locationReadOnly)
        }

        @Test func aLockWithoutAHolderIsStillALock() {
            let message = "IO Error: Could not set lock on file \"/d/x.db\": Conflicting lock is held"
            #expect(OpeningFault(message: message) == .locked(by: nil))
            let held = message + " in /usr/bin/a program (PID 17). See also https://example.org"
            #expect(OpeningFault(message: held) == .locked(by: LockHolder(process: 17, program: "/usr/bin/a program")))
        }
    }
}
