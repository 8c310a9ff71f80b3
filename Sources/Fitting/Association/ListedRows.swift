import Domain

/// How many rows a table of itemsets or of rules has, and what it says of those that it leaves out.
enum ListedRows {
    /// As many as `--top` asks for; otherwise what a person reads.
    static func count(_ options: FitOptions) throws -> Int {
        try options.integer(.top, in: 1...10_000_000, default: 20)
    }

    /// To follow another sentence; empty where nothing is left out.
    static func caption(_ listed: Int, of all: Int) -> Bilingual {
        guard listed < all else { return Bilingual(verbatim: "") }
        return Bilingual(
            en: " The first \(listed) of \(all) are shown; --top shows more.",
            zh: "仅列前 \(listed) 个，共 \(all) 个；可用 --top 增加。"
        )
    }
}
