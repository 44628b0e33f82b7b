hosting-invite-lang = 邮件语言
hosting-no-role = 请选择一种角色。
hosting-no-host = 请选择本届的一个社区或机构。
hosting-no-resource = 请选择授权的内容。
hosting-no-hall = 只有场地时长可以限定到某个厅；请选择本届的一个厅，或选“任一厅”。
hosting-no-amount = 请填写数量：场地时长以小时计，最多两位小数，例如 7.5；其余填写整数。填 0 即收回。
hosting-below-spent = 已经使用了 { $spent }，授权不能低于这一数量。请先移走或取消活动，再减少授权。
hosting-member = 此人已担任这一角色。
hosting-invited = 此邮箱已收到同一角色的邀请，正等待对方接受。
hosting-last-lead = 这是唯一的负责人。请先邀请另一位负责人，待其接受后再结束此角色。
hosting-invitation-used = 这份邀请已被接受过，每份邀请只能用一次。若您就是受邀人，请直接登录。
hosting-invitation-withdrawn = 这份邀请已被撤回。如有疑问，请联系邀请您的社区或机构。
hosting-invitation-expired = 这份邀请已过期。请联系邀请您的社区或机构，重新发一份。
hosting-invitation-for-another = 这份邀请是发给另一个邮箱的。请先退出登录，再用收到邀请的邮箱打开链接。
hosting-letter-subject = { $host }邀请您加入
hosting-letter-text =
    您好：

    { $host }邀请您在“{ $edition }”担任{ $role }。

    请打开下面的链接，并在页面上点“接受邀请”：

    { $link }

    链接在 { $days } 天内有效，只能使用一次。若您不认识对方，请忽略这封邮件。
hosting-hall-hours = 场地时长（小时）
hosting-activities = 活动（场）
hosting-seats = 席位（个）
hosting-passes = 通行证（张）
hosting-badges = 胸牌（枚）
hosting-tables = 洽谈桌（张）
hosting-not-placed = 尚未排期
hosting-is-invited = 邀请已发出。
hosting-is-withdrawn = 邀请已撤回，其链接不再有效。
hosting-is-ended = 此角色已结束。
hosting-is-joined = 您已加入。
hosting-home-over = 工作台
hosting-public-page = 查看公开页面
hosting-grants = 授权额度
hosting-no-grants = 尚无授权，也没有使用。需要场地或名额时，请联系组织者。
hosting-how-counted = “已用”按草稿实时计算：由本方牵头（排在第一位）、未取消、不从属于其他活动的活动。未写名额的活动按所在厅的容量计。
hosting-own-activities = 活动
hosting-no-activities = 草稿中还没有由本方主办的活动。
hosting-with = 合办：
hosting-comma = 、
hosting-cancelled = 已取消
hosting-members = 成员
hosting-no-members = 还没有成员。
hosting-you = 您
hosting-end-member = 结束角色
hosting-invitations = 待接受的邀请
hosting-withdraw = 撤回
hosting-invite = 邀请成员
hosting-invite-hint = 对方会收到一封邮件，其中的链接 14 天内有效，只能用一次。
hosting-send-invitation = 发送邀请
hosting-resource = 内容
hosting-granted = 授权
hosting-spent = 已用
hosting-left = 剩余
hosting-over = 超出 { $amount }
hosting-grants-title = 授权额度
hosting-grants-lead = 额度之内，社区与机构自行安排，无需再问。
hosting-grant = 授权
hosting-hall = 厅
hosting-any-hall = 任一厅
hosting-amount = 数量
hosting-amount-hint = 场地时长以小时计，其余为个数；填 0 即收回。
hosting-do-grant = 保存授权
hosting-nothing-granted = 尚无授权。
hosting-is-granted = 授权已保存。
hosting-core = 核心社区
hosting-others = 其他社区与机构
hosting-invitation-title = 邀请
hosting-invitation-dead-title = 邀请无法使用
hosting-invitation-text = { $host }邀请您在“{ $edition }”担任{ $role }。
hosting-invitation-for = 发给 { $email }，{ $until }前有效。
hosting-accept = 接受邀请
hosting-to-account = 前往账号
hosting-api-grants = 列出每个主办方的授权额度与已用
hosting-api-set = 设定主办方的一项授权；0 即收回；不得低于已用
hosting-api-balance = 获取一个主办方的授权额度与已用
hosting-api-members = 列出一个主办方的成员
hosting-api-end = 结束某人在主办方的角色；唯一的负责人除外
hosting-api-invitations = 列出待接受的邀请
hosting-api-invite = 以邮件链接邀请某人加入主办方
hosting-api-withdraw = 撤回邀请
hosting-no-title = 请至少用一种语言填写标题，不超过 { $most } 个字符。
hosting-summary-length = 请不要超过 { $most } 个字符。
hosting-no-kind = 请选择主办方可选的类型。
hosting-no-part = 请选择所属板块。
hosting-no-minutes = 请填写整数分钟，5 到 20160；尚未确定可留空。
hosting-no-places = 请填写 0 到 100000 的整数；留空则按所在厅的容量。
hosting-no-entry = 请选择入场方式。
hosting-no-language = 请至少勾选一种语言。
hosting-not-led = 这场活动由其他主办方牵头（排在第一位）并负责修改。您可以在下方退出。
hosting-changed = 您打开此页之后，另有人保存过。下面是现在的内容，您填写的内容也还在；再次保存将以您的为准。
hosting-crosses = 这超出了授权额度。请先向组织者申请增加。
hosting-no-person = 日程中没有叫这个名字的人。请核对写法；若是新人，请勾选“新人”。
hosting-several-people = 有多位同名者，请改填其页面地址的最后一段。
hosting-involved = 此人已以该身份参与。
hosting-no-person-role = 请选择身份。
hosting-no-name = 请至少用一种语言填写名称，不超过 80 个字符。
hosting-no-site = 请填写以 https:// 开头的网址，不超过 200 个字符。
hosting-no-words = 请写点内容，不超过 { $most } 个字符。
hosting-no-reason = 请说明理由，不超过 2000 个字符。
hosting-asked-already = 这场活动已有一份待处理的申请，请在其留言中继续说明。
hosting-decided = 这份申请已经结束。
hosting-no-decision = 请填写 0 到申请数量之间的数：场地时长以小时计，最多两位小数；其余为整数。
hosting-hosts-already = 对方已是这场活动的主办方。
hosting-asked-to-host = 已邀请过对方，尚未答复。
hosting-answered = 此事已有答复，或已被撤回。
hosting-not-sure = 请勾选以确认。
hosting-news-asked = { $host }申请超出授权的额度
hosting-news-asked-text =
    您好：

    { $host }在“{ $edition }”申请超出授权的额度。具体内容与理由见下面的页面，您可在那里回复并作出决定：

    { $link }
hosting-news-said = { $host }的申请有新留言
hosting-news-said-text =
    您好：

    { $host }在“{ $edition }”的申请有新留言：

    { $link }
hosting-news-decided = { $host }的申请：{ $outcome }
hosting-news-decided-text =
    您好：

    “{ $edition }”的组织者已就{ $host }的申请作出决定：{ $outcome }。

    { $reason }

    详情：

    { $link }
hosting-news-together = { $asking }邀请您合办“{ $title }”
hosting-news-together-text =
    您好：

    { $asking }邀请{ $host }在“{ $edition }”合办“{ $title }”。同意之前，您的名称不会出现在任何公开页面。请在这里答复：

    { $link }
hosting-news-agreed = { $host }同意合办“{ $title }”
hosting-news-agreed-text =
    您好：

    { $host }已同意在“{ $edition }”与您合办“{ $title }”。

    { $link }
hosting-news-declined = { $host }婉拒合办“{ $title }”
hosting-news-declined-text =
    您好：

    { $host }婉拒了在“{ $edition }”合办“{ $title }”。

    { $reason }

    { $link }
hosting-news-left = { $host }退出“{ $title }”
hosting-news-left-text =
    您好：

    { $host }不再主办“{ $edition }”的“{ $title }”。活动由其余主办方继续；现在排在第一位的牵头，并计入其额度。

    { $reason }

    { $link }
hosting-news-ownerless = “{ $title }”已无主办方
hosting-news-ownerless-text =
    您好：

    { $host }是“{ $edition }”中“{ $title }”的最后一个主办方，现已退出。

    { $reason }

    请邀请其他主办方接手，或取消活动：

    { $link }
hosting-no-reason-given = 未说明理由。
hosting-the-organisers = 组织者
hosting-state-open = 待处理
hosting-state-granted = 已同意
hosting-state-in-part = 部分同意
hosting-state-refused = 未同意
hosting-state-withdrawn = 已撤回
hosting-all = 全部
hosting-only = 筛选
hosting-is-described = 简介已保存。
hosting-is-agreed = 您已成为这场活动的主办方。
hosting-is-declined = 已婉拒，对方会收到邮件。
hosting-is-left = 您已退出这场活动，下一次发布时会写明。
hosting-is-written = 已保存到草稿。
hosting-is-cancelled = 已在草稿中取消，下一次发布时会写明。
hosting-is-restored = 活动恢复举行。
hosting-is-involved = 已添加。
hosting-is-removed = 已移出。
hosting-is-asked-to-host = 邀请已发出。对方会收到邮件，同意后才会署名。
hosting-is-taken-back = 邀请已撤回。
hosting-is-asked = 申请已提交，组织者会收到邮件；其留言与决定会发到您的邮箱。
hosting-is-said = 留言已发出，对方会收到邮件。
hosting-is-decided = 已作出决定，主办方负责人会收到邮件。
hosting-request-is-withdrawn = 申请已撤回。
hosting-figure-states = 已排期 { $placed }，未排期 { $unplaced }，已取消 { $cancelled }
hosting-figure-hours = 场地小时
hosting-figure-hours-hint = 本方独办与合办、已排期活动的合计
hosting-figure-seats = 席位
hosting-figure-seats-hint = 各场名额合计；未写名额的按所在厅容量
hosting-figure-people = 参与者
hosting-figure-people-hint = 参与这些活动的人，每人只计一次
hosting-figure-languages = 语言
hosting-figure-languages-hint = 活动使用的语言数
hosting-halls-with = 具备“{ $what }”的厅
hosting-kinds-of-hall = 某一类厅
hosting-profile-title = 简介
hosting-profile-lead = 公众看到的介绍，中英文各一份。
hosting-profile-hint = 若改动了原文而另一语言保持不变，另一语言会被标为“待更新”。
hosting-name-zh = 中文名称
hosting-name-en = 英文名称
hosting-about-zh = 中文介绍
hosting-about-en = 英文介绍
hosting-site = 网站
hosting-save = 保存
hosting-status-machine = 机器翻译，未核对
hosting-status-checked = 译文已核对
hosting-status-stale = 待更新：原文已变
hosting-there-now = 现在的内容
hosting-ask-title = 申请增加额度
hosting-ask-lead = 超出授权额度的部分由组织者决定，结果会发邮件给您。
hosting-what-more = 需要什么
hosting-amount-more = 增加数量
hosting-ask-hint = 场地时长以小时计，其余为整数。只有场地时长可以限定到某个厅或某一类厅。
hosting-why = 给组织者的理由
hosting-send-request = 提交申请
hosting-own-requests = 申请
hosting-request-title = 申请
hosting-requests-title = 申请
hosting-requests-lead = 各社区与机构超出授权额度的申请。同意的数量会立即计入其额度。
hosting-no-requests = 这里没有申请。
hosting-asked-by = { $by }，{ $at }
hosting-decided-by = { $by }作出决定，{ $at }
hosting-operator = 运维人员
hosting-what-asked = 申请内容
hosting-for-activity = 用于这场活动
hosting-so-many-minutes = { $minutes } 分钟
hosting-so-many-places = { $places } 个名额
hosting-written-when-granted = 申请全部同意后，活动立即写入草稿。
hosting-thread = 留言
hosting-side-host = 主办方
hosting-side-organiser = 组织者
hosting-your-message = 您的留言
hosting-send-message = 发送
hosting-decide = 作出决定
hosting-decide-hint = 填写少于申请的数量即为部分同意，此时请说明理由。
hosting-reason = 理由
hosting-do-decide = 按此同意
hosting-refuse-all = 不同意
hosting-no-longer = 不再需要？
hosting-withdraw-request = 撤回申请
hosting-ownerless = 无主办方的活动
hosting-ownerless-hint = 这些活动的最后一个主办方已退出。请邀请其他主办方接手，或取消活动。
hosting-none-ownerless = 每场活动都有主办方。
hosting-left-last = 最后退出：
hosting-ask-to-take-over = 邀请接手
hosting-ask = 邀请
hosting-waits-for = 待答复：
hosting-waits-since = { $day }邀请，尚未答复
hosting-together-title = 合办邀请
hosting-asks-together = 邀请您合办这场活动。
hosting-organisers-ask = 组织者邀请您接手这场活动。
hosting-hosted-by = 主办：
hosting-together-hint = 同意后，下一次发布会署上您的名称。您可以随时退出。
hosting-reason-if-declined = 若婉拒，原因（可不填）
hosting-agree = 同意
hosting-decline = 婉拒
hosting-lead-answers = 请由负责人答复。
hosting-together-agreed = 您已同意。
hosting-together-declined = 您已婉拒。
hosting-together-taken-back = 对方已撤回邀请。
hosting-new-activity = 新建活动
hosting-new-activity-lead = 额度之内，保存后即写入草稿，由组织者排期。
hosting-public = 公开页面
hosting-activity = 活动内容
hosting-title-zh = 中文标题
hosting-title-en = 英文标题
hosting-summary-zh = 中文摘要
hosting-summary-en = 英文摘要
hosting-kind = 类型
hosting-part = 所属板块
hosting-minutes = 时长（分钟）
hosting-places = 名额
hosting-entry = 入场方式
hosting-languages = 使用语言
hosting-activity-hint = 更换类型后，原类型特有的内容会清空。
hosting-goes-beyond = 这超出了授权额度，尚缺：
hosting-beyond-hint = 目前没有保存任何内容。可以调整到额度之内，或向组织者申请；您填写的内容会随申请一并提交。
hosting-ask-for-it = 向组织者申请
hosting-try-again = 再试一次
hosting-people = 参与者
hosting-take-out = 移出
hosting-person = 姓名
hosting-person-is-new = 新人：日程中尚无此人
hosting-add-person = 添加
hosting-hosted-together = 主办方
hosting-leads-it = 牵头
hosting-ask-host = 邀请其他主办方
hosting-ask-host-hint = 对方负责人同意后才会署名。
hosting-cancel-or-leave = 取消或退出
hosting-cancel = 取消活动
hosting-cancel-hint = 活动会显示为“已取消”，不再计入额度。
hosting-restore = 恢复举行
hosting-leave-hint = 若活动继续而本方不再参与，请退出：活动由其余主办方继续；若本方是最后一个，则交由组织者处理。
hosting-leave-sure = 我们不再主办这场活动
hosting-leave = 退出
hosting-has-declined = { $host }已婉拒。
hosting-has-left = { $host }已退出。
hosting-api-requests = 列出各社区与机构的额外申请
hosting-api-answer = 回复申请方
hosting-api-decide = 对申请作出决定，同时更新额度
hosting-api-own-requests = 列出某一社区或机构的申请
hosting-api-ask = 向组织方申请更多额度
hosting-api-request = 查看一份申请及其往来
hosting-api-say = 就申请给组织方留言
hosting-api-withdraw-request = 撤回申请
