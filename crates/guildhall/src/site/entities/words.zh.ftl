entities-source = 来源
entities-about = 介绍
entities-holds = 包括
entities-related = 相关活动
entities-beside = 前后场次
entities-before = 上一场
entities-after = 下一场
entities-to-calendar = 加入日历
entities-interpretation = 口译
entities-recording = 录制
entities-not-recorded = 不录制、不直播
entities-days-count = { $count } 天
entities-stack = 技术栈“上海队”
entities-stack-lead = 各层的企业；没有企业的层留空。
entities-country = 所在国家或地区
entities-website = 网站
entities-sectors = 领域
entities-layers = 技术层
entities-activities = 活动
entities-no-activities = 暂无公开活动。
entities-where = 地点
entities-entry = 入场
entities-level = 难度
entities-language = 语言
entities-places = 名额
entities-places-count = { $count } 人
entities-hosted-by = 主办
entities-with = 嘉宾
entities-topics = 标签
entities-details = 说明
entities-part-of = 属于
entities-proceedings = 议程
entities-bring = 请自备
entities-prerequisites = 预备知识
entities-nomination = 提名方式
entities-project = 项目
entities-seeking = 寻求
entities-equipment = 设备
entities-scoring = 计分
entities-criteria = 评审标准
entities-guardian = 监护人
entities-products = 产品
entities-scenario = 场景
entities-accreditation = 采访登记
entities-slot-minutes = 每段
entities-slots = 段数
entities-pitch-minutes = 路演
entities-question-minutes = 问答
entities-minutes = { $count } 分钟
entities-group = 每场人数
entities-group-range = { $min }–{ $max } 人
entities-age = 年龄
entities-age-min = { $age } 岁以上
entities-age-range = { $min }–{ $max } 岁
entities-players = 玩家
entities-team = 队伍
entities-rounds = 轮次
entities-hours = 时长
entities-hours-count = { $count } 小时
entities-finalists = 决赛队伍
entities-employers = 用人单位
entities-posts = 岗位
entities-stalls = 摊位
entities-exhibits = 展项
entities-tables = 桌数
entities-parties = 最多方数
entities-programming-languages = 编程语言
entities-guide-languages = 讲解语言
entities-map = 场馆位置与路程
entities-map-lead = 位置按经纬度绘制，数字为路上所需分钟；最短的走法画在图上，其余见下表。
entities-from-to = 从 \ 到
entities-address = 地址
entities-directions = 怎么去
entities-capacity = 容量
entities-capacity-count = { $count } 人
entities-floor = 楼层
entities-area = 面积
entities-area-count = { $count } 平方米
entities-features = 设施
entities-travel-times = 路程（分钟）
entities-stops = 站
entities-stay = 停留 { $count } 分钟
entities-way = { $mode } { $count } 分钟
entities-release-number = 发布版 { $number }
entities-released-at = { $date } { $clock } 发布
entities-not-placed = 时间地点待定
entities-core-communities = 核心社区
entities-communities = 参与社区
entities-organisations = 企业
entities-bodies = 指导与主办单位
entities-hosts-lead = 一个“社区的社区”：谁在主办，谁在参与。
entities-hosts = 社区与机构
entities-people = 嘉宾
entities-represented-by = 代表
entities-venues = 场馆
entities-routes = 观展路线
entities-releases = 发布版
entities-off = 已取消
entities-links = 链接
entities-halls = 厅
entities-hall = 厅
entities-now = 当前版
entities-people-unit =
    { $count ->
       *[other] 位
    }
entities-people-about = 本届 { $count } 位嘉宾。
entities-letters = 按字母
entities-guests = 领导嘉宾
entities-everybody = 全部
entities-hosts-unit =
    { $count ->
       *[other] 家社区与机构
    }
entities-on-this-page = 本页
entities-stack-named = 有公开来源
entities-stack-none = 还没有企业
entities-stack-table = 各领域在各层的企业数
entities-name-contains = 名称含有
entities-no-hosts = 没有符合条件的企业。
entities-activities-unit =
    { $count ->
       *[other] 项活动
    }
entities-in-programme = 在日程中查看
entities-venue = 场馆
entities-venues-unit =
    { $count ->
       *[other] 个场馆
    }
entities-venues-about = 场馆位置、厅室与路程：{ $names }。
entities-halls-unit =
    { $count ->
       *[other] 个厅与展区
    }
entities-halls-count = { $count } 个厅与展区
entities-capacity-all = 共容纳 { $count } 人
entities-seats-unit = 人
entities-spots-count = { $count } 个点位
entities-dot = 每一点代表 { $count } 人。
entities-open = 开放
entities-daily = 每天 { $hours }
entities-from-here = 从这里出发
entities-on-here = 这里的活动
entities-map-off = { $km } 公里外
entities-map-broken = 虚线不按比例。
entities-map-metres = { $count } 米
entities-map-minutes = { $count } 分
entities-map-north = 北
entities-routes-unit =
    { $count ->
       *[other] 条路线
    }
entities-routes-lead = 按场景走一遍大会：每条路线都按排期与路程算过时间。
entities-stops-unit =
    { $count ->
       *[other] 站
    }
entities-on-the-way = 路上 { $count } 分钟
entities-route-late = 有 { $count } 站按现在的排期赶不上，已在下面标出。
entities-late = 晚到 { $count } 分钟
entities-spare = 余 { $length }
entities-any-time = 随时
entities-edition-page = 大会
entities-also-read = 另见
entities-releases-lead = 日程每次发布都有编号，发布后不再改动，只会被下一版取代。
entities-what-changed = 这一版改了什么
entities-changes = 发布版 { $from } → { $to }
entities-changes-unit =
    { $count ->
       *[other] 处改动
    }
entities-changes-none = 两版之间没有活动改动。
entities-turn-title = 标题
entities-turn-time = 时间
entities-turn-place = 地点
entities-turn-people = 人员
entities-turn-hosts = 主办
entities-turn-comma = 、
entities-fate-cancelled = 取消
entities-fate-moved = 改时间或地点
entities-fate-added = 新增
entities-fate-removed = 撤下
entities-fate-restored = 恢复
entities-fate-renamed = 改名
entities-fate-revised = 其他更新
entities-book = 预约座位
entities-choose-session = 选择场次
entities-queue = 现场排队
