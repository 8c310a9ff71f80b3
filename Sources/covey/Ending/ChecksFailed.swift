import Domain

/// `covey doctor` found something that fails; what it is stands in its findings.
struct ChecksFailed: ExplainedError {
    var explanation: Bilingual {
        Bilingual(en: "Not everything is as it should be; see above.", zh: "有检查未通过，见上文。")
    }
}
