import Domain

/// Sentences such as: 同时满足以下条件的客户：country 为“法国”；最近 90 天内至少有 3 次“Order Completed”。
enum ChineseSentence {
    static func sentence(of condition: Condition) -> String {
        switch condition {
        case .all(let members): "同时满足以下条件的客户：" + members.map(statement).joined(separator: "；") + "。"
        case .any(let members): "至少满足以下条件之一的客户：" + members.map(statement).joined(separator: "；") + "。"
        case .not, .atom: "满足以下条件的客户：" + statement(condition) + "。"
        }
    }

    private static func statement(_ condition: Condition) -> String {
        switch condition {
        case .all(let members): grouped(members, with: "，并且")
        case .any(let members): grouped(members, with: "，或者")
        case .not(.atom(let clause)): negated(clause) ?? "并非（" + self.clause(clause) + "）"
        case .not(let member): "并非" + statement(member)
        case .atom(let clause): self.clause(clause)
        }
    }

    private static func grouped(_ members: [Condition], with word: String) -> String {
        let statements = members.map(statement)
        return "（" + (statements.first ?? "") + statements.dropFirst().map { spaced(word, $0) }.joined() + "）"
    }

    /// Chinese text and what follows, with the blank that stands before Latin letters and digits.
    private static func spaced(_ text: String, _ following: String) -> String {
        let isLatin = following.unicodeScalars.first.map {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        }
        return text + (isLatin == true ? " " : "") + following
    }

    /// A name as Chinese text may follow it: with a blank after Latin letters and digits.
    private static func spaced(_ name: String) -> String {
        name.unicodeScalars.last?.isASCII == false ? name : name + " "
    }

    private static func clause(_ clause: Clause) -> String {
        switch clause {
        case .trait(let name, let comparison): spaced(name) + predicate(comparison)
        case .occurrence(let occurrence): self.occurrence(occurrence)
        case .measure(let expression, let comparison): measure(expression, comparison)
        case .regularity(let regularity): self.regularity(regularity)
        case .change(let change): self.change(change)
        case .sequence(let sequence): self.sequence(sequence)
        case .segment(let name): "属于人群“\(name)”"
        case .history(let clause): history(clause)
        case .sample(let sample): "落在" + self.sample(sample)
        }
    }

    /// The statement's contrary, where there is a plain one.
    private static func negated(_ clause: Clause) -> String? {
        switch clause {
        case .segment(let name): "不属于人群“\(name)”"
        case .occurrence(let occurrence) where occurrence.frequency == .ever:
            self.occurrence(Occurrence(occurrence.events, .never))
        case .history(let clause): history(clause, negated: true)
        case .sample(let sample): "不在" + self.sample(sample)
        case .trait, .occurrence, .measure, .regularity, .change, .sequence: nil
        }
    }

    private static func sample(_ sample: RandomSample) -> String {
        "随机抽取的 \(sample.percent)% 之中（种子“\(sample.seed)”）"
    }

    /// What is compared, and how.
    private static func measure(_ expression: TraitExpression, _ comparison: Comparison) -> String {
        let subject = subject(expression)
        if case .anniversary = comparison.test, subject.hasSuffix("的时间") {
            return subject.dropLast(3) + predicate(comparison)
        }
        return subject + predicate(comparison)
    }

    // MARK: Events

    private static func occurrence(_ occurrence: Occurrence) -> String {
        let window = window(of: occurrence.events)
        let events = named(occurrence.events) + condition(of: occurrence.events)
        return switch occurrence.frequency {
        case .ever: window + "有过" + events
        case .never: window + "没有" + events
        case .atLeast(let count): window + "至少有 \(count) 次" + events
        case .atMost(let count): window + "至多有 \(count) 次" + events
        case .exactly(let count): window + "恰好有 \(count) 次" + events
        case .between(let low, let high): window + "有 \(low) 到 \(high) 次" + events
        case .onAtLeastDays(let count): window + "至少有 \(count) 天发生过" + events
        }
    }

    static func named(_ events: EventSelector) -> String {
        events.names.map { "“\($0)”" }.joined(separator: "或")
    }

    static func window(of events: EventSelector) -> String {
        events.window == .allTime ? "" : window(events.window)
    }

    static func condition(of events: EventSelector) -> String {
        events.condition.map { "（" + joined(spaced("仅计", condition($0)), "的") + "）" } ?? ""
    }

    static func condition(_ condition: EventCondition) -> String {
        switch condition {
        case .all(let members): linked(members, with: "，且")
        case .any(let members): linked(members, with: "，或")
        case .not(let member): "并非（" + self.condition(member) + "）"
        case .atom(let clause): spaced(clause.property) + predicate(clause.comparison)
        }
    }

    private static func linked(_ members: [EventCondition], with word: String) -> String {
        let statements = members.map(grouped)
        return (statements.first ?? "") + statements.dropFirst().map { spaced(word, $0) }.joined()
    }

    private static func grouped(_ condition: EventCondition) -> String {
        switch condition {
        case .all, .any: "（" + self.condition(condition) + "）"
        case .not, .atom: self.condition(condition)
        }
    }

    /// What is measured.
    private static func subject(_ expression: TraitExpression) -> String {
        let name = named(expression.events)
        let prefix = window(of: expression.events)
        let suffix = condition(of: expression.events)
        func of(_ property: String, _ measure: String) -> String { prefix + name + suffix + "的 \(property) " + measure }
        return switch expression.measure {
        case .count: prefix + name + suffix + "的次数"
        case .sum(let property): of(property, "合计")
        case .average(let property): of(property, "平均值")
        case .minimum(let property): of(property, "最小值")
        case .maximum(let property): of(property, "最大值")
        case .median(let property): of(property, "中位数")
        case .distinctCount(let property): of(property, "不同取值的个数")
        case .mostFrequent(let property): of(property, "最常见取值")
        case .first(BuiltInProperty.time): prefix + "首次" + name + suffix + "的时间"
        case .last(BuiltInProperty.time): prefix + "最近一次" + name + suffix + "的时间"
        case .first(let property): prefix + "首次" + name + suffix + "的 \(property) "
        case .last(let property): prefix + "最近一次" + name + suffix + "的 \(property) "
        case .daysSinceFirst: "距" + prefix + "首次" + name + suffix + "的天数"
        case .daysSinceLast: "距" + prefix + "最近一次" + name + suffix + "的天数"
        case .averageGap: prefix + name + suffix + "的平均间隔天数"
        }
    }

    // MARK: Values

    private static func predicate(_ comparison: Comparison) -> String {
        predicate(comparison.test) + (comparison.ignoringCase ? "（不分大小写）" : "")
    }

    private static func predicate(_ test: Comparison.Test) -> String {
        switch test {
        case .relation(let relation, let literal): self.relation(relation) + value(literal)
        case .between(let low, let high): "在" + value(low) + " 到" + value(high) + " 之间（含两端）"
        case .oneOf(let literals): "为" + listed(literals, "或", value)
        case .noneOf(let literals): "已知且不是" + listed(literals, "、", followedBy: "中的任何一个", value)
        case .text(.contains, let part): "包含“\(part)”"
        case .text(.startsWith, let part): "以“\(part)”开头"
        case .text(.endsWith, let part): "以“\(part)”结尾"
        case .missing: "未知"
        case .present: "已知"
        case .before(let bound): "早于 " + self.bound(bound)
        case .after(let bound): "晚于 " + self.bound(bound)
        case .on(let date): "在 \(date) 当天"
        case .within(.allTime): "不晚于现在"
        case .within(let window): "在" + self.window(window)
        // Of one there is no "any" and no "all".
        case .list(.any, let items) where items.count == 1, .list(.all, let items) where items.count == 1:
            "包含" + quoted(items, "")
        case .list(.any, let items): "包含" + quoted(items, "中的至少一个")
        case .list(.all, let items): "包含" + quoted(items, "中的全部")
        case .list(.none, let items): "已知且不包含" + quoted(items, "中的任何一个")
        case .matches(let pattern): "符合正则表达式“\(pattern.source)”"
        case .anniversary(.next(let count, let unit)): "的周年日在今天起 \(count) \(measured(unit))内"
        case .anniversary(.current(.day)): "的周年日是今天"
        case .anniversary(.current(let unit)): "的周年日在" + window(.current(unit))
        }
    }

    private static func relation(_ relation: Relation) -> String {
        switch relation {
        case .equal: "为"
        case .notEqual: "已知且不是"
        case .less: "小于"
        case .lessOrEqual: "不超过"
        case .greater: "大于"
        case .greaterOrEqual: "不少于"
        }
    }

    private static func quoted(_ items: [String], _ end: String) -> String {
        listed(items, "、", followedBy: end) { "“\($0)”" }
    }

    /// A list with what follows it; a long one by its first items and the number of all. Numbers stand between blanks.
    private static func listed<Item>(
        _ items: [Item],
        _ separator: String,
        followedBy end: String = "",
        _ text: (Item) -> String
    ) -> String {
        let isLong = items.count > Sentence.longestList
        let texts = isLong ? items.prefix(Sentence.itemsOfLongLists).map(text) : items.map(text)
        var list = ""
        for (place, item) in texts.enumerated() {
            let word = place == 0 ? "" : isLong ? "、" : separator
            list = item.hasPrefix(" ") && word == "、" ? list + word + item.dropFirst() : joined(list, word) + item
        }
        return joined(list, isLong ? "等 \(items.count) 个值" + (end.isEmpty ? "之一" : end) : end)
    }

    /// Text and what follows it, with a blank after a number.
    private static func joined(_ text: String, _ following: String) -> String {
        let isNumber = text.last.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
        return text + (isNumber && !following.isEmpty && following != "、" ? " " : "") + following
    }

    private static func value(_ literal: Literal) -> String {
        switch literal {
        case .text(let text): "“\(text)”"
        case .boolean(let boolean): boolean ? "是" : "否"
        case .number, .date, .instant, .money: " " + SegmentPrinter.text(of: literal)
        }
    }

    static func bound(_ bound: WindowBound) -> String {
        switch bound {
        case .date(let date): date.description
        case .instant(let instant): instant.literalText
        }
    }

    static func window(_ window: Window) -> String {
        switch window {
        case .allTime: "任何时候"
        case .rolling(let count, let unit): "最近 \(count) \(measured(unit))内"
        case .current(.day): "今天"
        case .current(.year): "今年"
        case .current(let unit): "本\(whole(unit))"
        case .previous(.day): "昨天"
        case .previous(.year): "去年"
        case .previous(let unit): "上\(whole(unit))"
        case .previousWhole(let count, let unit): "最近 \(count) 个完整自然\(whole(unit))内"
        case .absolute(let from, let to): "\(bound(from)) 至 \(bound(to)) 期间"
        }
    }

    /// The unit after a number.
    static func measured(_ unit: TimeUnit) -> String {
        switch unit {
        case .minute: "分钟"
        case .hour: "小时"
        case .day: "天"
        case .week: "周"
        case .month: "个月"
        case .quarter: "个季度"
        case .year: "年"
        }
    }

    static func whole(_ unit: TimeUnit) -> String {
        switch unit {
        case .minute: "分钟"
        case .hour: "小时"
        case .day: "日"
        case .week: "周"
        case .month: "月"
        case .quarter: "季度"
        case .year: "年"
        }
    }
}
