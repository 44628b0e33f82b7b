exchange-part = 日程
exchange-venue = 会场
exchange-nowhere = 地点待定
