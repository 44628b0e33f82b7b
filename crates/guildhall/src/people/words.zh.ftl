people-name-length = 请填写姓名，不超过 { $count } 个字。
people-password-length = 密码长度须在 { $min } 到 { $max } 个字符之间。
people-barred = 此邮箱的密码输错次数过多，请 { $minutes } 分钟后再试，或改用邮件链接登录。
people-no-address = 请填写有效的邮箱地址，例如 name@example.org。
people-wrong-password = 邮箱或密码不正确。
people-wrong-present-password = 当前密码不正确。
people-link-expired = 这个登录链接已过期。请重新获取。
people-link-used = 这个登录链接已使用过，每个链接只能用一次。请重新获取。
people-no-role = 请选择一种角色。
people-no-host = 这一角色需要指定本届的一个社区或机构。
people-no-day = 请按“年-月-日”填写日期，例如 2025-02-23。
people-ends-too-early = 结束日期须晚于今天，也须晚于开始日期。
people-held = 此人已在同一范围内担任这一角色。
people-last-organiser = 这是本届唯一的组织者。请先任命另一位组织者，再结束此角色。
people-role-operator = 平台管理员
people-role-organiser = 组织者
people-role-host-lead = 社区负责人
people-role-representative = 机构代表
people-role-speaker = 讲者
people-role-registered = 注册访客
people-letter-link-subject = 您的登录链接
people-letter-link-text =
    您好：

    请打开下面的链接，并在页面上点“登录”：

    { $link }

    链接在 { $minutes } 分钟内有效，只能使用一次。如果不是您本人操作，请忽略这封邮件；没有这个链接，任何人都无法登录。
people-letter-password-subject = 您的密码已更改
people-letter-password-text =
    您好：

    您账号的密码刚刚更改，其他设备上的登录均已退出。

    如果不是您本人操作，请用邮件链接登录后立即重设密码：
    { $link }
people-letter-role-subject = 您在“{ $edition }”有了新的角色
people-letter-role-text =
    您好：

    您已被任命为“{ $edition }”的{ $role }。

    请用收到这封邮件的邮箱登录，即可看到您能做的事：
    { $link }
people-lang-name = 中文
people-sign-in-title = 登录
people-sign-in-lead = 无需注册：第一次登录即建立账号。
people-by-link = 邮件链接
people-by-link-hint = 我们把一次性的登录链接发到您的邮箱，无需密码。
people-by-password = 密码
people-by-password-hint = 如果您在账号设置里设过密码，也可以用它登录。
people-email = 邮箱
people-password = 密码
people-send-link = 发送登录链接
people-sign-in-lead-closed = 本站账号由组织者建立。如果您担任角色，请用收到任命邮件的邮箱登录。
people-sent-title = 请查收邮件
people-sent-text = 登录链接已发往您填写的邮箱，{ $minutes } 分钟内有效，只能用一次。没有收到时，请看看垃圾邮件箱。
people-sent-text-closed = 如果该邮箱已有账号，登录链接正在路上。链接只能用一次，{ $minutes } 分钟内有效。没有收到的话，请查看垃圾邮件，或请组织者给您一个角色：任命时即建立账号。
people-send-again = 换个邮箱，或再发一次
people-link-title = 登录
people-link-text = 您将以 { $email } 的身份登录。
people-link-dead-title = 链接已失效
people-new-link = 获取新链接
people-account-title = 我的账号
people-settings-title = 账号设置
people-sign-out = 退出登录
people-nameless = 我们还不知道怎么称呼您。
people-say-name = 填写姓名
people-from-day = { $day } 起
people-until-day = 至 { $day }
people-from-until = { $from } 至 { $until }
people-nothing-yet = 还没有角色
people-nothing-yet-text = 您已登录，但尚未担任任何角色。组织者任命您之后，能做的事会出现在这里。
people-way-public = 公开页面
people-way-public-hint = 大家看到的大会
people-way-draft = 草稿与发布
people-way-draft-hint = 草稿改了什么，发布新版，查看历次发布
people-way-conflicts = 冲突报告
people-way-conflicts-hint = 人、厅、路程与开放时间上的矛盾
people-way-grants = 授权额度
people-way-grants-hint = 每个社区与机构获得了多少场地、名额，用了多少
people-way-requests = 申请
people-way-requests-hint = 主办方超出额度的申请，以及无主办方的活动
people-way-translation = 翻译
people-way-translation-hint = 各语言的缺译、待更新与未核对；术语表
people-way-roles = 角色
people-way-roles-hint = 任命与结束本届的角色
people-who = 称呼与语言
people-name = 姓名
people-letters-in = 邮件语言
people-save = 保存
people-password-there = 您已设有密码。更改后，其他设备会全部退出登录。
people-password-none = 您还没有密码，只用邮件链接登录。如有需要，可以设一个。
people-present-password = 当前密码
people-new-password = 新密码（至少 { $count } 个字符）
people-set-password = 设置密码
people-signed-in-at = 已登录的设备
people-this-device = 本机
people-some-device = 未知设备
people-way-link = 邮件链接
people-way-password = 密码
people-session-times = { $way } · { $began } 登录 · 最近使用 { $seen }
people-end-session = 退出
people-sign-out-everywhere = 在所有设备上退出
people-done-closed = 账号已注销，您已退出登录。
people-close-title = 注销账号
people-close-lead = 您的角色随之结束，所有设备退出登录，此邮箱不能再登录。
people-close-means = 注销意味着
people-close-sessions = 本机和其他所有设备都会退出登录。
people-close-roles = 您在各届的角色随之结束。如果您是某届唯一的组织者，请先任命另一位。
people-close-kept = 您的邮箱和姓名与您做过的事一同留存，以保证事实记录真实；已发布的页面不变。
people-close-back = 此邮箱不能再登录；只有本站运营者能重新开启账号。
people-close-sure = 我要注销我的账号。
people-close = 注销我的账号
people-close-not = 保留账号
people-not-sure = 请勾选以确认。
people-done-described = 已保存。
people-done-password = 密码已设置，其他设备均已退出。
people-done-ended = 该设备已退出。
people-roles-title = 角色
people-roles-lead = 谁可以为本届做什么。被任命的人会收到邮件，用该邮箱登录即可。
people-give-role = 任命
people-role = 角色
people-choose = 请选择
people-host = 社区或机构
people-no-host-needed = 不限（组织者、讲者）
people-communities = 社区
people-organisations = 企业与机构
people-bodies = 主办与指导单位
people-from = 自（不填即从现在起）
people-until = 至（不填即不限）
people-give = 任命
people-roles-held = 现任与将任
people-roles-none = 还没有人担任角色。
people-roles-ended = 已结束
people-end-role = 结束
people-role-is-given = 已任命，邮件即将发出。
people-role-is-ended = 该角色已结束。
people-api-me = 说明令牌代表谁、用于哪一届、可做什么
people-api-roles = 列出本届现有与将有的角色
people-api-give = 将角色授予此邮箱的主人，并发邮件告知
people-api-end = 立即结束一个角色；唯一的组织者除外
people-way-proposals-hint = 您提交的提案，以及邀请您共同主讲的提案
people-way-calls-hint = 发布征集，查看并决定收到的提案
people-way-reviews-hint = 分配给您评审的提案
people-way-webhooks = 事件推送
people-way-webhooks-hint = 把本届发生的事告知其他程序
people-way-tokens = 程序的令牌
people-way-tokens-hint = 哪些程序可以代谁做什么
