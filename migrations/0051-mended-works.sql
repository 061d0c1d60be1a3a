-- Why: a work of a contest of which only the outcome is written down can be mended, so a stale edit must be known by its version.
alter table contest_entry
  add column version int not null default 1,
  add column changed_by_account_id bigint references account,
  add column changed_at timestamptz not null default now();
