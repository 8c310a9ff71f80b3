package import Domain

/// Traits and a model to be put into a project file, whose comments and everything else stay as they are.
///
/// Lines are put at the end of the sections `traits` and `models`, or new sections at the end of the file. The new text
/// is read before it is given back: it must say what the old one said and what was added, and no more.
package struct ProjectAddition: Sendable {
    package struct Trait: Sendable, Hashable {
        package var name: String
        package var value: String
        package var title: Bilingual

        package init(name: String, value: String, title: Bilingual) {
            self.name = name
            self.value = value
            self.title = title
        }
    }

    package struct Model: Sendable, Hashable {
        package enum Value: Sendable, Hashable {
            case text(String)
            case list([String])
            case group([String: String])
        }

        package var name: String
        /// Said behind the name, in the file's language.
        package var comment: String
        package var fields: [(key: String, value: Value)]

        package init(name: String, comment: String, fields: [(key: String, value: Value)]) {
            self.name = name
            self.comment = comment
            self.fields = fields
        }

        package static func == (left: Self, right: Self) -> Bool {
            left.name == right.name && left.comment == right.comment
                && left.fields.map(\.key) == right.fields.map(\.key)
                && left.fields.map(\.value) == right.fields.map(\.value)
        }

        package func hash(into hasher: inout Hasher) { hasher.combine(name) }
    }

    package var traits: [Trait]
    package var model: Model

    package init(traits: [Trait], model: Model) {
        self.traits = traits
        self.model = model
    }

    /// The bytes of the file with the additions.
    ///
    /// - Parameter path: names the file in messages.
    /// - Throws: `ProjectEditError` where the file is written in a way that cannot be added to; `ProjectFileError` where
    ///   it is no project file, before or after.
    package func added(to bytes: [UInt8], path: String) throws -> [UInt8] {
        let before = try Self.tree(bytes, path)
        var text = FileLines(bytes)
        // From the end of the file on, so that places before it stay.
        var sections: [(key: String, lines: (String) -> [String])] = [("models", { modelLines($0) })]
        if !traits.isEmpty { sections.append(("traits", { indent in traits.map { traitLine($0, indent) } })) }
        let edits = try sections.map { section in
            try SectionPlace(of: section.key, in: before, text, path: path).edit(section.key, section.lines)
        }
        // A new section of traits stands before a new one of models; others go by their place.
        let ordered = edits.enumerated().sorted {
            $0.element.line != $1.element.line ? $0.element.line > $1.element.line : $0.offset < $1.offset
        }
        for edit in ordered { text.insert(edit.element.lines, beforeLine: edit.element.line) }
        let result = text.bytes
        try check(result, before, path)
        return result
    }

    // MARK: Lines

    private func traitLine(_ trait: Trait, _ indent: String) -> String {
        let title = YAMLText.group([
            ("en", YAMLText.scalar(trait.title.english)), ("zh", YAMLText.scalar(trait.title.chinese)),
        ])
        let value = YAMLText.group([("value", YAMLText.scalar(trait.value)), ("title", title)])
        return YAMLText.key(trait.name, indent: indent) + " " + value
    }

    private func modelLines(_ indent: String) -> [String] {
        let inner = indent + "  "
        return [indent + YAMLText.scalar(model.name) + ":  " + YAMLText.comment(model.comment)]
            + model.fields.map { inner + $0.key + ": " + Self.text($0.value) }
    }

    private static func text(_ value: Model.Value) -> String {
        switch value {
        case .text(let text): YAMLText.scalar(text)
        case .list(let texts): YAMLText.list(texts)
        case .group(let pairs):
            YAMLText.group(
                pairs.sorted { $0.key < $1.key }.map { (YAMLText.scalar($0.key), YAMLText.scalar($0.value)) }
            )
        }
    }

    // MARK: What the text says

    private static func tree(_ bytes: [UInt8], _ path: String) throws -> YAMLTree {
        let problems = ProblemCollector()
        var composer = YAMLComposer(source: try SourceText(bytes: bytes, path: path), problems: problems)
        guard let tree = composer.compose(), problems.problems.isEmpty else {
            throw ProjectFileError(path: path, problems: problems.problems)
        }
        return tree
    }

    /// The new text is a project, and without the additions it says what the old one said.
    private func check(_ bytes: [UInt8], _ before: YAMLTree, _ path: String) throws {
        guard let after = try? Self.tree(bytes, path) else { throw ProjectEditError.wouldChange(path: path) }
        let added = ["traits": Set(traits.map(\.name)), "models": [model.name]]
        guard after.without(added) == before.without(added) else { throw ProjectEditError.wouldChange(path: path) }
        _ = try Project.load(bytes: bytes, path: path)
    }
}
