import Domain
import Testing

@testable import ProjectFile

@Suite struct ModelProblemTests {
    typealias Case = (line: String, english: String, chinese: String)

    static let cases: [Case] = [
        (
            "models: { m: { model: rmf } }",
            "12:23 `rmf` cannot stand here. Allowed here: `rfm`, `simple clv`, `clv`, `bgnbd`, `paretonbd`, "
                + "`gammagamma`, `nbd`, `bgbb`, `recommend`, `itemsets`, `rules`, `groups`, `kmeans`, `kprototypes`, `kmedoids`, `mixture`, `hierarchical`, `density`, "
                + "`latentclass`, `tree`, `logistic`, `linear`, `boosting`, `cox`, `kaplanmeier` or `uplift`. Did you mean `rfm`?",
            "12:23 这里不能写`rmf`。这里可以写：`rfm`、`simple clv`、`clv`、`bgnbd`、`paretonbd`、"
                + "`gammagamma`、`nbd`、`bgbb`、`recommend`、`itemsets`、`rules`、`groups`、`kmeans`、`kprototypes`、`kmedoids`、`mixture`、`hierarchical`、`density`、"
                + "`latentclass`、`tree`、`logistic`、`linear`、`boosting`、`cox`、`kaplanmeier` 或 `uplift`。您是否要写 `rfm`？"
        ),
        (
            "models: { m: { orders: A } }",
            "12:11 the key `model` is missing. Allowed here: `model: rfm`.",
            "12:11 缺少键 `model`。这里可以写：`model: rfm`。"
        ),
        (
            "models: { m: { model: rfm, orders: A, amount: r, bins: 10 } }",
            "12:56 `10` cannot stand here. Allowed here: a whole number from 2 to 9.",
            "12:56 这里不能写`10`。这里可以写：2 到 9 的整数。"
        ),
        (
            "models: { m: { model: rfm, orders: A, amount: r, ties: random } }",
            "12:11 the key `seed` is missing. Allowed here: `seed: 1`.",
            "12:11 缺少键 `seed`。这里可以写：`seed: 1`。"
        ),
        (
            "models: { m: { model: rfm, orders: A, amount: r, seed: 1 } }",
            "12:50 `seed` has no meaning here: `ties` is not `random`.",
            "12:50 `seed` 在这里没有意义：`ties` 不是 `random`。"
        ),
        (
            "models: { m: { model: rfm, orders: A, amount: r, names: [{ name: N, r: 4..6 }] } }",
            "12:72 `4..6` cannot stand here. Allowed here: a score from 1 to 5, or a range such as `4..5`.",
            "12:72 这里不能写`4..6`。这里可以写：1 到 5 的分数，或范围，例如 `4..5`。"
        ),
        (
            "models: { m: { model: simple clv, orders: A, amount: r, lifespan: 3, margin: 35% } }",
            "12:67 `3` cannot stand here. Allowed here: a length such as `3 years` or `18 months`, or `observed`.",
            "12:67 这里不能写`3`。这里可以写：时长（如 `3 years`、`18 months`），或 `observed`。"
        ),
        (
            "models: { m: { model: simple clv, orders: A, amount: r, lifespan: observed, margin: 0.35 } }",
            "12:85 `0.35` cannot stand here. Allowed here: a share from `0%` to `100%`.",
            "12:85 这里不能写`0.35`。这里可以写：`0%` 到 `100%` 的比例。"
        ),
        (
            "models: { m: { model: simple clv, orders: A, amount: r, lifespan: observed, bins: 5 } }",
            "12:77 `bins` is no key of a `simple clv` model. Allowed here: `model`, `orders`, `amount`, "
                + "`margin`, `discount`, `lifespan`.",
            "12:77 `simple clv` 模型里没有 `bins` 这个键。这里可以写：`model`、`orders`、`amount`、"
                + "`margin`、`discount`、`lifespan`。"
        ),
        (
            "models: { m: { model: clv, orders: A } }",
            "12:11 the key `amount` is missing. Allowed here: `amount: revenue`.",
            "12:11 缺少键 `amount`。这里可以写：`amount: revenue`。"
        ),
        (
            "models: { m: { model: kaplanmeier, time: t, target: c, features: [f] } }",
            "12:56 `features` has no meaning here: this model looks at the traits of `time`, `target` and `group` alone.",
            "12:56 `features` 在这里没有意义：该模型只使用 `time`、`target` 和 `group` 所指的特征。"
        ),
        (
            "models: { m: { model: itemsets, orders: A, item: p, outputs: { a: itemsets } } }",
            "12:53 `outputs` has no meaning here: this model speaks of all customers together and fills no trait; "
                + "`rules` gives each a next product.",
            "12:53 `outputs` 在这里没有意义：该模型描述的是全体客户，不产生特征；`rules` 可为每位客户给出下一个商品。"
        ),
        (
            "models: { m: { model: bgnbd, orders: A, basket: order } }",
            "12:41 `basket` has no meaning here: this model has no baskets.",
            "12:41 `basket` 在这里没有意义：该模型不使用购物篮。"
        ),
        (
            "traits: { t: { value: '' } }", "12:23 a text is expected, not an empty text.",
            "12:23 这里应当是文本，而不是空文本。"
        ),
        (
            "traits: [t]", "12:9 traits must be written as `name: …`, one below the other, not as a list.",
            "12:9 特征要逐行写成 `名称: …`，而不是一个列表。"
        ),
        (
            "engine: { memory: 1 }",
            "12:19 `1` cannot stand here. Allowed here: a size such as `1 GB` or `512 MB`.",
            "12:19 这里不能写`1`。这里可以写：大小，例如 `1 GB` 或 `512 MB`。"
        ),
        (
            "as of: yesterday",
            "12:8 `yesterday` cannot stand here. Allowed here: `now`, `latest`, a day such as `2011-12-10`, "
                + "or a time with its offset such as `2011-12-09T12:50:00+00:00`.",
            "12:8 这里不能写`yesterday`。这里可以写：`now`、`latest`、日期（如 `2011-12-10`），"
                + "或带时区偏移的时间（如 `2011-12-09T12:50:00+00:00`）。"
        ),
        (
            "attribution: [{ text: a, url: ftp://x }]",
            "12:31 `ftp://x` cannot stand here. Allowed here: an address that begins with `https://` or `http://`.",
            "12:31 这里不能写`ftp://x`。这里可以写：以 `https://` 或 `http://` 开头的地址。"
        ),
        (
            "title: { en: '' , zh: }", "12:14 a text is expected, not an empty text.",
            "12:14 这里应当是文本，而不是空文本。"
        ),
    ]

    @Test(arguments: cases)
    func everyMessageOfAModelAndAReportIsInBothLanguages(item: Case) {
        #expect(problems(in: Sample.minimal + item.line) == [item.english])
        #expect(problems(in: Sample.minimal + item.line, .chinese) == [item.chinese])
    }
}
