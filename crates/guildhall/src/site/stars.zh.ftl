stars-lead = 收藏只存在这台设备的浏览器里，不需要账号；可以导出到日历。
stars-script = 收藏由浏览器脚本保存，请启用脚本。
stars-calendar = 导出到日历
stars-clash = 时间冲突
