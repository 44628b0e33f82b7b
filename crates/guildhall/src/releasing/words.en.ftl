releasing-api-prospect = What a release of the draft as it stands would do
releasing-api-make = Releases the draft, and orders letters to those whose things changed
releasing-title = Check and release
releasing-lead = Before you release: what stands in the way, what changes, who is told.
releasing-same = The draft is what the newest release shows; there is nothing to release.
releasing-first = This is the first release: everybody in the programme is told what is theirs.
releasing-blocked = Something on the list stands in the way. Please mend it, or tick “release all the same” if that is what you want.
releasing-list = Before you release
releasing-clear = Nothing is on the list.
releasing-blocks = In the way
releasing-warns = Worth knowing
releasing-people-twice =
    { $count ->
        [one] { $count } time somebody is wanted in two places at once
       *[other] { $count } times somebody is wanted in two places at once
    }
releasing-halls-twice =
    { $count ->
        [one] { $count } time two activities share a hall
       *[other] { $count } times two activities share a hall
    }
releasing-untitled-zh =
    { $count ->
        [one] { $count } activity without a Chinese title
       *[other] { $count } activities without a Chinese title
    }
releasing-untitled-en =
    { $count ->
        [one] { $count } activity without an English title
       *[other] { $count } activities without an English title
    }
releasing-unplaced =
    { $count ->
        [one] { $count } activity without time and hall
       *[other] { $count } activities without time and hall
    }
releasing-ways =
    { $count ->
        [one] { $count } time a way between venues is too long
       *[other] { $count } times a way between venues is too long
    }
releasing-halls-small =
    { $count ->
        [one] { $count } activity with more places than its hall
       *[other] { $count } activities with more places than their halls
    }
releasing-closed =
    { $count ->
        [one] { $count } activity while its hall is closed
       *[other] { $count } activities while their halls are closed
    }
releasing-unsummarised-zh =
    { $count ->
        [one] { $count } activity without a Chinese summary
       *[other] { $count } activities without a Chinese summary
    }
releasing-unsummarised-en =
    { $count ->
        [one] { $count } activity without an English summary
       *[other] { $count } activities without an English summary
    }
releasing-deserted =
    { $count ->
        [one] { $count } activity that nobody takes part in yet
       *[other] { $count } activities that nobody takes part in yet
    }
releasing-unreached =
    { $count ->
        [one] { $count } person has no address and is told nothing
       *[other] { $count } people have no address and are told nothing
    }
releasing-and-more = and { $count } more
releasing-see-conflicts = See the conflicts
releasing-see-contacts = Note addresses
releasing-changes = What changes
releasing-no-changes = No time, place, title or person changes; only texts do.
releasing-more-changes = and { $count } more
releasing-who = Who is told
releasing-readers =
    { $count ->
        [0] Nobody gets a letter
        [one] { $count } reader gets a letter in their language, with a calendar update
       *[other] { $count } readers get a letter each, in their language, with a calendar update
    }
releasing-waits = Letters of this kind wait for a yes: after the release please let them go under “Letters”.
releasing-people-and-more = and { $count } more
releasing-comma = { ", " }
releasing-press = Release
releasing-tell = Send letters to those whose things change
releasing-override = I have seen what stands in the way and release all the same
releasing-to = Check and release number { $number }
releasing-back = Draft and releases
