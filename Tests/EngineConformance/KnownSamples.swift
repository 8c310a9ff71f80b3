import Domain
import Foundation
package import Segments

/// Who is in `random 50% seed "…"`, as Python 3 says with
/// `int(hashlib.md5((seed + ":" + id).encode()).hexdigest()[:8], 16) < 2**31`.
///
/// Identifiers and seeds are of several scripts, beyond the basic plane, composed and decomposed: a seed is taken by its
/// bytes, so the two spellings of é are two seeds.
package enum KnownSamples {
    package static let ids = [
        "张三", "李四", "王五", "O'Neil", "客户-1", "𠮷野家", "caf\u{E9}", "12748", "ﬁ", "ＡＢＣ",
    ]

    package static let members: [(seed: String, ids: Set<String>)] = [
        ("种子", ["张三", "李四", "王五", "O'Neil", "客户-1", "𠮷野家", "ﬁ"]),
        ("caf\u{E9}", ["李四", "𠮷野家", "12748", "ﬁ", "ＡＢＣ"]),
        ("cafe\u{301}", ["张三", "王五", "caf\u{E9}", "12748", "ﬁ"]),
        ("🎁", ["张三", "客户-1", "𠮷野家", "caf\u{E9}", "12748", "ﬁ", "ＡＢＣ"]),
        ("", ["O'Neil"]),
    ]

    /// Customers of these names, of whom nothing else is known.
    package static let world = World(
        customers: ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
            Customer(id: $0, traits: [:], events: [])
        },
        now: Instant(microseconds: 1_711_846_800_000_000),
        zone: .gmt
    )

    package static let definitions = members.map { sample in
        let half = RandomSample(percent: Amount(tenThousandths: 500_000), seed: sample.seed)
        return SegmentDefinition(name: sample.seed, condition: .atom(.sample(half)))
    }

    /// What an evaluator has to answer, one for each definition.
    package static let answers = members.map { EvaluatorUnderTest.Answer.members($0.ids) }
}
