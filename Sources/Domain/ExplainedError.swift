/// An error that a person can act on: what happened, where, and what to do about it.
///
/// Every error that can reach a user conforms. Its type tells a program what went wrong; its texts tell a person.
package protocol ExplainedError: Error, CustomStringConvertible {
    /// What happened and where: file, line, column, SQL, or the path of a node.
    var explanation: Bilingual { get }
    /// What the reader can do now, where there is something.
    var advice: Bilingual? { get }
}

extension ExplainedError {
    package var advice: Bilingual? { nil }

    /// The English text, so that an error that escapes to a log is still readable.
    package var description: String {
        guard let advice else { return explanation.english }
        return explanation.english + "\n" + advice.english
    }
}
