seats-no-pass = 请选择为哪些通行证办理：1 至 { $count } 张，且都属于您。
seats-dead-pass = 此通行证目前不能入场：已放弃，或尚未确认。
seats-other-day = 此通行证不适用于这一天。
seats-not-booked = 此处不接受预约；活动页面说明了入场方式。
seats-closed = 此处不再发放座位。
seats-off = 活动不举行，或时间尚未公布。
seats-begun = 活动已经开始，不再接受预约，请到门口询问。
seats-full = 座位已满。
seats-already = 其中有通行证在此已有座位，或已在等候。
seats-clash = 届时 { $holder } 已有安排：“{ $with }”（{ $when }）。一人不能同时身处两地；请先放弃原有安排，或另选时间。
seats-clash-way = { $holder } 已有安排：“{ $with }”（{ $when }）。路上需要 { $travel } 分钟，中间只有 { $gap } 分钟；请先放弃原有安排，或另选时间。
seats-not-now = 此事已经结束，或已不能这样办理。
seats-changed = 内容已被他人修改。请重新查看后再改。
seats-no-places = 请填写座位数：0 至 1,000,000。
seats-no-way = 此处不能采用这种方式发放座位。
seats-over = 座位
seats-way-open = 无需座位：持任何通行证，有空位即可入场。
seats-way-invited = 凭邀请入场。
seats-way-booked = 预约座位
seats-way-queued = 现场排队，按号入场
seats-way-wished = 按志愿抽签
seats-way-series = 请选择其中一场。
seats-way-within = 在其所属活动有座位，即可参加。
seats-free = 余位
seats-free-of = { $free } / { $places }
seats-none-free = 已满
seats-how = 入场方式
seats-yours = 您在此的座位
seats-book = 预约座位
seats-book-title = 预约
seats-for-whom = 为谁预约
seats-cancel = 放弃
seats-cancel-of = 放弃 { $holder } 的座位：{ $title }
seats-booked-done = 预约成功，座位是您的了。
seats-given-up-done = 座位已放弃，他人可以使用。
seats-nearest = 您可以改选
seats-nothing-near = 暂无其他有空位且不与您的日程冲突的活动。
seats-sessions = 场次
seats-code-of = { $holder }的入场码
seats-no-holder = 座位凭通行证预约
seats-no-holder-text = 请在此设备上打开您通行证的链接，或用订购时的邮箱登录。
seats-sign-in = 登录
seats-to-mine = 我的大会
seats-state-wished = 已填志愿
seats-state-waitlisted = 候补中
seats-state-offered = 已保留座位
seats-state-confirmed = 已确认
seats-state-attended = 已到场
seats-state-no-show = 未按时到场
seats-state-released = 已释放
seats-state-cancelled = 已放弃
seats-state-off = 不举行
seats-mine-title = 我的大会
seats-mine-lead = 您的通行证、座位与日程，都在这台设备上。
seats-mine-passes = 通行证
seats-mine-pass = 通行证
seats-mine-empty = 还没有预约。
seats-mine-programme = 查看日程
seats-mine-today = 今天
seats-mine-past = 之前的日子
seats-mine-walk = 路上 { $minutes } 分钟，{ $leave } 出发
seats-mine-clash = 与前一项时间重叠：发布版调整了时间。请放弃其中一项。
seats-mine-late = 路上需要 { $minutes } 分钟，时间不够。请放弃其中一项。
seats-mine-moved = 您预约之后，发布版调整了它。
seats-mine-role = 您参与其中
seats-mine-seats = 座位
seats-mine-way-hint = 您的通行证、座位与日程
seats-link-dead = 此链接不对应任何通行证
seats-link-dead-text = 它已被更新的链接取代，或通行证已放弃。请使用最近一封通行证邮件中的链接。
seats-about = 活动介绍
seats-others-wait = 已有人在此候补，他们优先。您可以加入候补名单。
seats-too-many = 此处共 { $places } 个座位，无法让这么多人坐在一起。
seats-not-offered = 您在候补名单上，目前还没有为您保留座位。
seats-expired = 座位曾为您保留，现已过期。请重新加入候补名单。
seats-no-minutes = 请填写分钟数：0 至 240。
seats-wait = 加入候补
seats-queue-up = 取号排队
seats-wait-title = 候补名单
seats-wait-text = 轮到您时会为您保留座位，并以邮件和本页告知。一起申请的人不会被拆开。
seats-waiting-done = 您已加入名单。轮到您时会为您保留座位。
seats-taken-done = 座位是您的了。
seats-turn = 名单第 { $place } 位
seats-turn-minutes = 名单第 { $place } 位，约 { $minutes } 分钟
seats-held-until = 为您保留至 { $until }
seats-take = 确认使用
seats-waiting = 候补人数
seats-letter-offered = 已为您保留座位：{ $title }
seats-letter-offered-text =
    轮到您了：座位为您保留至 { $until }。

    { $title }
    { $when }

    请在此确认或放弃：
    { $link }
seats-letter-ran-out = 座位已释放：{ $title }
seats-letter-ran-out-text =
    曾为您保留座位，但未在时限内确认；座位将给下一位。

    { $title }
    { $when }

    您可以重新加入候补名单：
    { $link }
seats-api-list = 列出最新发布版中各活动的入场方式与余位
seats-api-get = 读取一项活动的入场方式；修改时需要其 ETag
seats-api-set = 设定发放座位的方式，须带“If-Match”；任何人都不会因此失去座位
seats-api-book = 为通行证预约座位，全部成功或全部不成；也可加入候补名单；须带“Idempotency-Key”
seats-api-give-up = 放弃座位、志愿或候补；名额立即释放
seats-api-take = 确认为一组人保留的座位；须带“Idempotency-Key”
seats-api-link = 生成通行证的秘密链接，原链接随即失效；须带“Idempotency-Key”
seats-host-title = 座位情况
seats-host-hint = 本活动的座位：谁已有座位、谁在候补、如何发放。发布之后可用。
seats-host-public = 观众看到的页面
seats-host-who = 座位与候补
seats-host-nobody = 还没有人申请座位。
seats-host-more = 另有 { $count } 项未在此列出；可通过 API 查看全部。
seats-figure-places = 座位数
seats-figure-taken = 已占用
seats-lowered = 已有 { $taken } 人持有座位，现设 { $places } 个座位。任何人都不会失去座位；退出足够多之前不再发放。
seats-as-released = 按发布版
seats-set-places = 座位数
seats-set-places-hint = 留空则按发布版。可以少于已占用数：任何人都不会失去座位。
seats-set-minutes = 开始后多少分钟释放座位
seats-set-minutes-hint = 未到场者的座位让给候补的人。留空则不释放。
seats-set-closed = 不再发放座位
seats-set-done = 已保存。
seats-mine-offline = 没有网络：以下是最近一次的内容。
seats-calendar-get = 加入手机日历
seats-calendar-title = 您的日历地址
seats-calendar-text = { $holder } 的日程，手机会自动保持最新。
seats-calendar-address = 地址
seats-calendar-subscribe = 订阅
seats-calendar-secret = 知道此地址的人可以看到日程，但不能做任何操作。地址只显示这一次；重新生成后旧地址失效。
seats-no-wishes = 最多填写 5 个志愿，且不能重复。
seats-nothing-wished = 目前没有人为抽签活动填写志愿。
seats-too-many-wishes = 志愿数超过一次抽签的上限。请将部分活动改为预约。
seats-wishes-title = 志愿
seats-wishes-text = 部分活动按抽签分配。请按喜好依次填写；填得早或填得多都不会占便宜。
seats-wishes-own = 您的志愿
seats-wishes-save = 保存志愿
seats-wished-done = 志愿已保存，抽签之前可以修改。
seats-drawn-done = 抽签已完成。
seats-wish-of = { $number ->
    [1] 第一志愿
    [2] 第二志愿
    [3] 第三志愿
   *[other] 第 { $number } 志愿
}
seats-draws = 抽签
seats-draws-text = 先抽出顺序，再依次让每组取得其志愿中仍有空位且不与日程冲突的最靠前一项。因此如实填写总是最好的。任何人凭种子都可以重抽并得到同样结果。已确认的座位在以后的抽签中保持不变。
seats-draws-none = 尚未抽签。
seats-draw-number = 第 { $number } 次抽签
seats-draw-seed = 种子 { $seed }；共 { $groups } 组参加。
seats-draw-rank = { $people } 人获得第 { $rank } 志愿。
seats-draw-now = 为 { $groups } 组抽签
seats-lot-given = 您的顺序是 { $groups } 组中的第 { $turn } 位：获得“{ $title }”，您的第 { $choice } 志愿。
seats-lot-none = 您的顺序是 { $groups } 组中的第 { $turn } 位：您的志愿均已无空位。志愿将保留到下一次抽签。
seats-lot-busy = “{ $title }”：届时您已有其他安排。
seats-lot-full = “{ $title }”：顺序在前的人已占满名额。
seats-to-wishes = 填写志愿
