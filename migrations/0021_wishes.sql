-- My conference as a calendar that phones subscribe to, and lots drawn among wishes.

-- SHA-256 of what stands in the calendar's address.
alter table pass_link add column calendar_hash bytea;
create unique index pass_link_by_calendar on pass_link (calendar_hash);

-- A draw: from the wishes of an edition, its published seed and what was confirmed before, anybody can
-- draw again and find the same.
create table lottery (
    id uuid primary key,
    edition_id uuid not null,
    -- 1, 2, 3, … within the edition.
    number bigint not null,
    seed bigint not null,
    drawn_at bigint not null,
    -- Null: the operator at the machine.
    drawn_by uuid,
    -- What was wished for and what was given, with the order of the lots.
    body json not null
);
create unique index lottery_in_edition on lottery (edition_id, number);
