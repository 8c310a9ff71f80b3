import Domain

/// Finds YAML anchors that are used again, without parsing.
enum AliasSearch {
    /// The first `*name` in the text whose `&name` also stands in it, where both stand as YAML would take them for
    /// an alias and an anchor.
    ///
    /// It may find a pair inside a quoted text, never overlook a real one: an alias is always the `*` and the name of
    /// an anchor, not inside a word and not after a quote.
    ///
    /// - Complexity: O(length of the text).
    static func firstAlias(in scalars: [Unicode.Scalar]) -> (offset: Int, name: String)? {
        let anchors = Set(names(after: "&", in: scalars).map(\.name))
        guard !anchors.isEmpty else { return nil }
        return names(after: "*", in: scalars).first { anchors.contains($0.name) }
    }

    static func refusal(of name: String) -> Bilingual {
        Bilingual(
            en: "anchors and aliases (`&\(name)`, `*\(name)`) are not used in a project file; write the value out",
            zh: "项目文件不使用锚点和别名（`&\(name)`、`*\(name)`）；请把内容直接写出来"
        )
    }

    private static func names(
        after marker: Unicode.Scalar,
        in scalars: [Unicode.Scalar]
    ) -> [(offset: Int, name: String)] {
        var found: [(offset: Int, name: String)] = []
        var isInComment = false
        var isLineEmptySoFar = true
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\n" || scalar == "\r" {
                (isInComment, isLineEmptySoFar) = (false, true)
                continue
            }
            if isLineEmptySoFar, scalar == "#" { isInComment = true }
            if scalar != " ", scalar != "\t" { isLineEmptySoFar = false }
            guard scalar == marker, !isInComment, index == 0 || canStandBefore(scalars[index - 1]) else { continue }
            let name = scalars[(index + 1)...].prefix(while: isNameScalar)
            if !name.isEmpty { found.append((index, String(String.UnicodeScalarView(name)))) }
        }
        return found
    }

    private static func canStandBefore(_ scalar: Unicode.Scalar) -> Bool {
        !isNameScalar(scalar) && scalar != "\"" && scalar != "'" || scalar == "-"
    }

    /// The characters that libyaml takes into an anchor's name.
    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}
