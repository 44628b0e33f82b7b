-- What an imported schedule says and the programme has no words for: old numbers, codes, colours.
-- One document an edition, so that an export can give back what an import was given.

create table remainder (
    edition_id uuid primary key references edition (id),
    body json not null
);
