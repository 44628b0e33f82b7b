desk-refused-title = 您无权进行此操作
desk-not-done-title = 未能完成
desk-from-elsewhere = 这份表单不是从本站页面提交的，因此未予处理。请打开本站页面再试一次。
desk-too-large = 提交的内容过大，未予处理。
desk-unreadable = 提交的内容无法识别，未予处理。请返回页面重新填写。
desk-to-account = 我的账号
desk-sign-in = 登录
