/// Every model that `covey fit` knows, in the order of its help.
package enum ModelCatalog {
    package static let all: [any TableModel.Type] = [
        GroupsOnTable.self,
        RFMOnTable.self,
        LifetimeValueOnTable.self,
        BGNBDOnTable.self,
        ParetoNBDOnTable.self,
        GammaGammaOnTable.self,
        NBDOnTable.self,
        BGBBOnTable.self,
        KMeansOnTable.self,
        KPrototypesOnTable.self,
        KMedoidsOnTable.self,
        MixtureOnTable.self,
        HierarchicalOnTable.self,
        DensityOnTable.self,
        LatentClassOnTable.self,
        TreeOnTable.self,
        LogisticOnTable.self,
        LinearOnTable.self,
        BoostingOnTable.self,
        CoxOnTable.self,
        KaplanMeierOnTable.self,
        ItemsetsOnTable.self,
        RulesOnTable.self,
        RecommendOnTable.self,
        UpliftOnTable.self,
        ExperimentOnTable.self,
    ]

    package static func model(named name: String) -> (any TableModel.Type)? {
        all.first { $0.name == name }
    }
}
