entities-source = Source: { $source }
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
entities-part-of = Part of
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
entities-map-lead = Drawn from the coordinates; the figures on the lines are minutes of travel.
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
entities-interpreted = interpreted
entities-not-placed = Time and place to come
entities-core-communities = Core communities
entities-communities = Participating communities
entities-organisations = Companies
entities-bodies = Guiding and organising bodies
entities-hosts-lead = A community of communities: who runs it and who takes part.
entities-hosts = Communities and organisations
entities-people = People
entities-venues = Venues
entities-routes = Routes
entities-releases = Releases
entities-off = Cancelled
entities-links = Links
entities-halls = Halls
entities-hall = Hall
entities-now = current
