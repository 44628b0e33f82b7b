releasing-api-prospect = 按目前的草稿发布会带来什么
releasing-api-make = 发布草稿，并给日程有变的人准备信件
releasing-title = 核对与发布
releasing-lead = 发布之前：有没有挡路的，改了什么，会通知谁。
releasing-same = 草稿与最近一版相同，没有可发布的改动。
releasing-first = 这是第一版：节目中的每个人都会收到自己的安排。
releasing-blocked = 清单里还有挡路的问题。请先解决；若确实要带着它们发布，请勾选“仍然发布”。
releasing-list = 核对清单
releasing-clear = 清单上没有问题。
releasing-blocks = 挡路
releasing-warns = 提醒
releasing-people-twice =
    { $count ->
       *[other] { $count } 处：同一人同一时间要到两个地方
    }
releasing-halls-twice = { $count } 处：同一个厅同时有两场活动
releasing-untitled-zh = { $count } 场活动没有中文名称
releasing-untitled-en = { $count } 场活动没有英文名称
releasing-unplaced = { $count } 场活动没有时间和地点
releasing-ways = { $count } 处：两地之间来不及赶到
releasing-halls-small = { $count } 场活动的名额超过厅的容量
releasing-closed = { $count } 场活动在场馆开放时间之外
releasing-unsummarised-zh = { $count } 场活动没有中文简介
releasing-unsummarised-en = { $count } 场活动没有英文简介
releasing-deserted = { $count } 场活动还没有参加的人
releasing-unreached = { $count } 位参加者没有邮箱，不会收到通知
releasing-and-more = 另有 { $count } 场
releasing-see-conflicts = 查看冲突
releasing-see-contacts = 补上邮箱
releasing-changes = 改了什么
releasing-no-changes = 时间、地点、名称和人员都没有变，只改了文字。
releasing-more-changes = 另有 { $count } 场有变动
releasing-who = 会通知谁
releasing-readers =
    { $count ->
        [0] 没有人会收到邮件
       *[other] { $count } 人会收到邮件，每人一封，用各自的语言，附日历更新
    }
releasing-waits = 这类邮件设为同意后发出：发布后请到“邮件”中放行。
releasing-people-and-more = 等 { $count } 人
releasing-comma = 、
releasing-press = 发布
releasing-tell = 给与变动有关的人发邮件
releasing-override = 我已看过上面挡路的问题，仍然发布
releasing-to = 核对与发布第 { $number } 版
releasing-back = 草稿与发布
