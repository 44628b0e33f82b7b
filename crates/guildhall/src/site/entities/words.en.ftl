entities-source = Source
entities-about = About
entities-holds = In it
entities-related = Related
entities-beside = Before and after
entities-before = Before
entities-after = After
entities-to-calendar = Add to calendar
entities-interpretation = Interpreted into
entities-recording = Recording
entities-not-recorded = Not recorded, not streamed
entities-days-count =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
entities-stack = The AI Shanghai team by layer
entities-stack-lead = Companies on each layer; a layer without any stays empty.
entities-country = Country or region
entities-website = Website
entities-sectors = Sectors
entities-layers = Layers
entities-activities = Activities
entities-no-activities = No public activities yet.
entities-where = Where
entities-entry = Entry
entities-level = Level
entities-language = Language
entities-places = Places
entities-places-count =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
entities-hosted-by = Hosted by
entities-with = With
entities-topics = Filed under
entities-details = Details
entities-part-of = part of
entities-proceedings = Proceedings
entities-bring = Please bring
entities-prerequisites = To know before
entities-nomination = Nomination
entities-project = Project
entities-seeking = Seeking
entities-equipment = Equipment
entities-scoring = Scoring
entities-criteria = Judged on
entities-guardian = Guardians
entities-products = Products
entities-scenario = Scenario
entities-accreditation = Accreditation
entities-slot-minutes = Each slot
entities-slots = Slots
entities-pitch-minutes = Pitch
entities-question-minutes = Questions
entities-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
entities-group = Group
entities-group-range = { $min }–{ $max } people
entities-age = Age
entities-age-min = { $age } and over
entities-age-range = { $min }–{ $max }
entities-players = Players
entities-team = Team
entities-rounds = Rounds
entities-hours = Length
entities-hours-count =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
entities-finalists = Finalists
entities-employers = Employers
entities-posts = Posts
entities-stalls = Stalls
entities-exhibits = Exhibits
entities-tables = Tables
entities-parties = Parties at most
entities-programming-languages = Programming languages
entities-guide-languages = Guided in
entities-map = Venues and the ways between
entities-map-lead = Drawn from the coordinates, with minutes of travel. The shortest ways are on the map, all others in the table.
entities-from-to = From \ to
entities-address = Address
entities-directions = Getting there
entities-capacity = Capacity
entities-capacity-count =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
entities-floor = Floor
entities-area = Area
entities-area-count = { $count } m²
entities-features = Features
entities-travel-times = Travel in minutes
entities-stops = Stops
entities-stay = Stay { $count } min
entities-way = { $mode }, { $count } min
entities-release-number = Release { $number }
entities-released-at = Released { $date } { $clock }
entities-not-placed = Time and place to come
entities-core-communities = Core communities
entities-communities = Participating communities
entities-organisations = Companies
entities-bodies = Guiding and organising bodies
entities-hosts-lead = A community of communities: who runs it and who takes part.
entities-hosts = Communities and organisations
entities-people = People
entities-represented-by = Represented by
entities-venues = Venues
entities-routes = Routes
entities-releases = Releases
entities-off = Cancelled
entities-links = Links
entities-halls = Halls
entities-hall = Hall
entities-now = current
entities-people-unit =
    { $count ->
        [one] person
       *[other] people
    }
entities-people-about =
    { $count ->
        [one] { $count } person takes part in this edition.
       *[other] { $count } people take part in this edition.
    }
entities-letters = By letter
entities-guests = Official guests
entities-everybody = Everybody
entities-hosts-unit =
    { $count ->
        [one] community or organisation
       *[other] communities and organisations
    }
entities-on-this-page = On this page
entities-stack-named = named by a public source
entities-stack-none = No company yet
entities-stack-table = Companies in each sector, by layer
entities-name-contains = Name contains
entities-no-hosts = No company meets this filter.
entities-activities-unit =
    { $count ->
        [one] activity
       *[other] activities
    }
entities-in-programme = See them in the programme
entities-venue = Venue
entities-venues-unit =
    { $count ->
        [one] venue
       *[other] venues
    }
entities-venues-about = Where they are, their halls and the ways between: { $names }.
entities-halls-unit =
    { $count ->
        [one] hall
       *[other] halls and zones
    }
entities-halls-count =
    { $count ->
        [one] { $count } hall
       *[other] { $count } halls and zones
    }
entities-capacity-all = holds { $count } in all
entities-seats-unit = people
entities-spots-count =
    { $count ->
        [one] { $count } spot
       *[other] { $count } spots
    }
entities-dot =
    { $count ->
        [one] Each dot stands for one person.
       *[other] Each dot stands for { $count } people.
    }
entities-open = Open
entities-daily = Daily { $hours }
entities-from-here = From here
entities-on-here = On here
entities-map-off = { $km } km away
entities-map-broken = Dotted lines are not to scale.
entities-map-metres = { $count } m
entities-map-minutes = { $count } min
entities-map-north = N
entities-routes-unit =
    { $count ->
        [one] route
       *[other] routes
    }
entities-routes-lead = Through the conference by scenario, each way timed by the programme and the distances.
entities-stops-unit =
    { $count ->
        [one] stop
       *[other] stops
    }
entities-on-the-way = { $count } min on the way
entities-route-late =
    { $count ->
        [one] One stop cannot be reached in time as the programme stands; it is marked below.
       *[other] { $count } stops cannot be reached in time as the programme stands; they are marked below.
    }
entities-late = { $count } min late
entities-spare = { $length } to spare
entities-any-time = Any time
entities-edition-page = The conference
entities-also-read = Also
entities-releases-lead = Every release of the programme has a number and never changes; only the next one takes its place.
entities-what-changed = What it changed
entities-changes = Release { $from } → { $to }
entities-changes-unit =
    { $count ->
        [one] change
       *[other] changes
    }
entities-changes-none = No activity changed between the two.
entities-turn-title = Title
entities-turn-time = Time
entities-turn-place = Place
entities-turn-people = People
entities-turn-hosts = Hosts
entities-turn-comma = { ", " }
entities-fate-cancelled = Cancelled
entities-fate-moved = New time or place
entities-fate-added = Added
entities-fate-removed = Taken out
entities-fate-restored = On again
entities-fate-renamed = New title
entities-fate-revised = Otherwise revised
entities-book = Book a seat
entities-choose-session = Choose a session
entities-queue = Queue here
