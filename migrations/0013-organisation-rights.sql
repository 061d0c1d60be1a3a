-- Why: people now keep units, posts and accounts up themselves. A new name or parent says on which paper it rests, a session says
-- on which device it was opened, and what has ended can still be looked up where it last stood.

alter table unit_version add column legal_act text not null default '';
comment on column unit_version.legal_act is 'The paper by which the unit became so, such as Nghị quyết 1668/NQ-UBTVQH15; empty when nobody wrote it down.';

alter table session add column device text not null default '';
comment on column session.device is 'Browser and system in words, so that a person recognises the session; nothing else of the device is kept.';

-- Where each unit stands on a day; one that has ended stays under its last parent, one that begins later is under its first already.
create function unit_place(on_date date) returns table (unit_id bigint, parent_unit_id bigint)
  language sql stable parallel safe rows 300 as $$
  select distinct on (version.unit_id) version.unit_id, version.parent_unit_id
  from unit_version version
  order by version.unit_id, (version.valid_from <= on_date) desc, abs(version.valid_from - on_date)
$$;

-- All units whose place is below the given ones, the given ones included: as units_under, with the ended and the coming ones.
create function units_placed_under(roots bigint[], on_date date) returns table (unit_id bigint)
  language sql stable parallel safe rows 200 as $$
  with recursive place as materialized (select * from unit_place(on_date)),
  below (unit_id) as (
    select distinct root from unnest(roots) as root
    union
    select place.unit_id from place join below on place.parent_unit_id = below.unit_id
  )
  select below.unit_id from below
$$;

-- Units whose names hold the words, whatever their accents; people likewise.
create index unit_version_by_name on unit_version using gin (searchable(name) gin_trgm_ops);
create index person_by_name on person using gin (searchable(full_name) gin_trgm_ops);
create index person_in_order on person (searchable(full_name), id);
