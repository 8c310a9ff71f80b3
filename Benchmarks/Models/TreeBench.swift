import Foundation
import Models
import Statistics

/// Groups by density and hierarchies, on rows of float32 that `peers/grouping_data.py` writes.
enum TreeBench {
    static let density = Bench(name: "density", usage: "FILE COLUMNS ROWS MIN-SIZE") { arguments in
        guard arguments.count == 4, let width = Int(arguments[1]), let count = Int(arguments[2]),
            let size = Int(arguments[3])
        else { throw Bench.WrongArguments() }
        let matrix = try GroupingBench.rows(arguments[0], width: width).selecting(rows: Array(0..<count))
        let (seconds, fitted) = try Bench.shortest(of: 1) {
            try DensityModel(leastSize: size).fit(matrix, names: (0..<width).map { "x\($0)" })
        }
        let noise = fitted.groups.count { $0 < 0 }
        return Bench.Measured(seconds: seconds, answer: ["groups": Double(fitted.groupCount), "noise": Double(noise)])
    }

    static let hierarchy = Bench(name: "hierarchy", usage: "FILE COLUMNS ROWS LINKAGE") { arguments in
        guard arguments.count == 4, let width = Int(arguments[1]), let count = Int(arguments[2]),
            let linkage = Linkage(rawValue: arguments[3])
        else { throw Bench.WrongArguments() }
        let matrix = try GroupingBench.rows(arguments[0], width: width).selecting(rows: Array(0..<count))
        let (seconds, tree) = try Bench.shortest(of: 1) {
            try HierarchicalModel(linkage: linkage).fit(matrix, names: (0..<width).map { "x\($0)" })
        }
        let height = tree.dendrogram.merges.last?.height ?? 0
        return Bench.Measured(seconds: seconds, answer: ["height": height])
    }
}
