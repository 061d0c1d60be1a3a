-- Why: what no rule decides – who gives way to a quota, which of two equals stands first – the council decides in session, by votes,
-- with those aside who have an interest; its minutes say so. And a decided year that proves wrong is opened again without losing what
-- stood before: the frozen results move to a table of their own, word for word, with who opened it and why.

create table council_session (
  id bigint generated always as identity primary key,
  assessment_year_id bigint not null unique references assessment_year,
  held_on date not null,
  place text not null,
  chaired_by text not null,
  secretary text not null,
  conclusion text not null default '',
  version int not null default 1,
  recorded_by_account_id bigint references account,
  recorded_at timestamptz not null default now()
);

create table council_member (
  council_session_id bigint not null references council_session,
  ordinal int not null,
  full_name text not null,
  office text not null,
  unit_id bigint references unit,
  is_present boolean not null,
  primary key (council_session_id, ordinal)
);
comment on column council_member.unit_id is 'The scored unit in which the member works: there the member has an interest and stands aside.';

create table council_vote (
  id bigint generated always as identity primary key,
  council_session_id bigint not null references council_session,
  matter text not null,
  title text not null,
  unit_codes text[] not null,
  decision jsonb not null,
  votes_for int not null check (votes_for >= 0),
  votes_against int not null check (votes_against >= 0),
  votes_abstained int not null check (votes_abstained >= 0),
  aside text[] not null default '{}',
  reason text not null check (reason <> ''),
  voted_at timestamptz not null default now(),
  unique (council_session_id, matter)
);
comment on column council_vote.matter is 'Which question: `quota TL1 HG-SN`, `tie HG-SN 3`.';
comment on column council_vote.aside is 'Names of the members present who stood aside because their own unit was voted on.';

create table assessment_reopening (
  id bigint generated always as identity primary key,
  assessment_year_id bigint not null references assessment_year,
  reopened_on date not null,
  reopened_by_account_id bigint references account,
  reason text not null check (reason <> ''),
  decision_number text not null,
  decided_on date not null,
  published_on date
);
create index assessment_reopening_by_year on assessment_reopening (assessment_year_id);

create table ranking_result_superseded (
  assessment_reopening_id bigint not null references assessment_reopening,
  assessment_id bigint not null references assessment,
  result jsonb not null,
  primary key (assessment_reopening_id, assessment_id)
);
create trigger ranking_result_superseded_is_kept before update or delete on ranking_result_superseded
  for each row execute function refuse_change_of_what_is_frozen();
create trigger ranking_result_superseded_is_not_emptied before truncate on ranking_result_superseded
  for each statement execute function refuse_change_of_what_is_frozen();

-- A frozen result may leave its table only when it is already kept word for word among those superseded.
create function refuse_loss_of_a_result() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from ranking_result_superseded kept
    where kept.assessment_id = old.assessment_id and kept.result = to_jsonb(old)) then
    return old;
  end if;
  raise exception '% is never changed once written', tg_table_name;
end $$;
drop trigger ranking_result_is_frozen on ranking_result;
create trigger ranking_result_is_frozen before update or delete on ranking_result
  for each row execute function refuse_loss_of_a_result();
