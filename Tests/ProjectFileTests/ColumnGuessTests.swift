import Domain
import Testing

@testable import ProjectFile

@Suite struct ColumnGuessTests {
    /// A header and rows as shops' systems export them, and what they mean.
    struct Export: Sendable, CustomStringConvertible {
        let description: String
        let header: String
        let rows: [String]
        let kind: SourceKind
        let targets: String
        var missing: [Role] = []
    }

    static let exports: [Export] = [
        Export(
            description: "UCI Online Retail",
            header: "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            rows: [
                "536365,21730,GLASS STAR,6,2010-12-01 08:26:00,4.25,17850.0,United Kingdom",
                "C536379,D,Discount,-1,2010-12-01 09:41:00,27.50,14527.0,United Kingdom",
                "536380,22752,SET 7,2,2010-12-01 09:41:00,7.65,17850.0,France",
            ],
            kind: .orders,
            targets: "order,product,product_name,quantity,time,price,customer,country"
        ),
        Export(
            description: "淘宝订单报表",
            header: "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,宝贝总数量,店铺名称",
            rows: [
                "2938475610293847,小王爱买,59.00,0.00,59.00,59.00,交易成功,王某,上海市,13800138000,2024-01-05 10:22:33,2024-01-05 10:23:01,T恤,1,2,旗舰店",
                "2938475610293848,tb88123,199.00,10.00,209.00,199.00,交易关闭,李某,北京市,13900139000,2024-01-06 20:01:00,,外套,1,1,旗舰店",
            ],
            kind: .orders,
            targets: "order,customer,买家应付货款,shipping,总金额,amount,status,name,address,phone,time,paid_at,product_name,"
                + "category,quantity,store"
        ),
        Export(
            description: "有赞订单商品明细",
            header: "订单号,订单状态,商品名称,商品编码,商品单价(元),商品数量,订单实付金额,买家手机号,下单时间,付款时间",
            rows: [
                "E20240105102233001,交易完成,咖啡豆,C001,68.00,1,168.00,13800138000,2024-01-05 10:22:33,2024-01-05 10:22:40",
                "E20240105102233001,交易完成,滤纸,C002,50.00,2,168.00,13800138000,2024-01-05 10:22:33,2024-01-05 10:22:40",
            ],
            kind: .orders,
            targets: "order,status,product_name,product,price,quantity,订单实付金额,customer,time,paid_at"
        ),
        Export(
            description: "Shopify orders",
            header:
                "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku",
            rows: [
                "#1001,ann@example.com,paid,2024-01-05 10:22:33 +0800,USD,30.00,5.00,35.00,2024-01-05 10:22:30 +0800,1,Mug,10.00,MUG-1",
                "#1001,ann@example.com,,,,,,,2024-01-05 10:22:30 +0800,2,Cup,10.00,CUP-1",
            ],
            kind: .orders,
            targets:
                "order,customer,status,paid_at,currency,subtotal,shipping,total,time,quantity,product_name,price,product"
        ),
        Export(
            description: "a shop's own table of orders",
            header: "order_id,customer_id,order_date,amount",
            rows: ["1,7,2024-01-05,12.50", "2,8,2024-01-06,100"],
            kind: .orders,
            targets: "order,customer,time,amount"
        ),
        Export(
            description: "CDNOW",
            header: "customer_id,date,qty,total",
            rows: ["00001,19970101,1,11.77", "00002,19970112,1,12.00"],
            kind: .orders,
            targets: "customer,time,quantity,amount"
        ),
        Export(
            description: "会员资料",
            header: "会员号,姓名,性别,年龄,生日,城市,手机号,注册时间",
            rows: [
                "V001,王某,女,31,1993-02-28,上海,138-0013-8000,2020-01-01",
                "V002,李某,男,40,1984-02-29,北京,139-0013-9000,2021-05-05",
            ],
            kind: .customers,
            targets: "customer,name,gender,age,birthday,city,phone,registered"
        ),
        Export(
            description: "a table of customers",
            header: "CustomerID,Gender,Age,Email,City",
            rows: ["1,F,31,a@x.org,Leeds", "2,M,28,b@x.org,York"],
            kind: .customers,
            targets: "customer,gender,age,email,city"
        ),
        Export(
            description: "a newsletter's list",
            header: "Email,City",
            rows: ["A@x.org,Leeds", "b@x.org,York"],
            kind: .customers,
            targets: "customer,city"
        ),
        Export(
            description: "web events",
            header: "user_id,event,timestamp,page",
            rows: ["7,Page Viewed,2024-01-05T10:22:33Z,/a", "8,Cart Added,2024-01-05T10:23:33Z,/b"],
            kind: .events,
            targets: "customer,event,time,page"
        ),
        Export(
            description: "行为日志",
            header: "用户ID,商品ID,行为类型,时间",
            rows: ["1,2,pv,2017-11-25 01:21:10", "1,3,buy,2017-11-26 01:21:10"],
            kind: .events,
            targets: "customer,商品id,event,time"
        ),
        Export(
            description: "a Chinese point of sale",
            header: "小票号,会员编号,消费时间,货号,数量,单价,金额",
            rows: ["L1,V1,2024/1/5 9:03,A1,2,5.00,10.00", "L1,V1,2024/1/5 9:03,A2,1,3.00,3.00"],
            kind: .orders,
            targets: "order,customer,time,product,quantity,price,amount"
        ),
        Export(
            description: "a German export",
            header: "Order No.;Client;Order Date;Sales",
            rows: ["1;K7;05.01.2024 10:22;1.234,50", "2;K8;06.01.2024 11:00;12,00"],
            kind: .orders,
            targets: "order,customer,time,amount"
        ),
        Export(
            description: "a spreadsheet with serial days",
            header: "Order ID,Customer,Order Date,Total Price",
            rows: ["1,ann,45296.43,12", "2,bob,45297,15.5"],
            kind: .orders,
            targets: "order,customer,time,amount"
        ),
        Export(
            description: "orders that do not say whose they are",
            header: "order_id,order_date,amount,city",
            rows: ["1,2024-01-05,12.50,Leeds"],
            kind: .orders,
            targets: "order,time,amount,city",
            missing: [.customer]
        ),
        Export(
            description: "headers alone",
            header: "订单号,客户编号,下单时间,实付金额,城市",
            rows: [],
            kind: .orders,
            targets: "order,customer,time,amount,city"
        ),
    ]

    static func guess(_ export: Export) -> ColumnGuess {
        let separator: Character = export.header.contains(";") ? ";" : ","
        func cells(_ line: String) -> [String] {
            line.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        }
        return ColumnGuess(header: cells(export.header), rows: export.rows.map(cells))
    }

    @Test(arguments: exports)
    func exportsOfRealSystemsAreUnderstood(export: Export) {
        let guess = Self.guess(export)
        #expect(guess.kind == export.kind)
        #expect(guess.columns.map(\.mapping.target.value.name).joined(separator: ",") == export.targets)
        #expect(guess.missing == export.missing)
        #expect(guess.columns.allSatisfy { (0...1).contains($0.confidence) })
        #expect(guess == Self.guess(export))
    }

    @Test(arguments: exports)
    func aTemplateOfAGuessLoadsOrSaysWhichRoleIsMissing(export: Export) throws {
        let guess = Self.guess(export)
        for language in Language.allCases {
            let source = ProjectTemplate.Source(guess: guess, name: "data", files: ["data/数据 1.csv"])
            let template = ProjectTemplate(
                title: Bilingual(verbatim: export.description),
                timeZone: "Asia/Shanghai",
                currency: "CNY",
                sources: [source],
                language: language
            )
            let found = problems(in: template.text)
            #expect(found.count == export.missing.count, "\(found)")
            #expect(export.missing.allSatisfy { role in found[0].contains("no column is the `\(role.rawValue)`") })
        }
    }

    @Test func valuesDecideFormatsAndCleaners() throws {
        let retail = Self.guess(Self.exports[0])
        #expect(retail.column(of: .time)?.mapping.formats.map(\.value.text) == ["yyyy-MM-dd HH:mm:ss"])
        #expect(retail.column(of: .customer)?.mapping.cleaners == [.wholeNumber])
        #expect(retail.cancelled?.condition.value == #"order starts with "C""#)
        let german = Self.guess(Self.exports[12])
        #expect(german.column(of: .time)?.mapping.formats.map(\.value.text) == ["d.M.yyyy H:mm"])
        #expect(german.column(of: .amount)?.mapping.decimal == .comma)
        #expect(Self.guess(Self.exports[13]).column(of: .time)?.mapping.formats.map(\.value) == [.excel])
        #expect(Self.guess(Self.exports[8]).column(of: .customer)?.mapping.cleaners == [.lowerCase])
    }

    @Test func valuesThatContradictANameCountAgainstIt() {
        let guess = ColumnGuess(header: ["customer_id", "time", "amount"], rows: [["1", "soon", "much"]])
        #expect(guess.kind == .customers)
        #expect(guess.columns.map(\.mapping.target.value.name) == ["customer", "time", "amount"])
        #expect(guess.column(of: .time) == nil)
    }

    @Test(arguments: ["买家", "交易对方"])
    func theOtherSideOfABargainIsTheCustomer(name: String) {
        let guess = ColumnGuess(header: ["订单号", name, "付款时间", "金额"], rows: [["1", "张三", "2026-01-05", "3"]])
        #expect(guess.column(of: .customer)?.mapping.column.value == name)
        #expect(guess.missing.isEmpty)
    }

    @Test func anAmbiguousDayIsPointedOut() {
        let guess = ColumnGuess(
            header: ["order_id", "user_id", "order_date", "amount"],
            rows: [["1", "2", "1/2/2024", "3"]]
        )
        let time = guess.column(of: .time)
        #expect(time?.mapping.formats.map(\.value.text) == ["M/d/yyyy"])
        #expect(time?.reason.english.contains("the day may stand before the month") == true)
        #expect(time?.reason.chinese.contains("日在月前") == true)
    }

    @Test func theAmountOfAWholeOrderIsNotTheLines() {
        let youzan = Self.guess(Self.exports[2])
        #expect(youzan.column(of: .amount) == nil)
        let column = youzan.columns.first { $0.mapping.column.value == "订单实付金额" }
        #expect(column?.reason.chinese == "这是整笔订单的金额，各行按数量和单价计算")
    }

    @Test func strangeHeadersDoNoHarm() {
        let header = [
            "", " ", "a", "a", "Order", "order", String(repeating: "长", count: 2_000), "x\"y\n`z", "\u{2028}", "null",
        ]
        let guess = ColumnGuess(header: header, rows: [["1"], []])
        #expect(Set(guess.columns.map(\.mapping.target.value)).count == guess.columns.count)
        let template = ProjectTemplate(
            title: Bilingual(verbatim: "'\"#: \u{7}"),
            timeZone: "UTC",
            currency: "CNY",
            sources: [ProjectTemplate.Source(guess: guess, name: "t", files: ["*.csv"])],
            language: .english
        )
        #expect(problems(in: template.text).allSatisfy { $0.contains("no column is the") }, "\(template.text)")
    }

    @Test func timesThatAreWrittenInSeveralWaysAreStillTimes() {
        let guess = ColumnGuess(
            header: ["订单号", "客户编号", "下单时间", "实付金额"],
            rows: [["A1", "C1", "2026年1月5日", "12.50"], ["A2", "C2", "2026/1/6 8:30", "1,234.00"]]
        )
        #expect(guess.kind == .orders && guess.missing.isEmpty)
        let time = guess.column(of: .time)
        // No one format reads them all, so none is stated and the import finds them out.
        #expect(time?.mapping.column.value == "下单时间" && time?.mapping.formats.isEmpty == true)
    }
}
