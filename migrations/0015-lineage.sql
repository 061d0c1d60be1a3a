-- Why: a reorganisation (sáp nhập, chia tách, giải thể) is one act on one day: what ended, what began, what passed on to whom,
-- and everything it touched, so that it can be read afterwards and undone to the letter. From the succession follows who may read
-- what a unit that is gone has left, and to which unit of today its figures belong.

create table reorganisation (
  id bigint generated always as identity primary key,
  legal_act text not null,
  effective_on date not null,
  state text not null default 'draft' check (state in ('draft', 'done', 'undone')),
  file_name text not null default '',
  rows jsonb not null default '[]' check (jsonb_typeof(rows) = 'array'),
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  done_by_account_id bigint references account,
  done_at timestamptz,
  undone_by_account_id bigint references account,
  undone_at timestamptz,
  summary jsonb not null default '[]',
  check ((state = 'draft') = (done_at is null)),
  check ((state = 'undone') = (undone_at is not null))
);
comment on column reorganisation.rows is 'What was asked for, row by row, as in the file; the draft is looked at against the units of the moment each time.';
comment on column reorganisation.summary is 'What it did, as told when it was done: kinds of record, how many moved, how many stayed and why.';

alter table unit_succession
  add column reorganisation_id bigint references reorganisation,
  add column share text not null default '',
  add column parts text not null default '',
  add column is_main_heir boolean not null default false;
comment on column unit_succession.share is 'How much passed on, as the legal act says it: area, population. Only told, never used to divide figures.';
comment on column unit_succession.parts is 'The hamlets (thôn, ấp, khu vực) that passed on.';
comment on column unit_succession.is_main_heir is 'The one successor that takes over open work, posts and records entered late.';
create index unit_succession_by_heir on unit_succession (to_unit_id);
create index unit_succession_by_origin on unit_succession (from_unit_id, happened_on);
create index unit_version_by_unit on unit_version (unit_id, valid_from);

-- Scope asks in almost every query where a unit that has ended stood last. Kept here by the database: looked up through the index
-- that keeps versions apart it would cost ten times as much.
alter table unit_version add column is_last boolean not null default true;
comment on column unit_version.is_last is 'True for the version of a unit that begins latest.';
create function mark_last_unit_version() returns trigger language plpgsql as $$
begin
  update unit_version version set is_last = not version.is_last
  where version.unit_id in (old.unit_id, new.unit_id) and version.is_last <> not exists (
    select from unit_version later where later.unit_id = version.unit_id and later.valid_from > version.valid_from);
  return null;
end $$;
create trigger unit_version_marks_last after insert or delete or update of unit_id, valid_from on unit_version
  for each row execute function mark_last_unit_version();
update unit_version version set is_last = false
where exists (select from unit_version later where later.unit_id = version.unit_id and later.valid_from > version.valid_from);

-- So that every row a reorganisation touches is named in the same way.
alter table block_membership add column id bigint generated always as identity unique;

-- Every row that a reorganisation touched, column by column before and after; without before it was added.
create table reorganisation_change (
  id bigint generated always as identity primary key,
  reorganisation_id bigint not null references reorganisation,
  position int not null,
  table_name text not null,
  row_id bigint not null,
  before jsonb,
  after jsonb not null,
  row_digest text,
  unique (reorganisation_id, position, table_name, row_id)
);
create index reorganisation_change_by_row on reorganisation_change (table_name, row_id);
comment on column reorganisation_change.position is 'The step of the reorganisation in which it was touched; undoing goes backwards.';
comment on column reorganisation_change.row_digest is 'MD5 of the whole row as the reorganisation left it: another digest today means that somebody has worked on it.';

-- The unit at which a row stood on a day, when reorganisations have moved it since: figures count by the unit of the day.
create function unit_before_reorganisations(moved_table text, moved_row_id bigint, moved_column text, now_unit_id bigint, on_date date)
  returns bigint language sql stable parallel safe as $$
  select coalesce((
    select (change.before ->> moved_column)::bigint
    from reorganisation_change change join reorganisation on reorganisation.id = change.reorganisation_id
    where change.table_name = moved_table and change.row_id = moved_row_id and change.before ? moved_column
      and reorganisation.state = 'done' and reorganisation.effective_on > on_date
    order by reorganisation.effective_on, change.id limit 1), now_unit_id)
$$;

-- The scope of the given units on a day: all units below them, themselves included, and what has gone before them.
-- A unit counts with the parent it has on that day, one that has ended with its last; and one that has ended also with whatever
-- took it over as a whole or in a split. A part that passed on from a unit that lives on opens nothing.
create or replace function units_under(roots bigint[], on_date date) returns table (unit_id bigint)
  language sql stable parallel safe rows 200 as $$
  with recursive below (unit_id) as (
    select distinct root from unnest(roots) as root
    union
    select reached.unit_id
    from below cross join lateral (
      select version.unit_id
      from unit_version version
      where version.parent_unit_id = below.unit_id and version.valid_from <= on_date
        and (version.valid_to is null or version.valid_to >= on_date or version.is_last)
      union all
      select succession.from_unit_id
      from unit_succession succession
      where succession.to_unit_id = below.unit_id and succession.kind <> 'part-transferred' and succession.happened_on <= on_date
    ) reached
  )
  select below.unit_id from below
$$;

-- The same with what begins later, under its first parent: for keeping units and people up.
create or replace function units_placed_under(roots bigint[], on_date date) returns table (unit_id bigint)
  language sql stable parallel safe rows 200 as $$
  with recursive below (unit_id) as (
    select distinct root from unnest(roots) as root
    union
    select reached.unit_id
    from below cross join lateral (
      select version.unit_id
      from unit_version version
      where version.parent_unit_id = below.unit_id and (
        (version.valid_from <= on_date and (version.valid_to is null or version.valid_to >= on_date or version.is_last))
        or (version.valid_from > on_date and not exists (
          select from unit_version earlier where earlier.unit_id = version.unit_id and earlier.valid_from < version.valid_from)))
      union all
      select succession.from_unit_id
      from unit_succession succession
      where succession.to_unit_id = below.unit_id and succession.kind <> 'part-transferred' and succession.happened_on <= on_date
    ) reached
  )
  select below.unit_id from below
$$;
drop function unit_place(date);

-- To which unit of a day the records of a unit belong that has passed on as a whole or in part before that day. One row for each
-- span of the records' dates between its successions (from_day included, until_day not); a unit without successions has no row and
-- keeps its records. Exact when all that came of it is one unit on the day; otherwise the lowest unit above all of them, and when
-- there is none the unit itself: such records cannot be given to any of them and are never divided.
create function unit_restatement(on_date date)
  returns table (unit_id bigint, from_day date, until_day date, restated_unit_id bigint, is_exact boolean)
  language sql stable parallel safe rows 100 as $$
  with recursive edge as materialized (
    select distinct succession.from_unit_id, succession.to_unit_id, succession.happened_on
    from unit_succession succession
    where succession.to_unit_id <> succession.from_unit_id and succession.happened_on <= on_date
  ),
  alive as materialized (
    select version.unit_id, version.parent_unit_id from unit_version version
    where version.valid_from <= on_date and (version.valid_to is null or version.valid_to >= on_date)
  ),
  span as materialized (
    select moment.from_unit_id as unit_id, moment.happened_on,
      lag(moment.happened_on) over before_it as from_day, lead(moment.happened_on) over before_it as next_day
    from (select distinct edge.from_unit_id, edge.happened_on from edge) moment
    window before_it as (partition by moment.from_unit_id order by moment.happened_on)
  ),
  last_edge as materialized (
    select edge.from_unit_id, max(edge.happened_on) as happened_on from edge group by edge.from_unit_id
  ),
  became (origin_id, moment, unit_id, since) as (
    select span.unit_id, span.happened_on, span.unit_id, span.happened_on from span
    union
    select became.origin_id, became.moment, edge.to_unit_id, edge.happened_on
    from became join edge on edge.from_unit_id = became.unit_id and edge.happened_on >= became.since
  ),
  -- What lives on the day, and what ended with nobody after it.
  outcome as materialized (
    select distinct became.origin_id, became.moment, became.unit_id
    from became
    left join alive on alive.unit_id = became.unit_id
    left join last_edge on last_edge.from_unit_id = became.unit_id and last_edge.happened_on >= became.since
    where alive.unit_id is not null or last_edge.from_unit_id is null
  ),
  counted as materialized (
    select outcome.origin_id, outcome.moment, count(*) as outcomes, min(outcome.unit_id) as only_unit_id
    from outcome group by outcome.origin_id, outcome.moment
  ),
  above (origin_id, moment, outcome_id, unit_id, distance) as (
    select outcome.origin_id, outcome.moment, outcome.unit_id, outcome.unit_id, 0
    from outcome join counted using (origin_id, moment) where counted.outcomes > 1
    union all
    select above.origin_id, above.moment, above.outcome_id, alive.parent_unit_id, above.distance + 1
    from above join alive on alive.unit_id = above.unit_id
    where alive.parent_unit_id is not null and above.distance < 50
  ),
  common as (
    select distinct on (shared.origin_id, shared.moment) shared.origin_id, shared.moment, shared.unit_id
    from (
      select above.origin_id, above.moment, above.unit_id, count(distinct above.outcome_id) as reaching, sum(above.distance) as distance
      from above group by above.origin_id, above.moment, above.unit_id
    ) shared
    join counted on counted.origin_id = shared.origin_id and counted.moment = shared.moment
      and counted.outcomes = shared.reaching
    order by shared.origin_id, shared.moment, shared.distance
  )
  select span.unit_id, span.from_day,
    -- What a unit that has ended leaves after its last day, by mistake or by law, is judged as all before it.
    case when span.next_day is null and alive.unit_id is null then null else span.happened_on end,
    case when counted.outcomes = 1 then counted.only_unit_id else coalesce(common.unit_id, span.unit_id) end,
    counted.outcomes = 1
  from span
  join counted on counted.origin_id = span.unit_id and counted.moment = span.happened_on
  left join common on common.origin_id = span.unit_id and common.moment = span.happened_on
  left join alive on alive.unit_id = span.unit_id
$$;
