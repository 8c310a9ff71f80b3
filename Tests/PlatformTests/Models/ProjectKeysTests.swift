import Fitting
import ProjectFile
import Testing

/// The project file names models and options without knowing them; these are the ones that there are.
@Suite struct ProjectKeysTests {
    @Test(arguments: FittedModelSetting.models)
    func everyModelOfAProjectIsInTheCatalogue(name: String) {
        #expect(ModelCatalog.model(named: name) != nil)
    }

    @Test(arguments: FittedModelSetting.optionKeys)
    func everyKeyIsAnOption(key: String) {
        #expect(FitOption(rawValue: key) != nil)
    }

    @Test func everyOptionOfThoseModelsCanBeStated() throws {
        let others: [FitOption] = [
            .columns, .features, .target, .customer, .amount, .item, .until, .frequency, .recency, .age,
        ]
        for name in FittedModelSetting.models {
            let model = try #require(ModelCatalog.model(named: name))
            for option in model.options where !others.contains(option) {
                #expect(FittedModelSetting.optionKeys.contains(option.rawValue), "\(name): \(option.rawValue)")
            }
        }
    }
}
