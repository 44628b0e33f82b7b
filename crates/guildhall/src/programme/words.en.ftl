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
programme-api-version = Which version: “latest” (as when absent), the number of a release, or “draft” for tokens with programme:read
programme-api-day = Only what begins on that day in the edition’s zone: 2025-02-21
programme-api-part = Only of that part, by its slug
programme-api-kind = Only of that kind: talk, forum, workshop, …
programme-api-host = Only of that host, by its slug
programme-api-hall = Only in that hall, by its slug
programme-api-person = Only with that person, by their slug
programme-api-editions = Lists the editions that have a release
programme-api-edition = Gets one edition
programme-api-releases = Lists the releases of an edition, newest first
programme-api-release = Gets one release by its number, or the “latest”
programme-api-programme = Gets a whole version of the programme in one answer
programme-api-activities = Lists activities in the order of the programme
programme-api-activity = Gets one activity
programme-api-people = Lists the people of the programme, with what is public about them
programme-api-one-person = Gets one person of the programme
programme-api-hosts = Lists communities, organisations and public bodies
programme-api-one-host = Gets one host
programme-api-venues = Lists venues with their halls
programme-api-venue = Gets one venue
programme-to-release = Check and release
programme-is-told = Release { $number } is out; letters in the outbox: { $letters }.
