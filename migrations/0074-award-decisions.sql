-- Why: an award rests on a numbered decision of the register, not on a number that somebody typed; the decision, its list and the
-- certificates are written from what it gave, and must come out the same years later.

create table award_decision (
  id bigint generated always as identity primary key,
  root_unit_id bigint not null references unit,
  unit_id bigint not null references unit,
  document_id bigint not null unique references document,
  award_round_id bigint references award_round,
  form text not null references award_form,
  for_year int not null,
  decided_on date not null,
  signer_name text not null default '',
  signer_title text not null default '',
  decided_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
comment on column award_decision.document_id is 'The decision in the outgoing register: whoever withdraws it there withdraws the awards from the public list.';
comment on column award_decision.signer_name is 'Empty when it was taken from a decision on paper: then the certificates leave the name open.';
create index award_decision_by_root on award_decision (root_unit_id, decided_on desc);

alter table award add column award_decision_id bigint references award_decision;
create index award_by_decision on award (award_decision_id) where award_decision_id is not null;
