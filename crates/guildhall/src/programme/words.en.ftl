programme-nothing-changed = The draft is exactly what the newest release shows; there is nothing to release.
programme-note-too-long = The note is too long: please keep it to { $count } characters.
programme-draft-title = Draft and releases
programme-draft-same = The draft is what the public sees.
programme-draft-first = The draft was never released; the public does not see it yet.
programme-draft-differs = The draft holds changes that the public does not see yet.
programme-activities = Activities
programme-added = Added
programme-changed = Changed
programme-removed = Taken out
programme-conflicts = Conflicts
programme-release-number = Release { $number }
programme-release-hint = A release is frozen: it never changes and is only superseded by the next. Public pages follow within seconds.
programme-note-zh = What is new (Chinese)
programme-note-en = What is new (English)
programme-publish = Publish release { $number }
programme-releases = Releases so far
programme-no-releases = Nothing was released yet.
programme-changes = Changes
programme-is-released = Release { $number } is published; the public pages are following.
programme-conflicts-title = Conflicts
programme-of-draft = Draft
programme-no-conflicts = No conflict was found.
programme-conflicts-lead = As things are planned now, these cannot all be so.
programme-person-twice = Somebody in two places
programme-person-twice-hint = The same person is wanted in two places at once.
programme-travel-too-short = Too little time on the way
programme-travel-too-short-hint = The time between two activities is shorter than the way between their venues.
programme-gap-and-way =
    { $gap ->
        [one] { $gap } minute between them, the way takes { $way }
       *[other] { $gap } minutes between them, the way takes { $way }
    }
programme-hall-twice = A hall taken twice
programme-hall-twice-hint = Two activities share a hall at one time, and neither is part of the other.
programme-hall-too-small = A hall too small
programme-hall-too-small-hint = The activity has more places than its hall.
programme-places-and-capacity =
    { $places ->
        [one] { $places } place, the hall holds { $capacity }
       *[other] { $places } places, the hall holds { $capacity }
    }
programme-outside-opening = Outside opening hours
programme-outside-opening-hint = The activity takes place when its hall or venue is closed.
programme-and-more =
    { $count ->
        [one] { $count } more is not listed.
       *[other] { $count } more are not listed.
    }
programme-slug-taken = This slug leads elsewhere; please give the edition another (not: { $taken }).
programme-to-release = Check and release
programme-is-told = Release { $number } is out; letters in the outbox: { $letters }.
