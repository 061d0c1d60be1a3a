-- Why: which days state bodies work is decided anew each year, and a decision may come after petitions have come in. The years
-- known when the system was made stand in its code; a year entered here takes the place of that year, with the deciding document.

create table calendar_year (
  year int primary key check (year between 2019 and 2100),
  -- The document by which the days were decided, as people cite it.
  decision text not null,
  -- False while parts of the year still wait for a decision.
  settled boolean not null,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  changed_by_account_id bigint references account
);

create table calendar_day (
  day date primary key,
  year int not null references calendar_year,
  kind text not null check (kind in ('holiday', 'compensatory-off', 'swapped-out-weekday', 'swapped-in-saturday')),
  name text not null,
  source text not null,
  status text not null check (status in ('decided', 'computed', 'proposed', 'unverified')),
  check (year = extract(year from day))
);
comment on table calendar_day is 'Days of a year that do not follow their weekday. A year of calendar_year has here all of them.';

insert into role_permission (role_code, permission) values ('administrator', 'calendar.manage');
