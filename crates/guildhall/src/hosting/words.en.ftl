hosting-invite-lang = Language of the letter
hosting-no-role = Please choose a role.
hosting-no-host = Please choose a community or organisation of this edition.
hosting-no-resource = Please choose what is granted.
hosting-no-hall = Only hall time can be bound to one hall; please choose a hall of this edition, or “any hall”.
hosting-no-amount = Please give an amount: hours with at most two decimal places for hall time, such as 7.5, and whole numbers for the rest. 0 takes a grant back.
hosting-below-spent = { $spent } is spent already, and a grant cannot be less. Please move or cancel activities first.
hosting-member = This person holds the role already.
hosting-invited = This address has an invitation to the same role that waits to be accepted.
hosting-last-lead = Nobody else leads. Please invite another lead; when they have accepted, this role can end.
hosting-invitation-used = This invitation has been accepted; each works once. If it was yours, please just sign in.
hosting-invitation-withdrawn = This invitation was taken back. Please ask the community or organisation that invited you.
hosting-invitation-expired = This invitation is too old. Please ask the community or organisation for a new one.
hosting-invitation-for-another = This invitation is for another address. Please sign out, then open the link from the mailbox that received it.
hosting-letter-subject = { $host } invites you
hosting-letter-text =
    Hello,

    { $host } invites you to be { $role } at “{ $edition }”.

    Please open this link and press “Accept” on its page:

    { $link }

    It works for { $days } days, once. If you do not know who invites you, please ignore this letter.
hosting-hall-hours = Hall time (hours)
hosting-activities = Activities
hosting-seats = Seats
hosting-passes = Passes
hosting-badges = Badges
hosting-tables = Meeting tables
hosting-not-placed = Not placed yet
hosting-is-invited = The invitation is on its way.
hosting-is-withdrawn = The invitation is taken back; its link leads nowhere now.
hosting-is-ended = The role has ended.
hosting-is-joined = Welcome: you act for this host now.
hosting-home-over = At home
hosting-public-page = The public page
hosting-grants = Grants
hosting-no-grants = Nothing is granted and nothing spent. Please ask the organisers when you need halls or places.
hosting-how-counted = What is spent is counted from the draft: activities that you lead (you stand first), that are not cancelled and lie in no other. One that does not say how many may come counts with its hall's capacity.
hosting-own-activities = Activities
hosting-no-activities = The draft has no activity of yours yet.
hosting-with = with
hosting-comma = { ", " }
hosting-cancelled = Cancelled
hosting-members = Members
hosting-no-members = Nobody yet.
hosting-you = you
hosting-end-member = End role
hosting-invitations = Invited
hosting-withdraw = Take back
hosting-invite = Invite
hosting-invite-hint = They get a letter whose link works for 14 days, once.
hosting-send-invitation = Send the invitation
hosting-resource = What
hosting-granted = Granted
hosting-spent = Spent
hosting-left = Left
hosting-over = over by { $amount }
hosting-grants-title = Grants
hosting-grants-lead = Within its grant a community or organisation decides alone and asks nobody.
hosting-grant = Grant
hosting-hall = Hall
hosting-any-hall = Any hall
hosting-amount = Amount
hosting-amount-hint = Hours for hall time, numbers for the rest; 0 takes the grant back.
hosting-do-grant = Save
hosting-nothing-granted = Nothing granted yet.
hosting-is-granted = The grant is saved.
hosting-core = Core communities
hosting-others = Other communities and organisations
hosting-invitation-title = You are invited
hosting-invitation-dead-title = This invitation cannot be followed
hosting-invitation-text = { $host } invites you to be { $role } at “{ $edition }”.
hosting-invitation-for = For { $email }, until { $until }.
hosting-accept = Accept
hosting-to-account = To your account
hosting-api-grants = Lists what every host was granted, with what is spent of it
hosting-api-set = Sets one grant of a host; 0 takes it back; never below what is spent
hosting-api-balance = Gets the grants of one host with what is spent of them
hosting-api-members = Lists who acts for a host
hosting-api-end = Ends what somebody does for a host; the only lead stays
hosting-api-invitations = Lists the invitations that wait
hosting-api-invite = Invites somebody to act for a host, by a letter with a link
hosting-api-withdraw = Takes an invitation back
hosting-no-title = Please give a title in at least one language, of at most { $most } characters.
hosting-summary-length = At most { $most } characters are read.
hosting-no-kind = Please choose a kind that hosts may choose.
hosting-no-part = Please choose a part of the programme.
hosting-no-minutes = Please give whole minutes, from 5 to 20160; leave it empty when nobody knows yet.
hosting-no-places = Please give a whole number from 0 to 100000; leave it empty to take the hall's capacity.
hosting-no-entry = Please choose how one gets in.
hosting-no-language = Please tick at least one language.
hosting-not-led = Another host leads this activity (stands first) and writes it. You may leave it below.
hosting-changed = Somebody else has saved since you opened this. Below is what is there now; what you typed is kept. Save again to put yours in its place.
hosting-crosses = This takes more than was granted. Please ask the organisers for more first.
hosting-no-person = Nobody of that name is in the programme. Check the spelling, or tick “new” to add them.
hosting-several-people = Several people have that name; please give the last part of their page's address instead.
hosting-involved = They take part in that role already.
hosting-no-person-role = Please choose a role.
hosting-no-name = Please give a name in at least one language, of at most 80 characters.
hosting-no-site = Please give an address that begins with https://, of at most 200 characters.
hosting-no-words = Please write something, of at most { $most } characters.
hosting-no-reason = Please say why, in at most 2000 characters.
hosting-asked-already = A request for this activity is open already; please write in its thread.
hosting-decided = This request is not open any more.
hosting-no-decision = Please give amounts from 0 to what was asked: hours with at most two decimal places for hall time, whole numbers for the rest.
hosting-hosts-already = They host this activity already.
hosting-asked-to-host = They were asked already and have not answered yet.
hosting-answered = This was answered already, or taken back.
hosting-not-sure = Please tick to confirm.
hosting-news-asked = { $host } asks for more than was granted
hosting-news-asked-text =
    Hello,

    { $host } asks for more than it was granted at “{ $edition }”. What exactly, and why, is here, where you can also answer and decide:

    { $link }
hosting-news-said = A message about a request of { $host }
hosting-news-said-text =
    Hello,

    Somebody wrote about a request of { $host } at “{ $edition }”:

    { $link }
hosting-news-decided = Your request: { $outcome } ({ $host })
hosting-news-decided-text =
    Hello,

    The organisers of “{ $edition }” have decided a request of { $host }: { $outcome }.

    { $reason }

    All of it is here:

    { $link }
hosting-news-together = { $asking } asks you to host “{ $title }” together
hosting-news-together-text =
    Hello,

    { $asking } asks { $host } to be a host of “{ $title }” at “{ $edition }”. You are named nowhere before you agree. Please agree or decline here:

    { $link }
hosting-news-agreed = { $host } hosts “{ $title }” with you
hosting-news-agreed-text =
    Hello,

    { $host } has agreed to host “{ $title }” at “{ $edition }” with you.

    { $link }
hosting-news-declined = { $host } declined to host “{ $title }”
hosting-news-declined-text =
    Hello,

    { $host } has declined to host “{ $title }” at “{ $edition }”.

    { $reason }

    { $link }
hosting-news-left = { $host } has left “{ $title }”
hosting-news-left-text =
    Hello,

    { $host } no longer hosts “{ $title }” at “{ $edition }”. It stays with those who do; whoever stands first now leads it, and it counts against their grants.

    { $reason }

    { $link }
hosting-news-ownerless = Nobody hosts “{ $title }” any more
hosting-news-ownerless-text =
    Hello,

    { $host } was the last host of “{ $title }” at “{ $edition }” and has left it.

    { $reason }

    Please ask another host to take it over, or cancel it:

    { $link }
hosting-no-reason-given = No reason was given.
hosting-the-organisers = The organisers
hosting-state-open = Open
hosting-state-granted = Granted
hosting-state-in-part = Granted in part
hosting-state-refused = Refused
hosting-state-withdrawn = Withdrawn
hosting-all = All
hosting-only = Show only
hosting-is-described = The profile is saved.
hosting-is-agreed = You host the activity now.
hosting-is-declined = You declined; whoever asked gets a letter.
hosting-is-left = You have left the activity. The next release says so.
hosting-is-written = Saved in the draft.
hosting-is-cancelled = Cancelled in the draft. The next release says so.
hosting-is-restored = It takes place again.
hosting-is-involved = Added.
hosting-is-removed = Taken out.
hosting-is-asked-to-host = Asked. They get a letter and are named once they agree.
hosting-is-taken-back = Taken back.
hosting-is-asked = The organisers have your request and get a letter. What they write and decide comes to your mailbox.
hosting-is-said = Your message is there; the other side gets a letter.
hosting-is-decided = Decided. Those who lead the host get a letter.
hosting-request-is-withdrawn = You no longer ask for this.
hosting-figure-states = { $placed } placed, { $unplaced } not placed yet, { $cancelled } cancelled
hosting-figure-hours = Hours in halls
hosting-figure-hours-hint = of everything you host that is placed, alone or with others
hosting-figure-seats = Seats
hosting-figure-seats-hint = places of your activities together; a hall's capacity where none is given
hosting-figure-people = People
hosting-figure-people-hint = who take part in them, each counted once
hosting-figure-languages = Languages
hosting-figure-languages-hint = spoken in them
hosting-halls-with = Halls with: { $what }
hosting-kinds-of-hall = Any hall of a kind
hosting-profile-title = Profile
hosting-profile-lead = What the public reads about you, in both languages.
hosting-profile-hint = When you change the words that the other language was translated from and leave that one as it is, it is marked as out of date.
hosting-name-zh = Name in Chinese
hosting-name-en = Name in English
hosting-about-zh = About you, in Chinese
hosting-about-en = About you, in English
hosting-site = Web site
hosting-save = Save
hosting-status-machine = Translated by a machine, not checked
hosting-status-checked = Translated and checked
hosting-status-stale = Out of date: the original changed
hosting-there-now = What is there now
hosting-ask-title = Ask for more
hosting-ask-lead = What goes beyond your grants is decided by the organisers. You get a letter.
hosting-what-more = What you need
hosting-amount-more = How much more
hosting-ask-hint = Hours for hall time, whole numbers for the rest. Only hall time can be bound to a hall or a kind of hall.
hosting-why = Why, for the organisers
hosting-send-request = Send the request
hosting-own-requests = Requests
hosting-request-title = Request
hosting-requests-title = Requests
hosting-requests-lead = What communities and organisations ask beyond their grants. What you grant is added to the grant at once.
hosting-no-requests = None here.
hosting-asked-by = { $by }, { $at }
hosting-decided-by = decided by { $by }, { $at }
hosting-operator = The operator
hosting-what-asked = What is asked
hosting-for-activity = For this activity
hosting-so-many-minutes = { $minutes } min
hosting-so-many-places = { $places ->
    [one] 1 place
   *[other] { $places } places
}
hosting-written-when-granted = It stands in the draft as soon as all that is asked is granted.
hosting-thread = Messages
hosting-side-host = for the host
hosting-side-organiser = for the organisers
hosting-your-message = Your message
hosting-send-message = Send
hosting-decide = Decide
hosting-decide-hint = Grant less than is asked to grant in part; then please say why.
hosting-reason = Reason
hosting-do-decide = Grant these
hosting-refuse-all = Refuse
hosting-no-longer = You no longer need it?
hosting-withdraw-request = Withdraw the request
hosting-ownerless = Without a host
hosting-ownerless-hint = The last host of these has left. Ask another to take them over, or cancel them.
hosting-none-ownerless = Every activity has a host.
hosting-left-last = Left last:
hosting-ask-to-take-over = Ask to take it over
hosting-ask = Ask
hosting-waits-for = waits for
hosting-waits-since = asked { $day }, not answered yet
hosting-together-title = Host together
hosting-asks-together = asks you to host this activity together.
hosting-organisers-ask = The organisers ask you to take this activity over.
hosting-hosted-by = hosted by
hosting-together-hint = When you agree, the next release names you as a host. You can leave again at any time.
hosting-reason-if-declined = If you decline, why (may stay empty)
hosting-agree = Agree
hosting-decline = Decline
hosting-lead-answers = Somebody who leads answers this.
hosting-together-agreed = You have agreed.
hosting-together-declined = You have declined.
hosting-together-taken-back = Whoever asked has taken this back.
hosting-new-activity = New activity
hosting-new-activity-lead = Within your grants it stands in the draft at once; the organisers place it.
hosting-public = Public page
hosting-activity = What it is
hosting-title-zh = Title in Chinese
hosting-title-en = Title in English
hosting-summary-zh = Summary in Chinese
hosting-summary-en = Summary in English
hosting-kind = Kind
hosting-part = Part of the programme
hosting-minutes = Minutes
hosting-places = Places
hosting-entry = How one gets in
hosting-languages = Spoken languages
hosting-activity-hint = Another kind loses the particulars that only the old kind has.
hosting-goes-beyond = This goes beyond your grants. You lack:
hosting-beyond-hint = Nothing is saved yet. Change it so that it fits, or ask the organisers: what you typed goes with the request.
hosting-ask-for-it = Ask the organisers
hosting-try-again = Try again
hosting-people = Who takes part
hosting-take-out = Take out
hosting-person = Name
hosting-person-is-new = New: not in the programme yet
hosting-add-person = Add
hosting-hosted-together = Hosts
hosting-leads-it = leads
hosting-ask-host = Ask another host
hosting-ask-host-hint = They are named as a host once somebody who leads them has agreed.
hosting-cancel-or-leave = Cancel or leave
hosting-cancel = Cancel the activity
hosting-cancel-hint = It stays visible as cancelled, and is no longer counted against your grants.
hosting-restore = Let it take place after all
hosting-leave-hint = Leave when it goes on without you: it stays with the other hosts, or goes to the organisers when you are the last.
hosting-leave-sure = We no longer host this
hosting-leave = Leave
hosting-has-declined = { $host } has declined.
hosting-has-left = { $host } has left.
hosting-api-requests = Lists what hosts asked beyond their grants
hosting-api-answer = Writes to those who lead the host
hosting-api-decide = Decides a request; what is granted is granted in one step
hosting-api-own-requests = Lists what one host asked
hosting-api-ask = Asks the organisers for more of something
hosting-api-request = Gets one request with what was said about it
hosting-api-say = Writes to the organisers about a request
hosting-api-withdraw-request = Takes a request back
