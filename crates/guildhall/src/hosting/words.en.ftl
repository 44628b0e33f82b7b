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
