-- What visitors handed in of their stars: how many on a day starred two activities, and nothing of who.

create table star_pair (
    edition_id uuid not null references edition (id),
    one_id uuid not null,
    other_id uuid not null,
    -- Days since 1970.
    on_day bigint not null,
    people bigint not null,
    primary key (edition_id, one_id, other_id, on_day),
    constraint star_pair_order check (one_id < other_id),
    constraint star_pair_people check (people > 0)
);
create index star_pair_on_day on star_pair (on_day);

create table star_list (
    edition_id uuid not null references edition (id),
    on_day bigint not null,
    lists bigint not null,
    primary key (edition_id, on_day),
    constraint star_list_lists check (lists > 0)
);
