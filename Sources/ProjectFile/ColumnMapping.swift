package import Domain

/// What one column of a source means and how its texts become values.
package struct ColumnMapping: Sendable, Hashable {
    /// The column's name in the file, or its number from one where the file has no header.
    package var column: Located<String>
    package var target: Located<ColumnTarget>
    /// The type that the file states; see `valueType`.
    package var type: Located<ValueType>?
    /// How times are written, to be tried in this order; empty where it is found from the values.
    package var formats: [Located<TimeFormat>]
    /// The decimal mark of numbers; `nil` where it is found from the values.
    package var decimal: DecimalMark?
    /// Between the texts of a `list` column.
    package var separator: String
    /// In this order, after the trimming that every text gets.
    package var cleaners: [Cleaner]

    /// What stands between the texts of a list when the file does not say.
    package static let defaultSeparator = ";"

    package init(column: Located<String>, target: Located<ColumnTarget>) {
        self.column = column
        self.target = target
        formats = []
        separator = Self.defaultSeparator
        cleaners = []
    }

    /// The type of the column's values: the stated one, else the role's; `nil` for a property whose type is found
    /// from its values.
    package var valueType: ValueType? {
        if let type { return type.value }
        guard case .role(let role) = target.value else { return nil }
        return role.types.first
    }
}

/// What a column fills: a role that Covey knows, or a property (for customers: a trait) of any name.
package enum ColumnTarget: Sendable, Hashable {
    case role(Role)
    case property(String)

    package var name: String {
        switch self {
        case .role(let role): role.rawValue
        case .property(let name): name
        }
    }
}

/// What separates the whole part of a number from its places.
package enum DecimalMark: String, Sendable, Hashable, CaseIterable {
    /// 1,234.50
    case point
    /// 1.234,50
    case comma
}

/// A step that makes texts comparable before they become values.
package enum Cleaner: Sendable, Hashable {
    /// Spaces at both ends go. Always on; naming it changes nothing.
    case trim
    /// Every run of spaces becomes one space.
    case collapseSpaces
    case upperCase
    case lowerCase
    /// Full-width forms become half-width ones: `ＡＢ１２` becomes `AB12`.
    case foldWidth
    /// A number without places stays as its digits: `17850.0` becomes `17850`.
    case wholeNumber
    /// Only the digits stay: `138-0013-8000` becomes `13800138000`.
    case digits
    /// These texts mean that the value is missing.
    case emptyIf([String])

    /// The word that names it in a project file.
    package var word: String {
        switch self {
        case .trim: "trim"
        case .collapseSpaces: "collapse spaces"
        case .upperCase: "upper case"
        case .lowerCase: "lower case"
        case .foldWidth: "fold width"
        case .wholeNumber: "whole number"
        case .digits: "digits"
        case .emptyIf: "empty if"
        }
    }

    /// The cleaners that a word alone names.
    static let plain: [Cleaner] = [
        .trim, .collapseSpaces, .upperCase, .lowerCase, .foldWidth, .wholeNumber, .digits,
    ]
}
