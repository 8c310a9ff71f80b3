/// Writes one statement: its text grows here, and its values go to `bindings`.
///
/// The passes over the tree's nodes are in the other `Renderer…` files, one total switch each.
struct Renderer {
    let dialect: Dialect
    let layout: Layout
    var inlinesValues: Bool
    private(set) var text = ""
    private(set) var bindings: [Binding] = []
    /// Whether the literal writer put a value into the text.
    private(set) var wroteValues = false
    /// Expressions whose text must be the same wherever they stand in the current `SELECT`: see `RendererSelect.swift`.
    var repeated: [Expression] = []
    private var depth = 0
    private var indentation = 0

    init(dialect: Dialect, layout: Layout, inlinesValues: Bool) {
        self.dialect = dialect
        self.layout = layout
        self.inlinesValues = inlinesValues
    }

    mutating func write(_ text: String) {
        self.text += text
    }

    mutating func write(_ name: Identifier) throws(RenderError) {
        text += try dialect.quoted(name)
    }

    mutating func write(_ table: TableName) throws(RenderError) {
        text += try dialect.quoted(table)
    }

    mutating func write(_ type: SQLType) throws(RenderError) {
        text += try dialect.spelling(of: type)
    }

    /// A value: a binding, or a literal where this statement takes none. Null is a keyword in both cases.
    mutating func write(_ value: Binding) throws(RenderError) {
        try value.validate()
        if inlinesValues {
            try writeLiteral(value)
        } else if value == .null {
            text += "NULL"
        } else {
            bindings.append(value)
            text += "?"
        }
    }

    mutating func writeLiteral(_ value: Binding) throws(RenderError) {
        text += try LiteralWriter(dialect: dialect).literal(value)
        if value != .null { wroteValues = true }
    }

    func require(_ condition: Bool, _ node: String, _ flaw: FlawInTree) throws(RenderError) {
        guard condition else { throw .malformed(node: node, flaw) }
    }

    /// Runs `body` one level deeper in the tree.
    mutating func nested(_ body: (inout Renderer) throws(RenderError) -> Void) throws(RenderError) {
        guard depth < Dialect.depthLimit else { throw .tooDeep(limit: Dialect.depthLimit) }
        depth += 1
        defer { depth -= 1 }
        try body(&self)
    }

    /// Each item, with commas between.
    mutating func list<Item>(
        _ items: some Sequence<Item>,
        separator: String = ", ",
        _ body: (inout Renderer, Item) throws(RenderError) -> Void
    ) throws(RenderError) {
        var isFirst = true
        for item in items {
            if !isFirst { text += separator }
            isFirst = false
            try body(&self, item)
        }
    }
}

/// Layout.
extension Renderer {
    /// Begins a clause: on a line of its own in the pretty layout.
    mutating func clause(_ keyword: String) {
        switch layout {
        case .compact: text += " " + keyword
        case .pretty: text += newLine + keyword
        }
    }

    /// Writes `body` in parentheses, indented in the pretty layout.
    mutating func block(_ body: (inout Renderer) throws(RenderError) -> Void) throws(RenderError) {
        text += "("
        indentation += 1
        if layout == .pretty { text += newLine }
        try body(&self)
        indentation -= 1
        if layout == .pretty { text += newLine }
        text += ")"
    }

    /// What follows each item of a long list.
    var itemSeparator: String {
        switch layout {
        case .compact: ", "
        case .pretty: "," + newLine + "  "
        }
    }

    private var newLine: String {
        "\n" + String(repeating: "  ", count: indentation)
    }
}
