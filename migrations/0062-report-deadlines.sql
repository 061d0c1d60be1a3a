-- Why: an act sets one last day for each level (Decree 09/2019/NĐ-CP, Article 8(5) and Article 13): communes before departments, those before
-- the province. Such rules hold for years and are the same for every request, so they are data; a unit's own last day then stands with
-- what it owes, with the rule in words, and is counted anew when the days off of a year are decided.

create table report_deadline (
  id bigint generated always as identity primary key,
  type_code text not null references report_type,
  sender_kind text references unit_kind,
  period_kind text not null
    check (period_kind in ('month', 'quarter', 'half-year', 'five-months', 'nine-months', 'year', 'free')),
  months_after int check (months_after between 0 and 12),
  day_of_month int check (day_of_month between 1 and 31),
  days_after int check (days_after between 1 and 366),
  excluded boolean not null default false,
  shift text not null check (shift in ('none', 'previous', 'next')),
  from_year int not null check (from_year between 1990 and 2199),
  to_year int check (to_year <= 2199),
  basis text not null check (basis <> ''),
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check (to_year >= from_year),
  check ((months_after is null) = (day_of_month is null) and (months_after is null) <> (days_after is null))
);
create index report_deadline_by_type on report_deadline (type_code);
alter table report_deadline add constraint report_deadline_one_a_year exclude using gist (
  type_code with =, (coalesce(sender_kind, '')) with =, period_kind with =, int4range(from_year, to_year, '[]') with &&);
comment on column report_deadline.sender_kind is 'Of units of this kind; null: of every kind without a rule of its own.';
comment on column report_deadline.months_after is 'Month counted from the one in which the period ends; 0 is that month itself. With day_of_month.';
comment on column report_deadline.day_of_month is 'The last day of the month where that is shorter.';
comment on column report_deadline.days_after is 'Instead of a day of a month: calendar days after the last day of the period.';
comment on column report_deadline.excluded is '“Trước ngày”: the day before is the last good one.';
comment on column report_deadline.shift is 'Where the last good day goes when nobody works on it.';
comment on column report_deadline.from_year is 'Of periods that end in this year or later, until to_year.';
comment on column report_deadline.basis is 'The legal act that sets it.';

-- The unit's own last day, where the rule of its level gave one; all null where the unit goes by the day of the request.
alter table report_duty
  add column due_on date,
  add column due_on_excluded boolean,
  add column last_good_day date generated always as (due_on - due_on_excluded::int) stored,
  add column set_on date,
  add column set_excluded boolean,
  add column shift text check (shift in ('none', 'previous', 'next')),
  add column due_basis text check (due_basis <> ''),
  add column due_words text check (due_words <> ''),
  add constraint report_duty_own_day_is_whole check (
    num_nulls(due_on, due_on_excluded, set_on, set_excluded, shift, due_basis, due_words) in (0, 7));
comment on column report_duty.set_on is 'The day as the rule sets it, before it is shifted to a working day: counted anew from here when days off change.';
comment on column report_duty.due_words is 'How the day was reached, in words.';
