/// Names of columns in English and Chinese.
enum EnglishAndChineseNames {
    static let roles: [ColumnSynonyms.Entry] = [
        .init(
            .role(.customer),
            1,
            [
                "customerid", "customerno", "customernumber", "customercode", "custid", "userid", "memberid",
                "memberno",
                "clientid", "buyerid", "accountid", "custno", "customernr", "clientno", "clientnumber", "clientcode",
                "membernumber", "accountno", "accountnumber", "contactid", "shopperid", "guestid", "客户编号", "客户号",
                "客户id", "客户代码", "客户编码", "会员号", "会员编号",
                "会员id", "会员卡号", "会员编码", "用户id", "用户编号", "买家id",
            ]
        ),
        .init(.role(.customer), 0.95, ["买家会员名", "买家账号", "会员名", "openid", "unionid", "买家openid"]),
        .init(
            .role(.customer),
            0.9,
            ["customer", "user", "member", "buyer", "client", "买家昵称", "买家", "会员", "客户", "用户", "交易对方"]
        ),
        .init(
            .role(.customer),
            0.7,
            [
                "customeremail", "buyeremail", "买家手机号", "会员手机号", "客户手机号", "用户手机号", "买家手机", "会员手机",
                "手机号", "手机号码", "手机",
            ]
        ),
        .init(
            .role(.customer),
            0.6,
            [
                "email", "emailaddress", "phone", "mobile", "phonenumber", "电子邮箱", "邮箱", "收货人手机号", "收货人手机", "联系手机",
                "联系电话", "电话",
            ]
        ),
        .init(
            .role(.order),
            1,
            [
                "orderid", "orderno", "ordernumber", "ordercode", "invoiceno", "invoiceid", "invoicenumber", "invoice",
                "transactionid", "receiptno", "receiptid", "订单号", "订单编号", "订单id", "主订单编号", "交易号", "交易编号",
                "小票号", "流水号", "单据号", "发票号",
            ]
        ),
        .init(.role(.order), 0.85, ["order", "basketid", "ticketid", "订单", "单号", "子订单编号"]),
        .init(
            .role(.time),
            1,
            [
                "orderdate", "ordertime", "orderedat", "ordertimestamp", "invoicedate", "purchasedate", "purchasetime",
                "transactiondate", "transactiontime", "下单时间", "下单日期", "订单创建时间", "订单时间", "订单日期", "购买时间",
                "购买日期", "消费时间", "消费日期", "交易时间", "交易日期", "成交时间",
            ]
        ),
        .init(.role(.time), 0.95, ["eventtime", "timestamp", "occurredat", "createdat", "发生时间", "事件时间", "创建时间"]),
        .init(.role(.time), 0.9, ["订单付款时间", "付款时间", "支付时间", "paidat", "paymenttime", "paymentdate"]),
        .init(.role(.time), 0.8, ["date", "time", "datetime", "日期", "时间"]),
        .init(
            .role(.amount),
            1,
            [
                "amount", "orderamount", "totalamount", "total", "ordertotal", "totalprice", "revenue", "sales",
                "grandtotal", "amountpaid", "paidamount", "linetotal", "实付金额", "买家实际支付金额", "订单实付金额",
                "实际支付金额", "实付款", "实收金额", "消费金额", "成交金额",
            ]
        ),
        .init(.role(.amount), 0.9, ["金额", "订单金额", "支付金额", "付款金额", "销售额", "交易金额", "应付金额", "买家应付货款", "总金额"]),
        .init(.role(.amount), 0.75, ["subtotal", "spend", "spent", "总价", "小计", "商品总价"]),
        .init(
            .role(.quantity),
            1,
            [
                "quantity", "qty", "lineitemquantity", "units", "itemcount", "orderquantity", "数量", "商品数量", "购买数量",
                "宝贝总数量", "件数", "销售数量", "宝贝数量",
            ]
        ),
        .init(.role(.quantity), 0.7, ["count", "pieces", "items", "个数"]),
        .init(
            .role(.price),
            1,
            [
                "price", "unitprice", "itemprice", "lineitemprice", "sellingprice", "productprice", "单价", "商品单价", "售价",
                "销售单价", "成交单价", "商品价格", "价格",
            ]
        ),
        .init(
            .role(.product),
            1,
            [
                "productid", "productcode", "productno", "sku", "skuid", "skucode", "lineitemsku", "stockcode",
                "itemid",
                "itemcode", "articleno", "商品编码", "商品编号", "商品id", "货号", "商家编码", "商品货号", "规格编码", "条码",
                "商品条码",
            ]
        ),
        .init(.role(.product), 0.75, ["product", "item", "article", "商品", "产品"]),
        .init(.role(.currency), 1, ["currency", "currencycode", "币种", "货币", "币别"]),
        .init(
            .role(.event),
            1,
            [
                "event", "eventname", "eventtype", "action", "activity", "behavior", "behaviour", "事件", "事件名称", "事件名",
                "行为", "行为类型", "事件类型",
            ]
        ),
    ]

    static let properties: [ColumnSynonyms.Entry] = [
        .init(
            .property("product_name"),
            1,
            [
                "productname", "itemname", "lineitemname", "description", "productdescription", "producttitle", "商品名称",
                "商品名", "宝贝标题", "宝贝名称", "商品标题", "产品名称", "品名",
            ]
        ),
        .init(.property("category"), 1, ["category", "productcategory", "商品分类", "商品类目", "类目", "品类", "分类", "宝贝种类"]),
        .init(.property("brand"), 1, ["brand", "品牌"]),
        .init(
            .property("country"),
            1,
            ["country", "countryregion", "shippingcountry", "billingcountry", "国家", "国家地区"]
        ),
        .init(.property("province"), 1, ["province", "state", "shippingprovince", "省份", "省", "收货人省份", "所在省"]),
        .init(.property("city"), 1, ["city", "shippingcity", "城市", "所在城市", "收货人城市", "市", "常住城市"]),
        .init(.property("address"), 1, ["address", "收货地址", "地址", "详细地址"]),
        .init(.property("gender"), 1, ["gender", "sex", "性别"]),
        .init(.property("age"), 1, ["age", "年龄"]),
        .init(.property("birthday"), 1, ["birthday", "birthdate", "dateofbirth", "dob", "生日", "出生日期"]),
        .init(
            .property("registered"),
            1,
            [
                "registered", "registeredat", "signupdate", "joindate", "joinedat", "注册时间", "注册日期", "入会时间",
                "入会日期", "加入时间",
            ]
        ),
        .init(.property("name"), 1, ["customername", "fullname", "姓名", "客户姓名", "会员姓名", "收货人姓名", "收货人", "买家姓名"]),
        .init(.property("registered"), 0.5, ["createdat", "创建时间"]),
        .init(
            .property("postcode"),
            1,
            ["postcode", "postalcode", "zip", "zipcode", "shippingzip", "billingzip", "邮编", "邮政编码"]
        ),
        .init(.property("name"), 0.85, ["name"]),
        .init(.property("email"), 0.55, ["email", "emailaddress", "customeremail", "邮箱", "电子邮箱"]),
        .init(
            .property("phone"),
            0.55,
            ["phone", "mobile", "phonenumber", "手机号", "手机号码", "手机", "联系电话", "电话", "联系手机", "收货人手机", "收货人手机号", "买家手机号"]
        ),
        .init(.property("level"), 1, ["level", "tier", "memberlevel", "会员等级", "等级"]),
        .init(.property("status"), 1, ["status", "orderstatus", "financialstatus", "订单状态", "状态", "交易状态"]),
        .init(.property("channel"), 1, ["channel", "source", "渠道", "来源", "订单来源"]),
        .init(.property("payment_method"), 1, ["paymentmethod", "支付方式", "付款方式"]),
        .init(.property("shipping"), 1, ["shipping", "shippingfee", "freight", "运费", "邮费", "买家应付邮费"]),
        .init(.property("discount"), 1, ["discount", "discountamount", "优惠金额", "折扣", "优惠"]),
        .init(.property("store"), 1, ["store", "storename", "shop", "店铺", "店铺名称", "门店", "门店名称"]),
        .init(.property("paid_at"), 0.5, ["paidat", "付款时间", "支付时间", "订单付款时间"]),
        .init(.property("fulfilled_at"), 1, ["fulfilledat", "shippedat", "发货时间"]),
        .init(.property("completed_at"), 1, ["completedat", "closedat", "确认收货时间", "完成时间", "交易成功时间"]),
    ]
}
