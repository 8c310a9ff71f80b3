import Domain

/// The figures that a document has no value for: what of them its JSON leaves out, and why.
///
/// A field without a value is left out of its object; in a list, whose places mean something, there is null. Either is told
/// in the notes, unless it is of the kind that other fields show not to apply.
struct AbsentFigures {
    /// Each figure once: the names that lead to it, lists not counted.
    private(set) var paths: [[String]] = []
    /// Whether it was met in a list, where it stays as null.
    private var isInList: [Bool] = []

    /// A value without the fields that have none.
    mutating func leaveOut(_ value: FitValue, path: [String] = []) -> FitValue {
        switch value {
        case .object(let fields):
            return .object(
                fields.compactMap { field in
                    let inner = path + [field.name]
                    if Self.isAbsent(field.value) {
                        add(inner, isInList: false)
                        return nil
                    }
                    return FitField(field.name, leaveOut(field.value, path: inner))
                }
            )
        case .list(let values):
            if values.contains(where: Self.isAbsent) { add(path, isInList: true) }
            return .list(values.map { leaveOut($0, path: path) })
        default: return value
        }
    }

    /// Why figures are not there, one note for those of one reason.
    var notes: [Bilingual] {
        var found: [(names: [String], reason: Reason)] = []
        for (path, isInList) in zip(paths, isInList) {
            guard let reason = Reason(path, isInList: isInList) else { continue }
            let name = path.joined(separator: ".")
            if let index = found.firstIndex(where: { $0.reason == reason }) {
                found[index].names.append(name)
            } else {
                found.append(([name], reason))
            }
        }
        return found.map { names, reason in
            let listed = names.prefix(Self.mostNames)
            let more = names.count > listed.count
            return Bilingual(
                en: (reason.isInList ? "null in " : "Left out: ") + listed.joined(separator: ", ")
                    + (more ? " and \(names.count - listed.count) more" : "") + ". " + reason.text.english,
                zh: (reason.isInList ? "含 null 的字段：" : "省略的字段：") + listed.joined(separator: "、")
                    + (more ? " 等 \(names.count) 个" : "") + "。" + reason.text.chinese
            )
        }
    }

    private static let mostNames = 8

    private mutating func add(_ path: [String], isInList: Bool) {
        if zip(paths, self.isInList).contains(where: { $0 == path && $1 == isInList }) { return }
        paths.append(path)
        self.isInList.append(isInList)
    }

    private static func isAbsent(_ value: FitValue) -> Bool { value == .null }

    private struct Reason: Equatable {
        var text: Bilingual
        var isInList: Bool

        /// `nil` for figures that do not apply where they are missing, as another field beside them shows.
        init?(_ path: [String], isInList: Bool) {
            guard let first = path.first else { return nil }
            let name = path.joined(separator: ".")
            if AbsenceReason.notApplicable.contains(name) { return nil }
            // The longest end of the path first: `groups.yearly.survival.low` is told as `survival.low` is.
            let ends = path.indices.lazy.compactMap { AbsenceReason.texts[path[$0...].joined(separator: ".")] }
            text = ends.first ?? AbsenceReason.texts[first] ?? AbsenceReason.other
            self.isInList = isInList
        }
    }
}
