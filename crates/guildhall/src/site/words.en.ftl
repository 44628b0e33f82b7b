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
