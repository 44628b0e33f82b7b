-- Seats in activities, and one calendar per party. No foreign keys to editions and activities: an import
-- may take one out and bring it back under the same id.

-- Which release the rows below follow. Whoever follows a newer one holds this row.
create table seat_release (
    edition_id uuid primary key,
    number bigint not null
);

-- How people get into what the newest release has a place and a time for.
create table seating (
    activity_id uuid primary key,
    edition_id uuid not null,
    slug text not null,
    -- The larger activity whose sessions these are, when seats are taken in the sessions.
    series_id uuid,
    -- The larger activity, whatever it is: being in both at once is no clash.
    within_id uuid,
    way text not null,
    -- What whoever runs it has set; null: as the release says.
    way_set text,
    places_set bigint,
    places bigint not null,
    -- How many seats hold a place: raised and lowered in the transaction that makes them so.
    taken bigint not null,
    -- When the places became fewer than were taken; nobody loses a seat by it, and none is given.
    lowered_at bigint,
    closed boolean not null,
    -- Seats of those who did not come are let go so many minutes after the start; null: never.
    release_minutes bigint,
    -- Null while the release does not say when and where, or says it is off.
    venue_id uuid,
    starts_at bigint,
    ends_at bigint,
    -- Titles and places in words, as the release has them.
    body json not null,
    version bigint not null,
    constraint seating_way check (way in (
        'open', 'invited', 'booked', 'queued', 'wished', 'series', 'within'
    )),
    constraint seating_way_set check (way_set in ('open', 'booked', 'queued', 'wished')),
    constraint seating_places check (places >= 0 and places_set >= 0 and taken >= 0),
    constraint seating_release check (release_minutes >= 0),
    constraint seating_time check (
        (starts_at is null) = (ends_at is null) and (starts_at is null) = (venue_id is null)
        and starts_at < ends_at
    )
);
create unique index seating_slug on seating (edition_id, slug);
create index seating_by_time on seating (edition_id, starts_at);
create index seating_of_series on seating (series_id, starts_at);

create table seat (
    id uuid primary key,
    edition_id uuid not null,
    activity_id uuid not null references seating (activity_id),
    -- The pass of whoever sits there.
    pass_id uuid not null references admission (id),
    -- Seats that were asked for together stay together.
    group_id uuid not null,
    state text not null,
    state_at bigint not null,
    -- Their turn in a waiting list.
    asked_at bigint not null,
    -- Until when a place is held for them.
    expires_at bigint,
    -- Of a wish: 1 is the dearest.
    choice bigint,
    constraint seat_state check (state in (
        'wished', 'waitlisted', 'offered', 'confirmed', 'attended', 'no_show', 'released', 'cancelled'
    )),
    constraint seat_offer check ((state = 'offered') = (expires_at is not null)),
    constraint seat_choice check (choice >= 1)
);
-- Nobody asks twice for one activity.
create unique index seat_once on seat (activity_id, pass_id)
    where state in ('wished', 'waitlisted', 'offered', 'confirmed', 'attended');
create index seat_of_pass on seat (pass_id, state);
create index seat_of_activity on seat (activity_id, state, asked_at);
create index seat_of_group on seat (group_id);
create index seat_offered on seat (state, expires_at);

-- Whoever writes into a party's calendar holds its row.
create table calendar (
    party_id uuid primary key,
    version bigint not null
);

create table commitment (
    id uuid primary key,
    edition_id uuid not null,
    -- A pass, or a person of the programme.
    party_id uuid not null,
    cause text not null,
    -- What it comes from: the seat, or the activity somebody has a part in.
    cause_id uuid not null,
    activity_id uuid not null,
    within_id uuid,
    venue_id uuid not null,
    starts_at bigint not null,
    ends_at bigint not null,
    -- When a release moved it, after it was said yes to: it may clash since then.
    moved_at bigint,
    constraint commitment_cause check (cause in ('seat', 'role')),
    constraint commitment_span check (starts_at < ends_at)
);
create unique index commitment_once on commitment (party_id, cause, cause_id);
create index commitment_of_cause on commitment (cause, cause_id);
create index commitment_of_activity on commitment (activity_id, cause);
create index commitment_in_time on commitment (party_id, starts_at);

-- Whose a pass is: the account that manages it, and the secret link of whoever has none.
create table pass_link (
    pass_id uuid primary key references admission (id),
    edition_id uuid not null,
    account_id uuid references account (id),
    token_hash bytea unique,
    made_at bigint not null
);
create index pass_link_of_account on pass_link (account_id, edition_id);
