review-anonymous = 对评审隐藏姓名
review-ask-text = 对方会收到邮件，登录后即可评审。
review-assign-text = 按专长和上限自动分配；同一社区或机构、声明过同样利益关联的评审自动回避。已有的分配不变；随机种子会记录在此。
review-assigned = 已分配
review-comment = 评语（提案人看不到）
review-conflict = 利益冲突
review-count = 评审数
review-criteria = 评分项（每行一项：权重 中文 | 英文）
review-criterion-content = 内容
review-criterion-fit = 切合主题
review-criterion-speaker = 表达
review-declare = 我与此提案有利益冲突
review-declare-text = 您将不再评审此提案，下次分配时会由他人接替。
review-discussion = 讨论
review-do-ask = 邀请评审
review-do-assign = 自动分配
review-do-begin = 开始准备评审
review-do-close = 结束评审
review-do-declare = 声明冲突并回避
review-do-give = 提交评审
review-do-open = 开放评审
review-do-rank = 计算排序
review-do-say = 发表
review-each = 每份提案几次评审
review-given = 已完成
review-gone = 已不再评审
review-impossible = 无法分配：{ $why }
review-interests = 评审的利益关联（一行一个）
review-is-assigned = 新分配了 { $count } 次评审。
review-is-conflict = 已记录利益冲突，您不再评审此提案。
review-is-given = 评审已保存，现在可以看到讨论。
review-is-ranked = 已为 { $count } 份提案排序。
review-is-said = 已发表。
review-judge = 评审
review-knows = 熟悉的主题
review-left = 还有 { $count } 份待评审
review-letter-subject = 邀请您评审：{ $call }
review-load = 最多评审几份
review-load-of = 已分配 { $assigned } 份，完成 { $given } 份，上限 { $load }
review-manner = 评审方式
review-mine-none = 暂无待评审的提案
review-mine-none-text = 分配给您后会列在这里。
review-mine-title = 我的评审
review-mode-rubric = 评分表（1–5 分）
review-mode-yes-no = 是 / 否
review-names-hidden = 匿名评审
review-no = 否
review-no-criteria = 请填写 1 到 8 个评分项，权重为 1 到 10 的整数；已有评分时不能改变评分项的个数。
review-no-load = 请填写 1 到 500 之间的整数。
review-no-marks = 请为每一项打分。
review-no-phase = 请先设定评审方式。
review-no-reviews = 请填写 1 到 9 之间的整数。
review-not-open = 评审未开放。
review-nothing-to-rank = 还没有已完成的评审，无法排序。
review-order = 排序
review-order-text = 分数已按评审的宽严校正；细线是不确定范围，名次下的小字是九成把握的区间。原始平均分列在旁边。
review-phase = 第 { $number } 轮
review-place = 名次
review-plain = 平均分
review-reviewers = 评审
review-say = 对其他评审说
review-seed = 随机种子
review-state-closed = 已结束
review-state-open = 进行中
review-state-prepared = 准备中
review-title = 评审
review-too-long = 评语太长，请控制在 5000 字以内。
review-value = 校正分
review-wanted = 需要
review-letter-text =
    您好：

    我们想请您评审“{ $edition }”的“{ $call }”收到的提案。

    请登录后查看分配给您的提案：

    { $link }
