site-nav-programme = Programme
site-nav-hosts = Communities
site-nav-people = People
site-nav-venues = Venues
site-nav-routes = Routes
site-nav-stars = Starred
site-nav-releases = Releases
site-missing-title = There is no such page
site-missing-hint = The address may be wrong, or what was here is no longer in the current release.
site-missing-home = To the home page
site-now = Now
site-programme-about = Programme of { $edition }: { $day }, by venue, time and topic.
site-programme-days = Days
site-programme-grid = Timetable
site-programme-list = List
site-programme-release = Release { $number }
site-programme-items =
    { $count ->
        [one] { $count } item
       *[other] { $count } items
    }
site-programme-halls =
    { $count ->
        [one] { $count } hall
       *[other] { $count } halls
    }
site-programme-take = Take the whole programme along:
site-programme-jump = Jump to a venue
site-programme-earlier = Show what was on earlier today
site-programme-fold = Nothing on until { $clock }
site-programme-none = Nothing in the programme meets this filter.
site-programme-unplaced = Time to be announced
site-filter = Filter
site-filter-part = Part
site-filter-kind = Kind
site-filter-venue = Venue
site-filter-host = Host
site-filter-language = Language
site-filter-words = Title contains
site-filter-all = All
site-filter-apply = Filter
site-filter-reset = Clear the filter
site-home-opens = Opens { $moment }
site-home-over = The conference is over; everything remains to be read.
site-home-programme = See the programme
site-home-shape = The shape of the conference
site-home-now = On now
site-home-next = Next
site-home-first = It begins with
site-home-highlights = Highlights
site-home-figures = In numbers
site-home-activities = activities
site-home-venues = venues
site-home-halls = halls and zones
site-home-communities = communities
site-home-organisations = organisations
site-home-people = people
site-home-core = Core communities
site-home-all-hosts =
    { $count ->
        [one] The one community
       *[other] All { $count } communities
    }
site-home-map = Map and travel times
site-home-all-routes = All routes
site-home-stops =
    { $count ->
        [one] { $count } stop
       *[other] { $count } stops
    }
site-home-earlier = Earlier editions
site-stars-about = Your stars are kept in this browser alone; no account is needed.
site-stars-hand-in = Hand in my stars
site-stars-hand-in-title = Not both at once
site-stars-hand-in-hint = So that the next timetable keeps apart what you want to see both of, hand in which activities you starred: without name, account or cookie. Only how many starred two activities both is kept.
site-stars-handed-in = Handed in, thank you. What you star later you may hand in too.
site-stars-not-handed-in = That did not work just now; please try again later.
site-stars-script = Stars need JavaScript.
site-stars-calendar = To my calendar (.ics)
site-stars-none = Nothing starred yet. Press a star in the programme to keep it here.
site-stars-clash = Overlaps with the one before
site-stars-travel = The way there takes % min, which may be too long
site-search-for = Search: { $query }
site-search-label = Chinese, English or pinyin
site-search-found =
    { $count ->
        [one] { $count } result
       *[other] { $count } results
    }
site-search-none = Nothing found for “{ $query }”
site-search-none-hint = Try fewer words, another spelling, or pinyin; or look here:
site-search-activity = Activity
site-search-person = Person
site-search-host = Community or organisation
site-search-venue = Venue
site-search-route = Route
site-search-page = Page
site-programme-samples = With samples
site-stars-changed = Since you starred them, some of these have changed.
site-stars-seen = Got it
site-stars-moved = Moved since you starred it; it was %
site-stars-newly-cancelled = Cancelled since you starred it
site-stars-restored = Takes place after all
site-stars-removed = Taken out of the programme
site-home-changed = Of what you starred, % changed since
site-stars-mine = Pass, seats and waiting lists are in My conference.
