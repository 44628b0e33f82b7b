integrations-name-length = 请为令牌取一个名称，最多 { $count } 个字。
integrations-no-edition = 请选择您有权限的一届。
integrations-no-reach = 请至少选择一项用途。
integrations-too-far = 您本人在这一届没有其中的部分权限；令牌的权限绝不超出所有者本人。
integrations-no-days = 令牌的有效期为 1 到 { $count } 天。
integrations-too-many-tokens = 您已有 { $count } 枚令牌，请先吊销一枚。
integrations-no-url = 请填写地址，例如 https://example.org/hooks，其中不含用户名和密码。
integrations-not-tls = 事件只经 TLS 推送：地址须以 https:// 开头。
integrations-private-url = 这一地址不是公网地址。如需推送到内网，请联系运维人员开通。
integrations-no-kinds = 请填写事实种类，例如 programme.released；以点结尾表示一类，例如 hosting.；* 表示全部。
integrations-too-many-webhooks = 本届已有 { $count } 个推送地址，请先移除一个。
integrations-changed = 在此期间有人修改了这一推送。下面是现在的内容，请核对后再保存。
integrations-letter-subject = “{ $edition }”的一个事件推送已停用
integrations-letter-text =
    您好：

    “{ $edition }”向以下地址的事件推送已停用：

    { $url }

    原因：{ $why }

    没有事件丢失：重新启用后会从中断处继续。推送的页面及最近的尝试：
    { $link }
integrations-why-by-hand = 手动停用
integrations-why-failing = 对方已三天未接收任何事件
integrations-why-gone = 对方表示地址已永久失效（410）
integrations-api-describe = 本说明，语言依 Accept-Language
integrations-api-facts = 按顺序列出本届发生的、令牌可知的事实；带“wait”时等到有新事实再回答
integrations-api-after = 从此游标之后继续：上一部分的“next”；“latest”返回事实记录当前的末尾
integrations-api-webhooks = 列出本届的事件推送
integrations-api-make = 新建事件推送，从现在起推送；密钥仅在此处给出一次
integrations-api-webhook = 获取一个推送；修改时须带其 ETag
integrations-api-change = 修改推送，除非他人已先修改
integrations-api-remove = 移除推送及其尝试记录
integrations-api-test = 发出一条只由此推送转发的测试事实
integrations-api-deliveries = 列出一个推送最近的 100 次尝试，新的在前
