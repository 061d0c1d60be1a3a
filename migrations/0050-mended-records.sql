-- Why: an official must be able to mend or take back what was written down wrongly, one by one or with the file that brought it in: an
-- opinion in a consultation, a work of a contest. What a person sent is never changed; an opinion taken back stays readable here.
alter table consultation_opinion
  add column withdrawn_on date,
  add column withdrawn_reason text not null default '',
  add column version int not null default 1,
  add column changed_by_account_id bigint references account,
  add column changed_at timestamptz not null default now(),
  add constraint consultation_opinion_sent_is_kept check (withdrawn_on is null or created_by_account_id is not null) not valid;

alter table contest_entry
  add column version int not null default 1,
  add column changed_by_account_id bigint references account,
  add column changed_at timestamptz not null default now();
