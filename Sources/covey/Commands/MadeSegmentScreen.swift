import Domain
import Foundation
import Platform

/// What is said of a segment that was made.
struct MadeSegmentScreen {
    var segment: MadeSegment
    var zone: TimeZone
    var session: Session

    struct Document: Encodable {
        var name: String
        var size: Int
        var customers: Int64
        var share: Double
        var asOf: String
        var rule: String
        var sentence: LocalText
        /// The file of its definition.
        var path: String
        /// The file of its customers, where it is a list.
        var list: String?
    }

    private var share: Double { segment.customers > 0 ? Double(segment.size) / Double(segment.customers) : 0 }

    var document: Document {
        Document(
            name: segment.name,
            size: segment.size,
            customers: segment.customers,
            share: share,
            asOf: CellText.instant(segment.asOf, zone),
            rule: segment.rule,
            sentence: LocalText(segment.sentence),
            path: segment.path,
            list: segment.listPath
        )
    }

    var lines: [String] {
        let (size, all) = (Figures.grouped(Int64(segment.size)), Figures.grouped(segment.customers))
        let (name, asOf) = (PlainText.of(segment.name), CellText.instant(segment.asOf, zone))
        let head = session.text(
            "“\(name)”: \(size) of \(all) customers (\(Shares.text(share))), as of \(asOf)",
            "“\(name)”：\(all) 位客户中有 \(size) 位（\(Shares.text(share))），截至 \(asOf)"
        )
        let files = [segment.listPath, segment.path].compactMap(\.self).map(PlainText.of)
        let places = session.text("written to " + files.joined(separator: ", "), "已写入 " + files.joined(separator: "、"))
        let sentence = segment.listPath == nil ? [PlainText.of(segment.sentence[session.language])] : []
        let body = (sentence + [places]).flatMap { TextWrapping.lines($0, width: session.output.textWidth) }
        return [session.output.style.bold(head)] + body
    }
}
