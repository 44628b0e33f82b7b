-- Gates with their rules, devices that scan at them, scans, and who is inside. No foreign keys to
-- editions, venues and admissions; scans carry none at all: they are the busiest rows of the house,
-- and `check` looks at them instead.

-- Where people are counted: a venue, or a hall of one.
create table door_space (
    id uuid primary key,
    edition_id uuid not null,
    -- The venue or the hall.
    place_id uuid not null,
    name json not null,
    -- The edition's, by which its days are told.
    zone text not null,
    -- More make it warn; null: no limit.
    people_max bigint,
    -- Who was not seen to leave is counted as gone after so long.
    stay_minutes bigint not null,
    -- How many entries are expected on each day; null: nobody said.
    expected bigint,
    constraint door_space_people check (people_max > 0),
    constraint door_space_stay check (stay_minutes between 1 and 2880),
    constraint door_space_expected check (expected > 0)
);
create unique index door_space_place on door_space (edition_id, place_id);

create table gate (
    id uuid primary key,
    edition_id uuid not null,
    slug text not null,
    name json not null,
    space_id uuid not null references door_space (id),
    direction text not null,
    -- The days and the categories that it lets in; none: all.
    days json not null,
    categories json not null,
    reentry text not null,
    -- Without network it admits every `lanes`-th pass alone, counted from `lane`; one lane: all.
    lane bigint not null,
    lanes bigint not null,
    -- People in line, as somebody there said last.
    waiting bigint,
    waiting_at bigint,
    version bigint not null,
    constraint gate_direction check (direction in ('in', 'out', 'both')),
    constraint gate_reentry check (reentry in ('free', 'after_exit', 'never')),
    constraint gate_lanes check (lanes between 1 and 64 and lane >= 0 and lane < lanes),
    constraint gate_waiting check ((waiting is null) = (waiting_at is null))
);
create unique index gate_slug on gate (edition_id, slug);

create table gate_device (
    id uuid primary key,
    edition_id uuid not null,
    gate_id uuid not null references gate (id),
    name text not null,
    -- Whoever made it: its token speaks for them, for scans alone.
    account_id uuid not null references account (id),
    -- The link that enrols it, once and for a while.
    invite_hash bytea,
    invite_until bigint not null,
    token_id uuid,
    -- What its list is encrypted with.
    list_key bytea,
    enrolled_at bigint,
    revoked_at bigint,
    seen_at bigint,
    -- How far its clock was behind ours, and how many scans it still held, when it was last seen.
    clock_off_ms bigint,
    held bigint,
    constraint gate_device_enrolled check ((enrolled_at is null) = (token_id is null))
);
create unique index gate_device_token on gate_device (token_id);
create unique index gate_device_invite on gate_device (invite_hash);
create index gate_device_in_edition on gate_device (edition_id);

create table scan (
    device_id uuid not null,
    number bigint not null,
    edition_id uuid not null,
    gate_id uuid not null,
    space_id uuid not null,
    -- Null: the code named no pass of ours.
    admission_id uuid,
    how text not null,
    direction text not null,
    -- When it was scanned, the device's clock set right, and when we heard of it.
    at bigint not null,
    received_at bigint not null,
    -- What the device said on its own while it had no network; null: it asked.
    said text,
    answer text not null,
    -- It moved somebody in or out.
    counted boolean not null,
    primary key (device_id, number),
    constraint scan_how check (how in ('qr', 'short', 'name')),
    constraint scan_direction check (direction in ('in', 'out'))
);
create index scan_of_pass on scan (space_id, admission_id, at);
create index scan_in_space on scan (space_id, at);

-- Who is where: what the counted scans say, kept so that a gate need not read them all.
create table presence (
    space_id uuid not null,
    admission_id uuid not null,
    edition_id uuid not null,
    inside boolean not null,
    -- The newest scan that counted.
    at bigint not null,
    entries bigint not null,
    exits bigint not null,
    primary key (space_id, admission_id),
    constraint presence_counts check (entries >= 0 and exits >= 0)
);
create index presence_of_pass on presence (admission_id);

-- Short codes as they are looked up; made from the key, so they can be made again.
create table door_short (
    edition_id uuid not null,
    short text not null,
    admission_id uuid not null,
    primary key (edition_id, short, admission_id)
);
create unique index door_short_of_pass on door_short (admission_id);
