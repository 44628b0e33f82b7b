words-activities = { $count } 项活动
