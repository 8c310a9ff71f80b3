/// Negative numbers among the words of a command line.
enum NegativeNumbers {
    /// The words with a negative number joined to the option before it: `--k -2` becomes `--k=-2`.
    ///
    /// The parser takes every word that begins with a dash for an option, and would say that the value is missing. No
    /// option of Covey begins with a digit, so the number can only be meant as a value.
    static func joined(_ arguments: [String]) -> [String] {
        var words: [String] = []
        for argument in arguments {
            if let option = words.last, option.hasPrefix("--"), option.count > 2, !option.contains("="),
                isNegativeNumber(argument)
            {
                words[words.count - 1] = option + "=" + argument
            } else {
                words.append(argument)
            }
        }
        return words
    }

    private static func isNegativeNumber(_ text: String) -> Bool {
        guard text.hasPrefix("-"), let second = text.dropFirst().first else { return false }
        return second.isNumber || second == "." && text.dropFirst(2).first?.isNumber == true
    }
}
