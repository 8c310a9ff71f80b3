package import Domain
import Foundation
package import ProjectFile
package import Segments

/// What the workspace's files define, parsed: traits and segments, each with the file it stands in.
package struct Definitions: Sendable {
    package struct Trait: Sendable {
        package var name: String
        package var title: Bilingual?
        package var expression: TraitExpression
        package var position: SourcePosition
    }

    package struct Segment: Sendable {
        /// As it is evaluated: what it says of priority lists is said in terms of segments.
        package var definition: SegmentDefinition
        /// As it stands in the file.
        package var written: SegmentDefinition
        package var path: String
        /// Where in the file it begins.
        package var position: SourcePosition
    }

    package var traits: [Trait]
    /// In the order of their files' names.
    package var segments: [Segment]

    /// What turns the one into the other.
    let expansion: PriorityExpansion

    /// The names of the lists of customers that rules may speak of.
    let lists: [String]

    package var segmentsByName: [String: SegmentDefinition] {
        Dictionary(segments.map { ($0.definition.name, $0.definition) }) { first, _ in first }
    }

    /// Parses what the project names.
    ///
    /// - Throws: `WorkspaceError`, all problems of all files at once.
    package init(_ project: Project) throws {
        var problems: [WorkspaceError] = []
        let expansion = PriorityExpansion(project.priorities)
        self.expansion = expansion
        lists = CustomerLists(project: project).files.map(\.name)
        traits = project.traits.compactMap { setting in
            do throws(ParseError) {
                let expression = try SegmentParser.parseTraitExpression(setting.value.value)
                return Trait(
                    name: setting.name.value,
                    title: setting.title,
                    expression: expression,
                    position: setting.value.position
                )
            } catch {
                problems.append(.parse(error, setting.value, in: project.path))
                return nil
            }
        }
        segments = []
        for pattern in project.segments {
            for path in FilePattern.files(matching: project.resolve(pattern.value)) {
                do {
                    segments += try Self.segments(in: path, expansion)
                } catch let error as WorkspaceError {
                    // A fixed name may be missing as long as the default pattern is only a default.
                    problems.append(error)
                }
            }
        }
        problems += Self.repeated(segments)
        if problems.isEmpty {
            let written = Dictionary(segments.map { ($0.written.name, $0.written) }) { first, _ in first }
            problems = PriorityExpansion.problems(project, written)
        }
        guard problems.isEmpty else { throw WorkspaceError.all(problems) }
    }

    private static func segments(in path: String, _ expansion: PriorityExpansion) throws -> [Segment] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw WorkspaceError.definition(
                path: path,
                position: nil,
                reason: Bilingual(en: "The file cannot be read.", zh: "无法读取该文件。"),
                advice: nil
            )
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw WorkspaceError.definition(
                path: path,
                position: nil,
                reason: Bilingual(en: "The file is not UTF-8 text.", zh: "该文件不是 UTF-8 文本。"),
                advice: Bilingual(en: "Save it as UTF-8.", zh: "请另存为 UTF-8。")
            )
        }
        do throws(ParseError) {
            return try SegmentParser.placed(file: text).map {
                Segment(
                    definition: expansion.expanded($0.definition),
                    written: $0.definition,
                    path: path,
                    position: $0.position
                )
            }
        } catch {
            throw WorkspaceError.definition(
                path: path,
                position: error.position,
                reason: error.reason.explanation,
                advice: error.advice
            )
        }
    }

    private static func repeated(_ segments: [Segment]) -> [WorkspaceError] {
        var seen: [String: Segment] = [:]
        return segments.compactMap { segment in
            let name = segment.definition.name
            guard let first = seen[name] else {
                seen[name] = segment
                return nil
            }
            let place = "\(first.path):\(first.position.line):\(first.position.column)"
            return .definition(
                path: segment.path,
                position: segment.position,
                reason: Bilingual(
                    en: "The segment “\(name)” is defined at \(place) already.",
                    zh: "人群“\(name)”已在 \(place) 处定义。"
                ),
                advice: Bilingual(en: "Give one of them another name.", zh: "请为其中一个改名。")
            )
        }
    }

    /// The segment of a name.
    ///
    /// - Throws: `WorkspaceError.unknownSegment` with the nearest name.
    package func segment(_ name: String) throws -> SegmentDefinition {
        guard let found = segmentsByName[name] else {
            let nearest = NearestName.of(name, among: segments.map(\.definition.name))
            throw WorkspaceError.unknownSegment(name, nearest: nearest)
        }
        return found
    }

    /// Checks every definition against what the workspace has.
    ///
    /// - Throws: `WorkspaceError`, all problems at once.
    package func check(against schema: Schema, in project: Project) throws {
        let problems = traitProblems(schema, project) + segmentProblems(schema).map(\.problem)
        guard problems.isEmpty else { throw WorkspaceError.all(problems) }
    }

    /// Checks the computed traits.
    ///
    /// - Throws: `WorkspaceError`, all problems at once.
    package func checkTraits(against schema: Schema, in project: Project) throws {
        let problems = traitProblems(schema, project)
        guard problems.isEmpty else { throw WorkspaceError.all(problems) }
    }

    private func traitProblems(_ schema: Schema, _ project: Project) -> [WorkspaceError] {
        let checker = SegmentChecker(schema: schema, segments: segmentsByName)
        return traits.flatMap { trait in
            checker.problems(in: trait.expression).map {
                WorkspaceError.definition($0, in: project.path, at: trait.position)
            }
        }
    }

    /// What is wrong with segments, each with the segment's name.
    func segmentProblems(_ schema: Schema) -> [(name: String, problem: WorkspaceError)] {
        segments.flatMap { segment in
            let problems = problems(in: segment.written, against: schema).map {
                WorkspaceError.definition($0, in: segment.path)
            }
            let listProblems = unknownLists(in: segment.written, path: segment.path, position: segment.position)
            return (problems + listProblems).map { (segment.definition.name, $0) }
        }
    }
}

extension Definitions {
    /// The lists that a definition names and that are not there: it would be true of nobody, without a word.
    func unknownLists(
        in written: SegmentDefinition,
        path: String,
        position: SourcePosition?
    ) -> [WorkspaceError] {
        // Without any list there is no such trait, or one of the workspace's own.
        guard !lists.isEmpty else { return [] }
        return written.condition.atoms.flatMap { clause -> [WorkspaceError] in
            guard case .trait(Project.listTrait, let comparison) = clause, case .list(_, let names) = comparison.test
            else { return [] }
            return names.filter { !lists.contains($0) }.map { name in
                let nearest = NearestName.of(name, among: lists)
                return .definition(
                    path: path,
                    position: position,
                    reason: Bilingual(
                        en: "There is no list “\(name)” in the folder \(Project.listFolder).",
                        zh: "\(Project.listFolder) 文件夹中没有名单“\(name)”。"
                    ),
                    advice: nearest.map(Bilingual.didYouMean)
                        ?? Bilingual(
                            en: "Put the file there, or take the rule out.",
                            zh: "请放入该文件，或删去该规则。"
                        )
                )
            }
        }
    }

    /// The problems of a definition as it is written, the traits of priority lists among what it may speak of.
    func problems(in written: SegmentDefinition, against schema: Schema) -> [Problem] {
        var known = schema
        known.traits.merge(expansion.traits) { $1 }
        let problems = SegmentChecker(schema: known, segments: segmentsByName).problems(in: written)
        guard problems.isEmpty else { return problems }
        // What a list's trait stands for may lead in a circle, or too far.
        return SegmentChecker(schema: known, segments: segmentsByName).problems(in: expansion.expanded(written))
    }
}

extension WorkspaceError {
    /// A parse error of a text that stands inside another file.
    static func parse(_ error: ParseError, _ text: Located<String>, in path: String) -> WorkspaceError {
        .definition(
            path: path,
            position: text.sourcePosition(of: error.position),
            reason: error.reason.explanation,
            advice: error.advice
        )
    }
}
