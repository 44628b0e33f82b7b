programme-nothing-changed = The draft is exactly what the newest release shows; there is nothing to release.
programme-note-too-long = The note is too long: please keep it to { $count } characters.
