programme-nothing-changed = 草稿与最新发布版完全一致，没有可发布的内容。
programme-note-too-long = 说明过长：请控制在 { $count } 个字以内。
