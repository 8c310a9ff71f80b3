package import Domain

/// Why a report could not be written.
package enum ReportError: ExplainedError {
    /// The text that was given as ECharts does not hold that library.
    case unusableChartLibrary
    /// The report's own template or data could not be processed; a fault of the program.
    case rendering(String)

    package var explanation: Bilingual {
        switch self {
        case .unusableChartLibrary:
            Bilingual(en: "The chart library is empty or is not ECharts.", zh: "图表库为空，或不是 ECharts。")
        case .rendering(let detail):
            Bilingual(en: "The report could not be written: \(detail)", zh: "无法写出报告：\(detail)")
        }
    }

    package var advice: Bilingual? {
        switch self {
        case .unusableChartLibrary:
            Bilingual(
                en: "Set the program up again, so that it takes the library anew.",
                zh: "请重新进行安装设置，以重新获取图表库。"
            )
        case .rendering:
            Bilingual(en: "Please report this as a fault.", zh: "请将此作为程序缺陷反馈。")
        }
    }
}
