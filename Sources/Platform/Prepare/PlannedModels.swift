import ProjectFile

/// All models of a project, checked: those that are worked out with the traits, and those of the library.
struct PlannedModels {
    var computed: [PlannedModel]
    var fitted: [PlannedFit]

    /// - Throws: `WorkspaceError`.
    init(_ project: Project) throws {
        computed = try project.models.compactMap { try PlannedModel($0, path: project.path) }
        fitted = try PlannedFit.all(of: project)
    }
}
