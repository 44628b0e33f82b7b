-- Editions, hosts, people and activities as rows; releases as immutable documents.
-- `body` is the entity in JSON without what has columns or tables of its own.

create table edition (
    id uuid primary key,
    slug text not null unique,
    standing text not null check (standing in ('current', 'archived')),
    first_day text not null,
    -- The later edition that tells this one's totals.
    followed_by uuid references edition (id),
    body json not null
);

create table part (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    position bigint not null,
    slug text not null,
    body json not null,
    unique (edition_id, slug)
);

create table venue (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    position bigint not null,
    slug text not null,
    body json not null,
    unique (edition_id, slug)
);

create table hall (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    position bigint not null,
    slug text not null,
    venue_id uuid not null references venue (id),
    capacity bigint check (capacity >= 0),
    body json not null,
    unique (venue_id, slug)
);

create table travel (
    edition_id uuid not null references edition (id),
    position bigint not null,
    from_venue uuid not null references venue (id),
    to_venue uuid not null references venue (id),
    minutes bigint not null check (minutes >= 0),
    mode text not null check (mode in ('walk', 'shuttle', 'metro', 'car')),
    primary key (from_venue, to_venue)
);

create table page (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    position bigint not null,
    slug text not null,
    body json not null,
    unique (edition_id, slug)
);

create table term (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    position bigint not null,
    slug text not null,
    scheme text not null check (scheme in ('topic', 'sector', 'group', 'track')),
    body json not null,
    unique (edition_id, scheme, slug)
);

create table host (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    position bigint not null,
    slug text not null,
    nature text not null check (nature in ('community', 'organisation', 'body')),
    body json not null,
    unique (edition_id, slug)
);

create table person (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    position bigint not null,
    slug text not null,
    host_id uuid references host (id),
    guid text,
    body json not null,
    unique (edition_id, slug)
);

create table activity (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    position bigint not null,
    slug text not null,
    part_id uuid not null references part (id),
    -- No reference: a parent may be written after its child in the same verb.
    parent_id uuid,
    kind text not null,
    state text not null check (state in ('planned', 'cancelled')),
    places bigint check (places >= 0),
    guid text,
    body json not null,
    unique (edition_id, slug),
    unique (edition_id, guid)
);

create table placement (
    activity_id uuid primary key references activity (id),
    edition_id uuid not null references edition (id),
    hall_id uuid not null references hall (id),
    spot_id uuid,
    starts_at bigint not null,
    ends_at bigint not null,
    check (starts_at < ends_at)
);

create index placement_by_hall on placement (hall_id, starts_at);

create table involvement (
    activity_id uuid not null references activity (id),
    edition_id uuid not null references edition (id),
    position bigint not null,
    person_id uuid not null references person (id),
    role text not null,
    primary key (activity_id, position)
);

create index involvement_by_person on involvement (person_id);

create table activity_host (
    activity_id uuid not null references activity (id),
    edition_id uuid not null references edition (id),
    position bigint not null,
    host_id uuid not null references host (id),
    primary key (activity_id, position)
);

create index activity_host_by_host on activity_host (host_id);

create table route (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    position bigint not null,
    slug text not null,
    body json not null,
    unique (edition_id, slug)
);

-- Never updated, never deleted. `check` compares `digest` with the body.
create table release (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    number bigint not null check (number >= 1),
    released_at bigint not null,
    note json not null,
    digest text not null,
    body text not null,
    unique (edition_id, number)
);
