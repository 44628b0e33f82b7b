people-name-length = Please say your name, in at most { $count } characters.
people-password-length = A password has { $min } to { $max } characters.
people-barred =
    { $minutes ->
        [one] Too many wrong passwords for this address. Please try again in a minute, or sign in by a link.
       *[other] Too many wrong passwords for this address. Please try again in { $minutes } minutes, or sign in by a link.
    }
people-no-address = Please give an e-mail address such as name@example.org.
people-wrong-password = The address or the password is not right.
people-wrong-present-password = This is not your present password.
people-link-expired = This link is too old. Please ask for a new one.
people-link-used = This link has been used; each link signs in once. Please ask for a new one.
people-no-role = Please choose a role.
people-no-host = This role is held for a community or organisation of this edition; please choose one.
people-no-day = Please give a day as year-month-day, such as 2025-02-23.
people-ends-too-early = The last day must not be over yet, nor come before the first.
people-held = This person holds the role for the same place already.
people-last-organiser = This is the only organiser of the edition. Please appoint another before this role ends.
people-role-operator = Operator
people-role-organiser = Organiser
people-role-host-lead = Host lead
people-role-representative = Representative
people-role-speaker = Speaker
people-role-registered = Registered visitor
people-letter-link-subject = Your link to sign in
people-letter-link-text =
    Hello,

    please open this link and press “Sign in” on its page:

    { $link }

    It works once, within { $minutes } minutes. If you did not ask for it, ignore this letter: without the link nobody can sign in.
people-letter-password-subject = Your password was changed
people-letter-password-text =
    Hello,

    the password of your account was changed just now, and every other device was signed out.

    If it was not you, sign in by a link at once and set a new password:
    { $link }
people-letter-role-subject = You have a new role in { $edition }
people-letter-role-text =
    Hello,

    you were made { $role } of { $edition }.

    Sign in with the address that this letter came to and see what you can do:
    { $link }
people-lang-name = English
people-sign-in-title = Sign in
people-sign-in-lead = There is nothing to register: the first sign-in makes your account.
people-by-link = By a link
people-by-link-hint = We send a link to your mailbox that signs you in once. No password is needed.
people-by-password = By a password
people-by-password-hint = If you have set a password in your account, it works too.
people-email = E-mail address
people-password = Password
people-send-link = Send me a link
people-sign-in-lead-closed = Accounts are made by the organisers here. If you have a role, sign in with the address that your invitation came to.
people-sent-title = Look into your mailbox
people-sent-text = A link to sign in is on its way to the address you gave. It works once, within { $minutes } minutes. If it does not arrive, look among the unwanted mail.
people-sent-text-closed = If this address has an account, a link to sign in is on its way. It works once, within { $minutes } minutes. If nothing arrives, look among the unwanted mail, or ask an organiser for a role: that makes the account.
people-send-again = Another address, or once more
people-link-title = Sign in
people-link-text = You will be signed in as { $email }.
people-link-dead-title = This link no longer works
people-new-link = Get a new link
people-account-title = My account
people-settings-title = Account settings
people-sign-out = Sign out
people-nameless = We do not know yet what to call you.
people-say-name = Say your name
people-from-day = from { $day }
people-until-day = until { $day }
people-from-until = { $from } to { $until }
people-nothing-yet = No role yet
people-nothing-yet-text = You are signed in and hold no role. When an organiser gives you one, what you can do appears here.
people-way-public = Public pages
people-way-public-hint = The conference as everybody sees it
people-way-draft = Draft and releases
people-way-draft-hint = What the draft changes, a new release, all releases so far
people-way-conflicts = Conflicts
people-way-conflicts-hint = People, halls, ways and opening hours that do not agree
people-way-grants = Grants
people-way-grants-hint = What every community and organisation was granted and has spent
people-way-requests = Requests
people-way-requests-hint = What hosts ask beyond their grants, and what has no host any more
people-way-translation = Translation
people-way-translation-hint = What is missing, out of date or unread in each language; the glossary
people-way-roles = Roles
people-way-roles-hint = Give and end roles in this edition
people-who = Name and language
people-name = Name
people-letters-in = Letters in
people-save = Save
people-password-there = You have a password. Changing it signs every other device out.
people-password-none = You have no password and sign in by links alone. You may set one.
people-present-password = Present password
people-new-password =
    { $count ->
        [one] New password (at least { $count } character)
       *[other] New password (at least { $count } characters)
    }
people-set-password = Set password
people-signed-in-at = Signed in at
people-this-device = This device
people-some-device = Some device
people-way-link = By a link
people-way-password = By a password
people-session-times = { $way } · since { $began } · last used { $seen }
people-end-session = Sign out
people-sign-out-everywhere = Sign out everywhere
people-done-closed = Your account is closed and you are signed out.
people-close-title = Close account
people-close-lead = Your roles end, every device is signed out, and nobody can sign in with this address.
people-close-means = What this means
people-close-sessions = You are signed out here and on every other device.
people-close-roles = Your roles in every edition end. If you are the only organiser of one, appoint another first.
people-close-kept = Your address and name stay on record with what you did, so that the journal remains true; released pages do not change.
people-close-back = Nobody can sign in with this address any more; only the operator of this site can open the account again.
people-close-sure = I want to close my account.
people-close = Close my account
people-close-not = Keep it
people-not-sure = Please tick this to confirm.
people-done-described = Saved.
people-done-password = The password is set; every other device was signed out.
people-done-ended = That device was signed out.
people-roles-title = Roles
people-roles-lead = Who may do what for this edition. Whoever is given a role gets a letter, and signs in with that address.
people-give-role = Give a role
people-role = Role
people-choose = Please choose
people-host = Community or organisation
people-no-host-needed = None (organisers, speakers)
people-communities = Communities
people-organisations = Organisations
people-bodies = Hosts and guiding bodies
people-from = From (now when empty)
people-until = Until (for good when empty)
people-give = Give
people-roles-held = Held now or later
people-roles-none = Nobody holds a role yet.
people-roles-ended = Ended
people-end-role = End
people-role-is-given = The role is given; a letter is on its way.
people-role-is-ended = The role has ended.
people-api-me = Says whom the token speaks for, in which edition and for what it was made
people-api-roles = Lists who holds which role in the edition, or will
people-api-give = Gives a role to whoever has that address, by a letter
people-api-end = Ends a role now; the only organiser stays
people-way-proposals-hint = What you proposed, and what you are asked to speak in
people-way-calls-hint = Announce calls, read and decide what was proposed
people-way-reviews-hint = What is assigned to you to judge
people-way-webhooks = Webhooks
people-way-webhooks-hint = Tell other programs what happens here
people-way-tokens = Tokens of programs
people-way-tokens-hint = Which programs may do what, and for whom
