-- Why: a recommendation written down by mistake is taken back with its reason; it stays readable, and leaves lists, figures and duties.

alter table recommendation
  add column withdrawn_on date,
  add column withdrawn_reason text not null default '',
  add constraint recommendation_withdrawn_with_reason check ((withdrawn_on is null) = (withdrawn_reason = '')),
  add constraint recommendation_withdrawn_before_closing check (withdrawn_on is null or closed_on is null);
