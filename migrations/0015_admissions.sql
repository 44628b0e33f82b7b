-- Passes: categories with their places, orders, and admissions. No foreign keys to editions.

create table pass_category (
    id uuid primary key,
    edition_id uuid not null,
    slug text not null,
    kind text not null,
    name json not null,
    -- Orders are taken from then until just before then; null: at once, to the end.
    opens_at bigint,
    closes_at bigint,
    -- The days it is good for; none: all.
    days json not null,
    -- In the smallest unit of the currency.
    price_minor bigint not null,
    currency text not null,
    -- SHA-256 of the code that an order must name; null: none.
    code_hash bytea,
    real_name boolean not null,
    places bigint not null,
    -- How many admissions hold a place: raised and lowered in the transaction that makes them so.
    taken bigint not null,
    version bigint not null,
    constraint pass_category_kind check (kind in (
        'visitor', 'developer', 'student', 'enthusiast', 'guest', 'speaker', 'host_staff',
        'exhibitor', 'press', 'volunteer', 'minor'
    )),
    constraint pass_category_window check (closes_at > opens_at),
    constraint pass_category_price check (price_minor >= 0),
    constraint pass_category_places check (taken >= 0 and taken <= places)
);
create unique index pass_category_slug on pass_category (edition_id, slug);

create table pass_order (
    id uuid primary key,
    edition_id uuid not null,
    -- Who ordered; null: the operator at the machine.
    account_id uuid references account (id),
    placed_at bigint not null
);
create index pass_order_in_edition on pass_order (edition_id, placed_at);

create table admission (
    id uuid primary key,
    edition_id uuid not null,
    order_id uuid not null references pass_order (id),
    category_id uuid not null references pass_category (id),
    state text not null,
    state_at bigint not null,
    holder text not null,
    -- What a document says is kept as a keyed hash and its last four signs.
    document_kind text,
    document_hash bytea,
    document_last text,
    -- Of somebody under fourteen: the admission of whoever answers for them, and when they agreed.
    guardian_id uuid references admission (id),
    consented_at bigint,
    constraint admission_state check (state in (
        'wished', 'waitlisted', 'offered', 'confirmed', 'attended', 'no_show', 'released', 'cancelled'
    )),
    constraint admission_document check (
        (document_kind is null) = (document_hash is null)
        and (document_kind is null) = (document_last is null)
    ),
    constraint admission_guardian check ((guardian_id is null) = (consented_at is null))
);
create index admission_of_order on admission (order_id);
create index admission_of_category on admission (category_id, state);
-- One document, one living pass in an edition.
create unique index admission_document_once on admission (edition_id, document_hash)
    where document_hash is not null and state in ('offered', 'confirmed', 'attended');

-- The key of an edition's document hashes. Without it they say nothing: it goes when they need not
-- be compared any more.
create table document_key (
    edition_id uuid primary key,
    secret bytea not null
);
