seats-no-pass = Please choose the passes that this is for: 1 to { $count }, all of them yours.
seats-dead-pass = This pass does not let its holder in: it was given up, or is not confirmed yet.
seats-other-day = This pass is not for that day.
seats-not-booked = No seats are booked here: the page of the activity says how one gets in.
seats-closed = No more seats are given here.
seats-off = It does not take place, or nobody has said when.
seats-begun = It has begun; seats are not booked any more. Please ask at the door.
seats-full = Every seat is taken.
seats-already = One of these passes has a seat here already, or waits for one.
seats-clash = { $holder } is at “{ $with }” then: { $when }. Nobody can be in two places at once; give that up first, or choose another time.
seats-clash-way = { $holder } is at “{ $with }”, { $when }. The way takes { $travel } minutes, and there are { $gap }; give that up first, or choose another time.
seats-not-now = This is over, or has gone too far for that.
seats-changed = It was changed meanwhile. Please look again, then repeat your change.
seats-no-places = Please say how many places there are: 0 to 1,000,000.
seats-no-way = Seats cannot be given that way here.
seats-over = Seats
seats-way-open = No seat is needed: any pass lets you in while there is room.
seats-way-invited = By invitation.
seats-way-booked = Booked seats
seats-way-queued = At the door, in the order of a queue
seats-way-wished = By lot among wishes
seats-way-series = Choose one of its sessions.
seats-way-within = A seat in the larger activity is a seat here too.
seats-free = Free
seats-free-of = { $free } of { $places }
seats-none-free = Full
seats-how = How one gets in
seats-yours = Your seats here
seats-book = Book a seat
seats-book-title = Book
seats-for-whom = For whom
seats-cancel = Give up
seats-cancel-of = Give up the seat of { $holder }: { $title }
seats-booked-done = The seat is yours.
seats-given-up-done = The seat was given up; somebody else may have it.
seats-nearest = What you could take instead
seats-nothing-near = There is nothing else with room that fits your calendar.
seats-sessions = Sessions
seats-code-of = The code of { $holder } for the gate
seats-no-holder = Seats go with a pass
seats-no-holder-text = Open the link of your pass on this device, or sign in with the address that it was ordered with.
seats-sign-in = Sign in
seats-to-mine = My conference
seats-state-wished = Wished for
seats-state-waitlisted = On the waiting list
seats-state-offered = A seat is held
seats-state-confirmed = Confirmed
seats-state-attended = Came
seats-state-no-show = Did not come in time
seats-state-released = Let go
seats-state-cancelled = Given up
seats-state-off = Does not take place
seats-mine-title = My conference
seats-mine-lead = Your pass, your seats and your day, on this device.
seats-mine-passes = Passes
seats-mine-pass = Pass
seats-mine-empty = Nothing is booked yet.
seats-mine-programme = To the programme
seats-mine-today = Today
seats-mine-past = Earlier days
seats-mine-walk = { $minutes } min on the way; leave at { $leave }
seats-mine-clash = Overlaps with what comes before: a release has moved it. Please give one of them up.
seats-mine-late = The way takes { $minutes } min, which is more than there is. Please give one of them up.
seats-mine-moved = A release has moved it since you said yes.
seats-mine-role = You have a part in it
seats-mine-seats = Seats
seats-mine-way-hint = Your pass, your seats and your day
seats-link-dead = This link leads to no pass
seats-link-dead-text = It was replaced by a newer one, or the pass was given up. The newest letter about your pass has the link that counts.
seats-about = About this activity
seats-others-wait = Others wait for a seat here, and they come first. You can join the waiting list.
seats-too-many = There are { $places } places in all: so many cannot sit together.
seats-not-offered = You are on the waiting list; a seat is not held for you yet.
seats-expired = The seat was held for a while, and that is over. Please join the waiting list again.
seats-no-minutes = Please say how many minutes: 0 to 240.
seats-wait = Join the waiting list
seats-queue-up = Join the queue
seats-wait-title = Waiting list
seats-wait-text = Seats are held for you when it is your turn; you are told by letter and here. Whoever asks together stays together.
seats-waiting-done = You are on the list. When it is your turn, seats are held for you.
seats-taken-done = The seats are yours.
seats-turn = Place { $place } on the list
seats-turn-minutes = Place { $place } on the list, about { $minutes } min
seats-held-until = Held for you until { $until }
seats-take = Take it
seats-waiting = Waiting
seats-letter-offered = A seat is held for you: { $title }
seats-letter-offered-text =
    It is your turn: a seat is held for you until { $until }.

    { $title }
    { $when }

    Take it, or let it go, here:
    { $link }
seats-letter-ran-out = Your seat was let go: { $title }
seats-letter-ran-out-text =
    A seat was held for you, and nobody took it in time; it goes to whoever is next.

    { $title }
    { $when }

    You can join the waiting list again:
    { $link }
seats-api-list = Lists how one gets into every activity of the newest release, with its free places
seats-api-get = Gets how one gets into one activity; its ETag is needed to change it
seats-api-set = Sets how seats are given, with “If-Match”; nobody loses a seat by it
seats-api-book = Books seats for passes, all of them or none, or puts them on the waiting list; takes an “Idempotency-Key”
seats-api-give-up = Gives a seat, a wish or a turn up; its place is free at once
seats-api-take = Takes the seats that are held for a group; takes an “Idempotency-Key”
seats-api-link = Makes the secret link of a pass; the one before leads nowhere any more; takes an “Idempotency-Key”
seats-host-title = Who sits there
seats-host-hint = Seats of this activity: who has one, who waits, how they are given. Known from its release on.
seats-host-public = As visitors see it
seats-host-who = Seats and turns
seats-host-nobody = Nobody has asked for a seat yet.
seats-host-more = { $count } more are not listed here; the API lists all of them.
seats-figure-places = Places
seats-figure-taken = Taken
seats-lowered = { $taken } hold a seat, and there are { $places } places now. Nobody loses a seat; none is given until enough were given back.
seats-as-released = As the release says
seats-set-places = Places
seats-set-places-hint = Left empty: as the release says. Fewer than are taken is possible: nobody loses a seat.
seats-set-minutes = Let go of seats so many minutes after the start
seats-set-minutes-hint = Of those who did not come, for those who wait. Left empty: never.
seats-set-closed = Give no more seats
seats-set-done = It is set.
seats-mine-offline = There is no network: this is what was last known.
seats-calendar-get = Into my phone’s calendar
seats-calendar-title = Your calendar’s address
seats-calendar-text = The day of { $holder } as a calendar that your phone keeps up to date.
seats-calendar-address = Address
seats-calendar-subscribe = Subscribe
seats-calendar-secret = Whoever knows this address sees the calendar and can do nothing else. It is shown this once; a new one takes its place.
seats-no-wishes = Please name 5 wishes at most, none of them twice.
seats-nothing-wished = Nobody wishes for anything that is given by lot now.
seats-too-many-wishes = These are more wishes than one draw holds. Please set some activities to booking.
seats-wishes-title = Wishes
seats-wishes-text = Some activities are given by lot. Say what you would like, the dearest first: to write it earlier or oftener gains nothing.
seats-wishes-own = Your wishes
seats-wishes-save = Save wishes
seats-wished-done = Your wishes are noted. You can change them until the lots are drawn.
seats-drawn-done = The lots are drawn.
seats-wish-of = { $number ->
    [1] First wish
    [2] Second wish
    [3] Third wish
   *[other] Wish { $number }
}
seats-draws = Draws
seats-draws-text = An order is drawn, and each group takes, in turn, the dearest of its wishes that still has room and fits its calendar. So it never pays to wish anything but what you would like. Whoever has the seed can draw again and finds the same. What is confirmed is kept by every later draw.
seats-draws-none = Nothing has been drawn yet.
seats-draw-number = Draw { $number }
seats-draw-seed = Seed { $seed }; { $groups } groups took part.
seats-draw-rank = { $people } have their wish { $rank }.
seats-draw-now = Draw lots among { $groups } groups
seats-lot-given = Your turn was { $turn } of { $groups }: you have “{ $title }”, your wish { $choice }.
seats-lot-none = Your turn was { $turn } of { $groups }: nothing of what you wish for was left. Your wishes stay for the next draw.
seats-lot-busy = “{ $title }”: you have said yes to something else then.
seats-lot-full = “{ $title }”: those whose turn came before took the places.
seats-to-wishes = Write your wishes
