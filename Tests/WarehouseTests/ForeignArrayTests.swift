import CADBC
import Testing

@testable import Warehouse

extension WarehouseSuite {
    /// Arrays as other drivers make them: slices of larger ones, and without memory where there is nothing to hold.
    @Suite struct ForeignArrayTests {
        private static let columns = [
            OutgoingColumn(name: "integer", values: .integers(Array(0..<40)), presence: (0..<40).map { $0 % 5 != 1 }),
            OutgoingColumn(
                name: "text",
                values: .texts((0..<40).map { "t\($0)" }),
                presence: (0..<40).map { $0 % 5 != 1 }
            ),
            OutgoingColumn(name: "boolean", values: .booleans((0..<40).map { $0 % 3 == 0 })),
            OutgoingColumn(
                name: "list",
                values: .textLists((0..<40).map { Array(repeating: "l\($0)", count: $0 % 3) })
            ),
        ]

        private func batch(_ change: (inout ArrowArray) -> Void) -> RecordBatch {
            var schema = OutgoingColumn.schema(of: Self.columns)
            defer { schema.release?(&schema) }
            let array = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
            array.initialize(to: OutgoingColumn.array(of: Self.columns, rows: 0..<40))
            change(&array.pointee)
            return RecordBatch(adopting: array, schema: ResultSchema(fields: Field(schema).children))
        }

        private func expect(_ batch: RecordBatch, from first: Int, count: Int) throws {
            #expect(batch.rowCount == count)
            let rows = first..<first + count
            let integers = try IntegerColumn(batch.column(named: "integer"))
            #expect(integers.optionals() == rows.map { $0 % 5 == 1 ? nil : Int64($0) })
            #expect(integers.values(missing: -1) == rows.map { $0 % 5 == 1 ? -1 : Int64($0) })
            let texts = try TextColumn(batch.column(named: "text"))
            #expect(texts.optionals() == rows.map { $0 % 5 == 1 ? nil : "t\($0)" })
            let booleans = try BooleanColumn(batch.column(named: "boolean"))
            #expect(booleans.optionals() == rows.map { $0 % 3 == 0 })
            let lists = try TextListColumn(batch.column(named: "list"))
            #expect(lists.optionals() == rows.map { Array(repeating: "l\($0)", count: $0 % 3) })
            #expect(
                try CellReader(batch.column(named: "list"))[0]
                    == .list(Array(repeating: .text("l\(first)"), count: first % 3))
            )
        }

        @Test func aSliceOfTheRowsIsReadFromItsStart() throws {
            let slice = batch { array in
                array.offset = 11
                array.length = 20
            }
            try expect(slice, from: 11, count: 20)
        }

        @Test func slicesOfTheColumnsAreReadFromTheirStarts() throws {
            let slice = batch { array in
                array.length = 20
                for index in 0..<Int(array.n_children) {
                    array.children[index]?.pointee.offset = 13
                    array.children[index]?.pointee.length = 20
                }
            }
            try expect(slice, from: 13, count: 20)
        }

        @Test func missingColumnsAndBuffersAreRefused() throws {
            let fewer = batch { array in
                // The batch still owns what it lost: give it back before it is released.
                array.n_children = 3
                array.children[3]?.pointee.release?(array.children[3])
            }
            #expect(throws: WarehouseError.self) { try fewer.column(named: "list") }
            #expect(throws: WarehouseError.self) { try fewer.column(at: -1) }
        }
    }
}
