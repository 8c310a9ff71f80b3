import Domain
import Fitting
import Testing

@Suite struct AbsentFiguresTests {
    @Test func aFieldWithoutAValueIsLeftOutAndTheNotesSayWhy() {
        var document = FitDocument(model: "kmeans", n: 3, seed: 1)
        document.notes = [Bilingual(en: "First.", zh: "一。")]
        document.own = [
            FitField("silhouette", .null), FitField("silhouetteRows", .null), FitField("k", .integer(1)),
            FitField(
                "discriminating",
                .list([.object([FitField("df2", .null), FitField("column", .text("a"))])])
            ),
            FitField("assignments", .list([.integer(1), .null, .integer(1), .null])),
        ]
        #expect(document.object["silhouette"] == nil && document.object["k"] == .integer(1))
        #expect(document.object["discriminating"] == .list([.object([FitField("column", .text("a"))])]))
        #expect(document.object["assignments"] == .list([.integer(1), .null, .integer(1), .null]))
        guard case .list(let notes)? = document.object["notes"] else { return #expect(Bool(false)) }
        #expect(notes.count == 3 && notes[0] == .text("First."))
        guard case .text(let silhouette) = notes[1], case .text(let assignments) = notes[2] else {
            return #expect(Bool(false))
        }
        #expect(silhouette.hasPrefix("Left out: silhouette, silhouetteRows. It compares groups"))
        #expect(assignments.hasPrefix("null in assignments. Rows that lack"))
    }

    @Test func manyNamesOfOneReasonAreCounted() {
        var document = FitDocument(model: "linear", n: 3, seed: 1)
        document.own = [FitField("tValues", .object((0..<20).map { FitField("x\($0)", .null) }))]
        guard case .list(let notes)? = document.object["notes"], case .text(let note)? = notes.first else {
            return #expect(Bool(false))
        }
        #expect(notes.count == 1 && note.contains("tValues.x7 and 12 more. The standard error is zero"))
    }

    /// The curve of a group stands two names deeper than that of all, under the group's own name.
    @Test func figuresWithinGroupsHaveTheReasonOfTheirKind() {
        var document = FitDocument(model: "kaplanmeier", n: 3, seed: 1)
        let curve = FitField("survival", .object([FitField("low", .null), FitField("high", .null)]))
        document.own = [FitField("groups", .object([FitField("yearly", .object([curve]))]))]
        guard case .list(let notes)? = document.object["notes"], case .text(let note)? = notes.first else {
            return #expect(Bool(false))
        }
        #expect(notes.count == 1 && note.contains("Once nobody is left"), "\(note)")
    }

    /// A perfect line, one group, and curves that nobody leaves: what has no value is told in every one.
    @Test func modelsOfExtremeTablesHaveNoNullInAnObject() throws {
        let x = DataColumn("x", numbers: [1, 2, 3, 4, 5])
        let perfect = DataTable([x, DataColumn("y", numbers: [3, 5, 7, 9, 11])])
        let stayed = DataTable([
            DataColumn("t", numbers: [1, 2, 3, 4, 5]), DataColumn("e", numbers: [0, 0, 0, 0, 0]), x,
        ])
        let documents = [
            try LinearOnTable.fit(perfect, FitOptions([.target: "y"])).document,
            try KMeansOnTable.fit(DataTable([x]), FitOptions([.k: "1"])).document,
            try HierarchicalOnTable.fit(DataTable([x]), FitOptions([.k: "2"])).document,
            try KaplanMeierOnTable.fit(stayed, FitOptions([.time: "t", .target: "e"])).document,
        ]
        for document in documents {
            #expect(!Self.hasNullField(document.object), "\(document.model)")
            #expect(document.isFinite, "\(document.model)")
        }
        guard case .list(let notes)? = documents[0].object["notes"] else { return #expect(Bool(false)) }
        #expect(notes.contains { if case .text(let text) = $0 { text.contains("fStatistic") } else { false } })
    }

    private static func hasNullField(_ value: FitValue) -> Bool {
        switch value {
        case .object(let fields): fields.contains { $0.value == .null || hasNullField($0.value) }
        case .list(let values): values.contains(where: hasNullField)
        default: false
        }
    }
}
