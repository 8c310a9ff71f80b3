import Domain

/// What a table says of the rows that it leaves out.
enum ListedRows {
    /// To follow another sentence; empty where nothing is left out.
    static func caption(_ listed: Int, of all: Int) -> Bilingual {
        guard listed < all else { return Bilingual(verbatim: "") }
        return Bilingual(
            en: " The first \(listed) of \(all) are shown; --top shows more.",
            zh: "仅列前 \(listed) 个，共 \(all) 个；可用 --top 增加。"
        )
    }
}
