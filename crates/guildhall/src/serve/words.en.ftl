serve-nothing-title = Nothing here yet
serve-nothing-text = No conference has been published here yet.
serve-busy-title = One moment
serve-busy-text = Very many people are here right now. Please try again in a little while.
serve-fault-title = Something went wrong
serve-fault-text = The fault is ours and has been noted. Please try again later.
serve-request-id = Request number: { $id }
serve-house = Guildhall
