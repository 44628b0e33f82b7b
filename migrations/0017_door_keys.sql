-- The keys that sign the codes of an edition's passes. A new one signs from then on; older ones are
-- still read until they are retired. The seed never leaves the house; gates are given `public`.

create table door_key (
    edition_id uuid not null,
    number bigint not null,
    seed bytea not null,
    public bytea not null,
    made_at bigint not null,
    -- Codes it signed open nothing from then on.
    retired_at bigint,
    primary key (edition_id, number),
    constraint door_key_number check (number between 1 and 255)
);
