-- Why: a decision in mid-year may say that the work before its day is scored by the old set and the rest by the new one. A unit then
-- has two sheets for one year, each of its own set and its own days; the later one carries the rank, which comes of both.

create table assessment_year_split (
  whole_year_id bigint primary key references assessment_year,
  earlier_year_id bigint not null unique references assessment_year,
  earlier_percent numeric not null check (earlier_percent > 0 and earlier_percent < 100),
  because text not null check (because <> ''),
  check (whole_year_id <> earlier_year_id)
);
comment on column assessment_year_split.whole_year_id is 'The year that is ranked, decided and published; its own sheets are those of the later part.';
comment on column assessment_year_split.earlier_percent is 'The share of the earlier part in the points of the year; the later part has the rest.';
comment on column assessment_year_split.because is 'What the sets said of the year when it was opened, in words, with their acts.';

-- One set may now score a part of the year for some kinds of unit and the whole of it for others.
alter table assessment_year
  drop constraint assessment_year_one_opening_for_a_set,
  add constraint assessment_year_one_opening_for_a_set unique (root_unit_id, year, criteria_set_id, window_from, window_to);

alter table ranking_result add column earlier_part jsonb;
comment on column ranking_result.earlier_part is 'In a year of two parts: all that was put in for the earlier one, as inputs, changed_points and set_digest do for the later one. The totals of the row are those of the whole year.';
