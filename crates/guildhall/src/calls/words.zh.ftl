calls-about = 征集说明
calls-about-zh = 征集说明（中文）
calls-about-en = 征集说明（英文）
calls-about-too-long = 征集说明太长，请控制在 20000 字以内。
calls-add-field = 添加一个问题
calls-affiliation = 单位
calls-after = 下一页
calls-all = 全部征集
calls-all-of-them = 全部显示
calls-always = 总是显示
calls-answer = 请您答复
calls-answer-text = 提案已被接受。确认后，它将作为活动列入议程草稿，由主办方安排时间和场地。
calls-any = 不限
calls-asks = 还会问到
calls-back = 返回
calls-before = 上一页
calls-begin = 开始填写提案
calls-biography = 简介
calls-biography-hint = 几句话即可，会显示在议程中。
calls-by-letter = 通过邮件
calls-changed = 在您打开之后，别人已修改过。您填写的内容都还在；对方的内容列在旁边，请核对后再保存。
calls-choose = 选择
calls-closes = 截止
calls-closes-at = 截止
calls-closes-first = 截止时间必须晚于开始时间。
calls-co-speakers = 联合讲者最多几位
calls-co-speakers-up-to = 可另邀最多 { $count } 位联合讲者
calls-code = 邀请码
calls-code-hint = 邀请码（留空则人人可投）
calls-conditional = 有条件显示
calls-conflict-text = 再次保存将以您的内容为准。
calls-decide = 决定
calls-decide-text = 勾选上面的提案，再选择决定；提案人会收到邮件。候补按勾选顺序依次编号。
calls-decision-note = 给提案人的话（可不填）
calls-description = 详细内容
calls-description-hint = 评审会读到，接受后也会显示在议程中。可用 Markdown。
calls-design-title = 设计征集
calls-do-accept = 接受
calls-do-announce = 发布征集
calls-do-change = 保存修改
calls-do-close = 立即截止
calls-do-confirm = 确认参加
calls-do-decide = 执行决定
calls-do-decline = 不接受
calls-do-name-speaker = 邀请联合讲者
calls-do-not-speak = 我不参加
calls-do-refuse = 无法参加
calls-do-reopen = 撤销决定
calls-do-save = 先存为草稿
calls-do-speak = 我参加
calls-do-submit = 提交提案
calls-do-take-back = 收回为草稿
calls-do-wait = 候补
calls-do-withdraw = 撤回
calls-draft-hint = 草稿只有您能看到；若一直没有提交，将于 { $day } 删除。
calls-drop-text = 草稿及其文件将立即删除。
calls-durations = 可选时长（分钟，用逗号分隔）
calls-erased = 提案的文字、姓名、邮箱和文件已按期删除。
calls-field = 问题
calls-field-choice = 单选
calls-field-choices = 多选
calls-field-email = 邮箱
calls-field-file = 文件
calls-field-interests = 利益关联
calls-field-long-text = 长文本
calls-field-number = 整数
calls-field-short-text = 短文本
calls-field-sort = 类型
calls-field-url = 网址
calls-field-yes-no = 是 / 否
calls-file-limits = PDF、PPTX、ODP、DOCX、ODT、PNG、JPG、TXT、MD；每个不超过 5 MB，每题最多 3 个。
calls-file-no-sort = 不接受这种文件。请上传 PDF、演示文稿、文档、图片或纯文本。
calls-file-too-large = 文件超过 { $count } MB。请压缩后再传，或在说明里附上链接。您填写的其他内容都还在。
calls-file-too-many = 每个问题最多 { $count } 个文件。请先删除一个。
calls-file-too-much = 一份提案的文件合计不能超过 { $count } MB。
calls-forgotten-on = 文字、姓名、邮箱和文件将于 { $day } 删除。
calls-form = 表单
calls-form-text = 标题、摘要、详细内容、语言和讲者总会问到；这里设计其余的问题。
calls-from-until = 第 { $from }–{ $until } 份，共 { $count } 份
calls-handed-in = 已收到 { $count } 份提案
calls-hint-en = 提示（英文）
calls-hint-zh = 提示（中文）
calls-in-chinese = 中文
calls-in-draft = 已列入议程草稿，尚未发布。
calls-in-english = 英文
calls-in-programme = 在议程中查看
calls-incomplete = 还有内容需要补充或修改；已提交的提案须保持完整，此次修改尚未保存。
calls-interests-hint = 例如雇主、资助方、所代言的产品；一行一个。有同样关联的评审会回避。
calls-is-confirmed = 已确认，提案已列入议程草稿。
calls-is-decided = 已决定 { $count } 份提案。
calls-is-field = 表单已保存。
calls-is-field-gone = 问题已删除；已有的回答仍保留。
calls-is-invited = 邀请邮件已发出。
calls-is-made = 征集已创建，目前只有您能看到。
calls-is-moved = 顺序已调整。
calls-is-no-part = 已告知对方您不参加。
calls-is-part = 谢谢，您已加入这份提案。
calls-is-refused = 已记录您无法参加。
calls-is-removed = 已移除。
calls-is-saved = 已保存。
calls-is-state = 征集状态已更改。
calls-is-submitted = 提案已提交，确认邮件即将发出。截止前仍可修改。
calls-is-withdrawn = 提案已撤回。
calls-kept-incomplete = 已存为草稿，但尚未提交：
calls-kind = 形式
calls-label-en = 问题（英文）
calls-label-zh = 问题（中文）
calls-length = 时长
calls-letter-accepted = 我们很高兴地通知您：提案已被接受。请打开下面的链接，确认是否参加。
calls-letter-accepted-subject = 提案已接受：{ $title }
calls-letter-declined = 很遗憾，这份提案这次未能入选。感谢您的投稿。
calls-letter-declined-subject = 提案结果：{ $title }
calls-letter-invited-subject = 邀请您共同主讲：{ $title }
calls-letter-on-its-way = 邮件已发出，请打开其中的链接填写提案。
calls-letter-submitted-subject = 提案已收到：{ $title }
calls-letter-waiting = 这份提案进入候补名单；如有空缺，我们会按顺序通知您。
calls-letter-waiting-subject = 提案进入候补：{ $title }
calls-letter-link-subject = 您的提案链接：{ $call }
calls-link-dead = 这个链接已过期。请在“找回提案链接”页面重新索取。
calls-list-lead = 向本届提交演讲、工作坊、项目或提名。
calls-list-title = 征集
calls-lost-sent = 如果该邮箱有提案，链接很快会寄到。
calls-lost-text = 填写提交时用的邮箱，我们把链接再寄一次。
calls-lost-title = 找回提案链接
calls-make = 创建征集
calls-markdown = 可用 Markdown。
calls-mine-none = 还没有提案
calls-mine-none-text = 请从征集页面开始。
calls-mine-title = 我的提案
calls-minutes = { $count } 分钟
calls-missing = 请填写此项。
calls-more = 其他
calls-move-down = 下移
calls-move-up = 上移
calls-name = 姓名
calls-name-en = 名称（英文）
calls-name-speaker-text = 对方会收到邮件，确认后才算加入。
calls-name-zh = 名称（中文）
calls-named = 此邮箱已在这份提案中。
calls-narrow = 筛选
calls-new = 新的征集
calls-new-hint = 先创建草稿，再设计表单、设定时间并发布。
calls-no = 编号
calls-no-choice = 请从所列选项中选择。
calls-no-co-speakers = 请填写 0 到 8 之间的整数。
calls-no-duration = 请填写整数分钟，用逗号分隔，例如 20, 40。
calls-no-file = 请上传文件。
calls-no-kind = 请至少选择一种形式。
calls-no-label = 请填写问题（每种语言不超过 500 字）。
calls-no-language = 请选择语言。
calls-no-moment = 请填写日期和时间。
calls-no-name = 请填写名称，不超过 80 字。
calls-no-number = 请填写整数。
calls-no-part = 请选择本届的一个板块。
calls-no-slug = 地址由小写字母、数字和连字符组成。
calls-no-such-condition = 条件所指的问题必须排在前面，并且有该选项。
calls-no-url = 请填写以 https:// 开头的网址。
calls-none = 目前没有征集
calls-none-text = 有新的征集时会在这里公布。
calls-not-now = 提案目前的状态不允许这样做。
calls-not-open-yet = 征集尚未开始。
calls-note = 给主办方的话
calls-note-from = 主办方的话
calls-note-hint = 不会公开。
calls-nothing-chosen = 请选择提案和决定。
calls-number = 第 { $number } 号
calls-opens = 开始
calls-opens-at = 开始
calls-optional = （选填）
calls-options = 选项（每行一个，中文 | 英文）
calls-ours-none = 没有提案
calls-ours-none-narrowed = 没有符合筛选条件的提案。
calls-ours-none-text = 提交后会列在这里；草稿只有提案人能看到。
calls-ours-title = 收到的提案
calls-over = 征集已截止，不能再提交或修改。您填写的内容仍显示在此页，可复制保存。
calls-over-public = 征集已截止。
calls-owner = 由谁征集
calls-part = 邀请您共同主讲
calls-part-last = 最后一个板块
calls-part-of = 接受后列入
calls-part-text = 确认后您会列为讲者；姓名和简介会显示在议程中。
calls-per-language = 中英文各填一次
calls-privacy = 我们只用邮箱与您联系这份提案；未入选的提案在 90 天后删除姓名、邮箱和文件。
calls-proposals = 提案
calls-propose = 提交提案
calls-propose-by-letter = 无需注册账号：填写邮箱，我们寄给您一个链接，随时可以回来修改。
calls-propose-signed-in = 提案会记在您的账号下，可随时存为草稿。
calls-public-page = 公开页面
calls-rank = 候补从第几位开始
calls-remove = 删除
calls-remove-file = 删除
calls-remove-speaker = 移除
calls-required = 必填
calls-says = 基本信息
calls-send-link = 寄送链接
calls-shown-when = 当“{ $field }”为“{ $value }”时
calls-slug = 地址
calls-slug-taken = 这个地址已被使用。
calls-somebody = 有人
calls-sort = 类型
calls-sort-community = 社区征集
calls-sort-conference = 大会征集
calls-speaker-confirmed = 已确认
calls-speaker-declined = 不参加
calls-speaker-invited = 等待确认
calls-speaker-lead = 提案人
calls-speakers = 讲者
calls-spoken = 演讲语言
calls-standing-ahead = 即将开始
calls-standing-draft = 草稿，未公开
calls-standing-open = 征集中
calls-standing-over = 已截止
calls-state = 状态
calls-state-accepted = 已接受，待确认
calls-state-confirmed = 已确认
calls-state-declined = 未入选
calls-state-draft = 草稿
calls-state-refused = 讲者无法参加
calls-state-submitted = 已提交
calls-state-waiting = 候补
calls-state-withdrawn = 已撤回
calls-submitted-at = 提交于
calls-summary = 摘要
calls-summary-hint = 一两句话，不超过 500 字。
calls-taken-out = 曾经确认，但它的活动已从草稿节目单中删除，所以又回到“已录用”：提案人可以再次确认，您也可以另作决定。
calls-takes = 征集内容
calls-theirs = 对方填写：
calls-title = 标题
calls-to-mend = { $count } 处需要补充，见下方红字。
calls-too-few-offers = 选择题至少要有两个选项。
calls-too-long = 太长了，请控制在 { $count } 字以内。
calls-too-many = 您在此征集中的提案已达上限。
calls-too-many-fields = 一份表单最多 40 个问题。
calls-too-many-offers = 选项最多 60 个。
calls-too-many-speakers = 联合讲者已达上限。
calls-topics = 主题
calls-topics-hint = 最多 { $count } 个。
calls-twice = 您已向此征集提交过同名提案。如确为另一份，请改个标题。
calls-typed-too-much = 填写的内容太多，无法保存。请精简后再试。
calls-unread = 文件没有导入：{ $why }
calls-untitled = （未命名的提案）
calls-what = 提案内容
calls-when = 显示条件
calls-who = 您是谁
calls-with-account = 已有账号？登录查看
calls-withdraw = 撤回提案
calls-withdraw-text = 撤回后不再参与评选；姓名、邮箱和文件将在 90 天后删除。
calls-written = 填写语言
calls-wrong-code = 邀请码不对。请向征集方索取。
calls-yes = 是
calls-zone = 时间按 { $zone } 计。
calls-letter-link-text =
    您好：

    请打开下面的链接，填写或修改您向“{ $edition }”提交的“{ $call }”提案：

    { $link }

    这个链接只属于您，请勿转发。若这不是您本人的操作，请忽略这封邮件。
calls-letter-submitted-text =
    您好：

    您的提案“{ $title }”（{ $call }）已收到。

    在 { $until } 之前，您可以打开下面的链接随时修改或撤回：

    { $link }
calls-letter-invited-text =
    您好：

    { $lead }邀请您在“{ $edition }”共同主讲“{ $title }”。

    请打开下面的链接，确认或谢绝：

    { $link }

    若您不认识对方，请忽略这封邮件；未经您确认，您的名字不会公布。
calls-letter-decided-text =
    您好：

    关于您的提案“{ $title }”：

    { $said }

    { $note }{ $link }
calls-import = 导入
calls-import-file = 文件（CSV，或 pretalx、Sessionize、Indico 导出的 JSON）
calls-import-text = 要么全部导入，要么一份也不导入；编号相同的提案不会重复。导入不会给任何人发邮件。
calls-do-import = 导入
calls-is-imported = 新增 { $added } 份提案；{ $known } 份已在其中。
calls-api-calls = 列出本届的征集，先截止的在前
calls-api-make = 新建征集，暂不公开
calls-api-call = 查看一个征集及其表单
calls-api-change = 修改征集说明；表单不变
calls-api-set-state = 公布、关闭或收回征集
calls-api-set-field = 新增或修改表单字段
calls-api-remove-field = 删除表单字段
calls-api-proposals = 列出已提交的提案
calls-api-proposal = 查看一份提案及其讲者
calls-api-decide = 对提案作出决定：全部或都不；提案人会收到信件
calls-api-state = 只看此状态
calls-api-kind = 只看此类型
calls-api-search = 标题或姓名中的词
