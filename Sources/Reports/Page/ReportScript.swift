/// The page's script, joined from its files.
enum ReportScript {
    /// One function around all of them: their names are nobody else's, and a later file may use those of earlier ones.
    static var text: String {
        "(() => {\n\"use strict\";\n" + parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
            + "})();\n"
    }

    /// In the order in which they run: what goes wrong is reported from the first line on, the kinds of charts stand
    /// before what draws them.
    private static var parts: [[UInt8]] {
        [
            PackageResources.page_js, PackageResources.numbers_js, PackageResources.look_js,
            PackageResources.bars_js, PackageResources.heat_js, PackageResources.pairs_js,
            PackageResources.waterfall_js, PackageResources.curve_js, PackageResources.lines_js,
            PackageResources.plot_js, PackageResources.groups_js, PackageResources.network_js,
            PackageResources.drawing_js, PackageResources.paper_js, PackageResources.contents_js,
            PackageResources.files_js,
        ]
    }
}
