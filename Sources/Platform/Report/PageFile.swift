import Crypto
import Foundation

/// Writes pages and the tables beside them.
enum PageFile {
    /// A file that is there stays until the new one is complete.
    ///
    /// - Throws: `WorkspaceError.readOnly`.
    static func write(_ text: String, to path: String) throws {
        let partial = path + ".part"
        do {
            try Data(text.utf8).write(to: URL(filePath: partial))
            guard rename(partial, path) == 0 else {
                throw WorkspaceError.readOnly(path: path, reason: String(cString: strerror(errno)))
            }
        } catch let error as WorkspaceError {
            unlink(partial)
            throw error
        } catch {
            unlink(partial)
            throw WorkspaceError.readOnly(path: path, reason: error.localizedDescription)
        }
    }

    /// What a page's own policy allows its scripts by.
    static func digest(_ text: String) -> String {
        Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
