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
