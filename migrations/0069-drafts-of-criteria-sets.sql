-- Why: a criteria set is written over days, by people who are no programmers, and is full of mistakes until it is finished; only the
-- finished set becomes a version that is never changed. And a decision in mid-year may leave some kinds of unit to the old set, so
-- that one province has a year opened by two sets, each for its own units.

create table criteria_set_draft (
  id bigint generated always as identity primary key,
  content jsonb not null,
  sample jsonb not null default '{"figures": {}}',
  questions jsonb not null default '[]',
  based_on_set_id bigint references criteria_set,
  kept_as_set_id bigint references criteria_set,
  discarded_on date,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  constraint criteria_set_draft_ends_once check (kept_as_set_id is null or discarded_on is null)
);
create index criteria_set_draft_by_account on criteria_set_draft (created_by_account_id);
comment on column criteria_set_draft.sample is 'Figures that the writer tries the set with.';
comment on column criteria_set_draft.questions is 'What the import from a spreadsheet left for a person to decide, line by line.';

alter table assessment_year
  drop constraint assessment_year_root_unit_id_year_key,
  add constraint assessment_year_one_opening_for_a_set unique (root_unit_id, year, criteria_set_id);
