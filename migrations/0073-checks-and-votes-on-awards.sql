-- Why: before the council votes, each proposal is checked against discipline, petitions that were found right and awards already given;
-- and the council's votes are counted for each proposal, with those aside who are proposed themselves. What is checked or voted is never
-- a refusal by the system: people see it and decide.

create table award_statement (
  award_id bigint primary key references award,
  finding text not null check (finding in ('none', 'disciplined')),
  statement text not null check (statement <> ''),
  source text not null check (source <> ''),
  stated_on date not null,
  recorded_by_account_id bigint references account,
  recorded_at timestamptz not null default now()
);
comment on table award_statement is 'What was found about discipline, typed with its source: the system keeps no records of discipline.';

create table award_session (
  id bigint generated always as identity primary key,
  award_round_id bigint not null unique references award_round,
  held_on date not null,
  place text not null,
  chaired_by text not null,
  secretary text not null,
  conclusion text not null default '',
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now()
);

create table award_council_member (
  award_session_id bigint not null references award_session,
  ordinal int not null,
  full_name text not null,
  office text not null,
  unit_id bigint references unit,
  is_present boolean not null,
  primary key (award_session_id, ordinal)
);
comment on column award_council_member.unit_id is 'Where the member works: on a proposal for that unit the member stands aside.';

create table award_vote (
  award_id bigint primary key references award,
  award_session_id bigint not null references award_session,
  votes_for int not null check (votes_for >= 0),
  votes_against int not null check (votes_against >= 0),
  members int not null check (members > 0),
  entitled int not null check (entitled between 0 and members),
  aside text[] not null default '{}',
  required_percent int,
  share_of text not null check (share_of in ('members', 'present')),
  is_carried boolean not null,
  voted_at timestamptz not null default now(),
  check (votes_for + votes_against <= entitled)
);
comment on column award_vote.aside is 'Names of the members present who stood aside because they or their own unit are proposed.';
comment on column award_vote.required_percent is 'The share that was needed when it was voted; null was more than half.';

update processing_purpose
set kept_data = 'Họ tên, chức vụ, thành tích; có hay không bị xem xét kỷ luật, kèm nguồn. Họ tên, chức vụ, thành tích công khai khi có quyết định.',
  kept_where = 'Khen thưởng: đề nghị, kiểm tra đề nghị, quyết định, bằng, giấy khen, sổ khen thưởng'
where code = 'commended';
update processing_purpose set kept_where = 'Chấm điểm: phiên họp Hội đồng, phân công thẩm định; khen thưởng: phiên họp Hội đồng, biểu quyết từng đề nghị'
where code = 'council-member';
