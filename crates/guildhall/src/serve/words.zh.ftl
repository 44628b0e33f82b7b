serve-nothing-title = 暂无内容
serve-nothing-text = 这里还没有发布任何大会。
serve-busy-title = 请稍候
serve-busy-text = 此刻访问的人很多，请过一会儿再试。
serve-fault-title = 出错了
serve-fault-text = 服务器出了问题，我们已经记录下来。请稍后再试。
serve-request-id = 请求编号：{ $id }
serve-house = 会馆
