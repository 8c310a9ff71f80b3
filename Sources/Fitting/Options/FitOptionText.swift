package import Domain

/// What the help says of an option.
extension FitOption {
    /// What stands for the value: `<names>`.
    package var placeholder: Bilingual {
        switch self {
        case .columns, .features: Bilingual(en: "names", zh: "列名")
        case .target, .customer, .time, .amount, .item, .treatment, .group, .frequency, .recency, .age,
            .denominator, .covariate:
            Bilingual(en: "column", zh: "列名")
        case .positive, .control: Bilingual(en: "value", zh: "取值")
        case .shares: Bilingual(en: "shares", zh: "比例")
        case .dateFormat: Bilingual(en: "pattern", zh: "格式")
        case .timeZone: Bilingual(en: "zone", zh: "时区")
        case .until: Bilingual(en: "date", zh: "日期")
        case .k, .classes: Bilingual(en: "n or n-m", zh: "个数或范围")
        case .unit, .covariance, .linkage, .distance, .method, .criterion, .binning, .ties, .monetary:
            Bilingual(en: "name", zh: "名称")
        case .minSupport, .minConfidence, .discount, .margin, .level: Bilingual(en: "share", zh: "比例")
        default: Bilingual(en: "n", zh: "数")
        }
    }

    /// One line; what a model makes of it is in the model's own help.
    package var meaning: Bilingual {
        switch self {
        case .columns: Bilingual(en: "The columns to use, by comma.", zh: "使用哪些列，以逗号分隔。")
        case .features:
            Bilingual(en: "The columns that explain, by comma; otherwise all others.", zh: "解释变量的列，以逗号分隔；默认为其余全部列。")
        case .target: Bilingual(en: "The column of the outcome.", zh: "结果所在的列。")
        case .positive: Bilingual(en: "The value of the outcome that counts as yes.", zh: "结果列中表示“是”的取值。")
        case .customer: Bilingual(en: "The column of the customer.", zh: "客户所在的列。")
        case .time: Bilingual(en: "The column of the time.", zh: "时间所在的列。")
        case .amount: Bilingual(en: "The column of the money.", zh: "金额所在的列。")
        case .item: Bilingual(en: "The column of the product.", zh: "商品所在的列。")
        case .treatment:
            Bilingual(
                en: "The column of the experiment's groups: who was treated (1) and who was not (0).",
                zh: "实验分组所在的列（1 为处理组，0 为对照组）。"
            )
        case .group: Bilingual(en: "The column of the groups to compare.", zh: "用于分组比较的列。")
        case .denominator:
            Bilingual(en: "The column to divide by, where the outcome is a ratio.", zh: "结果为比率时作分母的列。")
        case .covariate:
            Bilingual(en: "A column known before the experiment, such as earlier spend.", zh: "实验前已知的列，例如此前的消费。")
        case .control: Bilingual(en: "The value that marks the control group.", zh: "表示对照组的取值。")
        case .shares:
            Bilingual(
                en: "The planned sizes of the groups: 50,25,25, the control first, or no=50,mail=25,sms=25.",
                zh: "计划的各组比例：50,25,25（对照组在先），或 no=50,mail=25,sms=25。"
            )
        case .effect:
            Bilingual(
                en: "The effect expected; the interval for many looks is narrowest there.",
                zh: "预期效果的大小；可多次查看的区间在此处最窄。"
            )
        case .frequency:
            Bilingual(
                en: "The column of repeat purchases (rfm: of orders), in place of a log of orders.",
                zh: "复购次数（rfm 为订单数）所在的列，代替订单明细。"
            )
        case .recency:
            Bilingual(
                en: "The column of the time from the first to the last purchase (rfm: of the days since the last).",
                zh: "首次到最近一次购买的时长（rfm 为距最近一次购买的天数）所在的列。"
            )
        case .age: Bilingual(en: "The column of the time from the first purchase to now.", zh: "首次购买至今的时长所在的列。")
        case .k: Bilingual(en: "How many groups, or a range to choose from.", zh: "分组数，或供选择的范围。")
        case .classes: Bilingual(en: "How many classes, or a range to choose from.", zh: "类别数，或供选择的范围。")
        case .starts: Bilingual(en: "How many starts; the best is kept.", zh: "随机起点个数，取最优者。")
        case .depth: Bilingual(en: "The most levels of a tree.", zh: "树的最大层数。")
        case .trees: Bilingual(en: "The most trees.", zh: "最多的树数。")
        case .folds: Bilingual(en: "Parts of the cross-validation.", zh: "交叉验证的折数。")
        case .bins: Bilingual(en: "Scores of each of R, F and M.", zh: "R、F、M 各分几档。")
        case .top: Bilingual(en: "How many to show or to suggest.", zh: "显示或推荐的个数。")
        case .neighbours: Bilingual(en: "How many neighbours count.", zh: "近邻个数。")
        case .factors: Bilingual(en: "How many hidden factors.", zh: "隐因子个数。")
        case .minSize: Bilingual(en: "The fewest rows of a group or a leaf.", zh: "每组或每个叶节点的最少行数。")
        case .minSupport: Bilingual(en: "The least share of baskets.", zh: "最小支持度。")
        case .minConfidence: Bilingual(en: "The least confidence of a rule.", zh: "最小置信度。")
        case .minLift: Bilingual(en: "The least lift of a rule.", zh: "最小提升度。")
        case .minItems: Bilingual(en: "The fewest items.", zh: "最少项数。")
        case .maxItems: Bilingual(en: "The most items.", zh: "最多项数。")
        case .dateFormat:
            Bilingual(
                en: "How the file writes its dates, where that cannot be told: d/M/yyyy or M/d/yyyy.",
                zh: "无法自动识别时，文件中日期的写法：d/M/yyyy 或 M/d/yyyy。"
            )
        case .timeZone:
            Bilingual(
                en: "The zone in which days begin, for times with an offset: Asia/Shanghai.",
                zh: "一天从哪个时区的零点算起，用于带时差的时间：Asia/Shanghai。"
            )
        case .until: Bilingual(en: "The last day that the fit may know.", zh: "拟合所用数据的截止日期。")
        case .unit: Bilingual(en: "The unit of time.", zh: "时间单位。")
        case .horizon: Bilingual(en: "How far ahead, in units of time.", zh: "预测多长时间（按时间单位）。")
        case .discount: Bilingual(en: "The yearly discount rate.", zh: "年贴现率。")
        case .margin: Bilingual(en: "The share of revenue that is profit.", zh: "利润占收入的比例。")
        case .lifespan: Bilingual(en: "Years that a customer stays.", zh: "客户留存年数。")
        case .standardise:
            Bilingual(en: "Give all columns mean 0 and standard deviation 1 first.", zh: "先将各列标准化为均值 0、标准差 1。")
        case .covariance: Bilingual(en: "The form of the covariances.", zh: "协方差形式。")
        case .linkage: Bilingual(en: "How groups are joined.", zh: "合并方式。")
        case .distance: Bilingual(en: "How rows are compared.", zh: "距离。")
        case .method: Bilingual(en: "The way of doing it.", zh: "方法。")
        case .criterion: Bilingual(en: "How splits, or the number of groups, are chosen.", zh: "划分或分组数的选择准则。")
        case .binning:
            Bilingual(
                en: "Whether F and M are scored among all or within the score before.",
                zh: "F、M 在全体中分档，还是在前一项的同档内分档。"
            )
        case .ties: Bilingual(en: "What becomes of equal values.", zh: "相同取值的处理方式。")
        case .monetary: Bilingual(en: "Which number stands for what a customer spent.", zh: "以哪个数代表客户的消费金额。")
        case .rate: Bilingual(en: "The learning rate.", zh: "学习率。")
        case .penalty: Bilingual(en: "The weight of the penalty.", zh: "惩罚项权重。")
        case .holdout: Bilingual(en: "What is kept aside for checking: a share, or a date.", zh: "留出用于检验的部分：比例或日期。")
        case .seed: Bilingual(en: "A number that decides all chance; 1 by default.", zh: "随机种子，默认为 1。")
        case .level: Bilingual(en: "The confidence of intervals; 0.95 by default.", zh: "区间的置信水平，默认 0.95。")
        }
    }
}
