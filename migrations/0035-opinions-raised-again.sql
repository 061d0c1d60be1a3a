-- Why: voters raise the same matter session after session. What is linked here is one matter, told by the first time it was raised: who
-- answers sees what was answered before, and who heads the unit sees what comes back.
alter table opinion
  add column first_raised_id bigint references opinion,
  add constraint opinion_is_not_raised_before_itself check (first_raised_id <> id);
create index opinion_by_first_raised on opinion (first_raised_id) where first_raised_id is not null;
comment on column opinion.first_raised_id is 'The first opinion about the same matter; null for that one itself and for what was raised once.';
