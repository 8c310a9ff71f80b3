import Domain
import Platform
import Testing

@Suite struct DiagnoseTests {
    private func findings(on machine: Machine) async throws -> [Finding] {
        try await SmallWorkspace.with([:]) { workspace in
            await Diagnose(directory: workspace.directory, context: ExampleWorkspace.context, machine: machine).run()
        }
    }

    @Test func theMachineIsTheOneThatIsTold() async throws {
        let found = try await findings(on: Machine(cores: 3, memory: 5 << 30))[0]
        #expect(found.detail.english.hasSuffix("3 cores, 5120 MiB of memory"))
        #expect(found.detail.chinese.hasSuffix("3 核，内存 5120 MiB"))
        let small = try await findings(on: Machine(cores: 1, memory: 512 << 20))[0]
        #expect(small.detail.english.hasSuffix("1 core, 512 MiB of memory"))
    }

    @Test func theLibraryIsNamedWithItsVersionAndPlace() async throws {
        let found = try await findings(on: Machine(cores: 2, memory: 4 << 30))[1]
        #expect(found.status == .ok)
        #expect(found.detail.english.contains(/^v\d+\.\d+\.\d+\S* — .*duckdb/))
    }
}
