package import Domain
package import SQL

/// What a dialect has no words for, told to people.
extension RenderError: ExplainedError {
    package var explanation: Bilingual { Bilingual(en: english, zh: chinese) }

    package var advice: Bilingual? {
        guard case .unsupported = self else { return nil }
        return Bilingual(
            en: "Say it in another way, or run it in a workspace with a DuckDB file.",
            zh: "请换一种写法，或在使用 DuckDB 文件的工作区中运行。"
        )
    }
}
