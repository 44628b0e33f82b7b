letters-overtaken = Somebody else has changed this since you opened the page. What is there now and what you wrote are both below; please compare and save again.
letters-no-words = Letters of this kind have no words to change.
letters-no-reason = Please say why, in at most 200 characters.
letters-nobody = Nobody whom a letter reaches is meant by this. Please choose more, or note addresses first.
letters-no-audience = Please choose whom to write to; a part narrows people of the programme alone, and organisers have no host.
letters-no-moment = Please give a day and a time such as 2025-02-20 09:00 that has not passed.
letters-too-late = This letter was sent, or is being sent just now.
letters-told = This release was told of before; nobody gets a second letter.
letters-unknown = It was not noted what this release changed, so it cannot be told.
letters-flaw-empty = Please write something.
letters-flaw-too-long = This is too long; at most { $most } characters.
letters-flaw-unknown = Letters of this kind have no { $field }. What there is stands in the list below; braces that are meant as braces must hold a line break or nothing.
letters-flaw-lacks = { $field } is missing, without which the letter is of no use.
letters-nameless = there
letters-kind-changed = What a release changes
letters-kind-group = Letters to many
letters-kind-invitation = Invitations to act for a host
letters-kind-role = A new role
letters-changed-subject = { $edition }: your activities have changed
letters-changed-text =
    Hello { $name },

    { $edition } has published release { $number } of its programme. This is what changes for you:

    { $changes }

    Where files are enclosed, opening them brings your calendar up to date.

    All changes: { $link }
letters-item-title = ■ { $title }
letters-item-name = Title
letters-item-when = When
letters-item-where = Where
letters-item-is = { "  " }{ $label }: { $value }
letters-item-was = { "  " }{ $label }: { $value } (was { $was })
letters-item-open = { "  " }{ $label }: not yet known (was { $was })
letters-place = { $hall }, { $venue }
letters-news-joined = You take part
letters-news-left = You take part no more
letters-turn-cancelled = Cancelled
letters-turn-removed = Taken out of the programme
letters-turn-moved = Another time or place
letters-turn-added = New
letters-turn-restored = Takes place after all
letters-turn-renamed = Another title
letters-turn-recast = Other people or hosts
letters-title = Letters
letters-lead = What waits for a yes, what is queued, what was sent and what did not arrive.
letters-to-words = Words and release
letters-to-write = Write to many
letters-to-contacts = Contacts
letters-tray-waiting = For your yes
letters-tray-queued = Queued
letters-tray-failed = Not delivered
letters-tray-sent = Sent
letters-tray-discarded = Discarded
letters-none = No letters here.
letters-more = The newest { $count } are shown.
letters-to-nobody = (nobody any more)
letters-approve = Send it
letters-approve-all = Send all { $count }
letters-discard = Discard
letters-discard-all = Discard all
letters-send-now = Send now
letters-waits-since = waiting since { $at }
letters-send-at = to be sent { $at }
letters-being-sent = being sent
letters-tried =
    { $count ->
        [one] tried once, again { $at }
       *[other] tried { $count } times, again { $at }
    }
letters-sent-at = sent { $at }
letters-failed-at = ended { $at }: { $why }
letters-discarded-at = discarded { $at }
letters-ending-given-up = tried many times in vain
letters-ending-refused = the mailbox refuses it
letters-ending-bounced = letters to this mailbox came back before; it was not tried
letters-ending-discarded = discarded
letters-said = What the mail server said
letters-read = Read it
letters-kept = What a letter said is kept for { $days } days after it was sent, then deleted; letters that hold a secret such as a link to sign in are never kept.
letters-done-approve = Yes it is: the letters leave now.
letters-done-now = It is sent as soon as possible.
letters-done-discard = Discarded.
letters-done-saved = Saved.
letters-done-reset = The house's words are back.
letters-done-switched = Changed, for letters from now on.
letters-done-sent = The letters are in the outbox.
letters-done-waits = The letters are in the outbox and wait for your yes.
letters-words-title = Words and release
letters-words-lead = Each kind of letter can be written in your own words, and can wait for an organiser's yes.
letters-words-house = The house's words
letters-words-own = Your words
letters-edit = Change the words
letters-leaves-at-once = Leaves at once
letters-leaves-approved = Waits for a yes
letters-make-approved = Let it wait for a yes
letters-make-at-once = Let it leave at once
letters-subject = Subject
letters-text = Text
letters-in-zh = Chinese
letters-in-en = English
letters-fields = What may stand in it
letters-field-name = what the reader is called
letters-field-edition = the conference's name
letters-field-number = the number of the release
letters-field-changes = what changes for the reader (needed)
letters-field-link = a link (needed where the letter is about following it)
letters-field-host = the host's name
letters-field-role = the role
letters-field-days = how many days the link works
letters-save = Save
letters-preview = Preview
letters-try-on = Try it on
letters-previewed = { $name } would read
letters-not-reached = no address: would not get it
letters-reset = Back to the house's words
letters-now-there = What is there now
letters-write-title = Write to many
letters-write-lead = You write once and everybody reads their own language. When you write in one alone, everybody reads that.
letters-who = To
letters-who-programme = People of the programme, as it is released
letters-who-leads = Leads of hosts
letters-who-core-leads = Leads of core communities
letters-who-members = Whoever acts for a host
letters-who-organisers = Organisers
letters-part = Only this part
letters-any-part = All parts
letters-host = Only this host
letters-any-host = All hosts
letters-at = Send at (at once when empty; { $zone } time)
letters-send =
    { $count ->
        [one] Send to { $count } reader
       *[other] Send to { $count } readers
    }
letters-would-reach =
    { $count ->
        [one] { $count } reader would get it
       *[other] { $count } readers would get it
    }
letters-without-address =
    { $count ->
        [one] { $count } has no address
       *[other] { $count } have no address
    }
letters-bounced-count =
    { $count ->
        [one] letters to { $count } came back
       *[other] letters to { $count } came back
    }
letters-sample-for = { $name } would read (in { $lang })
letters-lately = Lately
letters-count =
    { $count ->
        [one] { $count } letter
       *[other] { $count } letters
    }
letters-contacts-title = Contacts
letters-contacts-lead = Whom the people of the programme are reached at. Only organisers and the leads of their hosts see this; it is no part of the public programme.
letters-contacts-host-lead = People who belong to you or take part in what you hold. If something is wrong, please tell the organisers.
letters-contacts-missing = Without an address
letters-contacts-all = All
letters-contacts-with = With an address
letters-contacts-bounced = Bounced
letters-no-address = no address
letters-bounces = bounces
letters-letters-to = Letters to { $name }
letters-email = E-mail address
letters-lang = Language of letters
letters-lang-own = They have chosen { $lang } themselves, and letters follow that.
letters-email-hint = Empty forgets the address.
letters-bounce-title = Bounces
letters-bounce-noted = Noted { $at }: { $reason }
letters-bounce-none = Nothing is noted. If you learn that letters to this address come back, note it here: none goes there until you lift the note.
letters-bounce-reason = Why
letters-note-bounce = Note a bounce
letters-lift-bounce = Lift the note
letters-history = Letters
letters-of-person = Contact and letters
people-way-letters = Letters
people-way-letters-hint = What waits and what did not arrive, your words, letters to many, contacts
hosting-contacts = Contacts
letters-enclosed = Enclosed:
letters-unread = Letters of this kind are written when they leave, because they hold a link that works once.
letters-api-trays = Counts the letters of each tray of the outbox
letters-api-letters = Lists the newest letters of a tray
letters-api-letter = Gets one letter
letters-api-set = Says yes to a letter, sends it now, or discards it
letters-api-history = Lists what somebody got and will get
letters-api-tray = waiting, queued, failed, sent or discarded
