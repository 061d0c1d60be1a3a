-- Why: each year every unit scores itself by the province's criteria set, Sở Nội vụ verifies, and UBND tỉnh decides the ranks.
-- A set is data and never changes once kept (a correction is a new version); a decided year is frozen with the digest of its set
-- and all that went into it, so that it can be computed again to the same digits years later.

create table criteria_set (
  id bigint generated always as identity primary key,
  code text not null,
  version int not null check (version > 0),
  title text not null,
  legal_act_number text not null,
  legal_act_date date not null,
  legal_act_issuer text not null,
  effective_from date not null,
  effective_to date check (effective_to >= effective_from),
  years int[] not null check (cardinality(years) > 0),
  unit_kinds text[] not null check (cardinality(unit_kinds) > 0),
  demonstration_note text,
  content jsonb not null,
  digest text not null,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  unique (code, version),
  unique (code, digest)
);
comment on column criteria_set.digest is 'SHA-256 of the content with the names in each object in the order of their letters: jsonb keeps no order.';
comment on column criteria_set.demonstration_note is 'Filled when the points are invented; said wherever they are shown.';

create table assessment_year (
  id bigint generated always as identity primary key,
  root_unit_id bigint not null references unit,
  year int not null,
  criteria_set_id bigint not null references criteria_set,
  state text not null default 'open' check (state in ('open', 'verifying', 'decided', 'published')),
  window_from date not null,
  window_to date not null check (window_to >= window_from),
  opened_on date not null,
  self_assess_by date not null,
  verify_by date not null check (verify_by >= self_assess_by),
  decide_by date not null check (decide_by >= verify_by),
  decision_number text,
  decided_on date,
  decisions jsonb not null default '{}',
  published_on date,
  illustration text,
  version int not null default 1,
  opened_by_account_id bigint references account,
  opened_at timestamptz not null default now(),
  unique (root_unit_id, year),
  constraint assessment_year_decided_by_an_act check (
    (state in ('decided', 'published')) = (decided_on is not null and decision_number is not null)),
  check ((state = 'published') = (published_on is not null)),
  check (published_on >= decided_on)
);
comment on column assessment_year.window_from is 'First and last day of the work that counts; the set may say other days than those of the calendar year.';
comment on column assessment_year.decisions is 'What people decided where no rule does: who gives way to a quota, the order of equals, why a quota was passed.';

create table assessment_year_block (
  assessment_year_id bigint not null references assessment_year,
  block_id bigint not null references block,
  unit_kind text not null,
  primary key (assessment_year_id, block_id)
);
comment on column assessment_year_block.unit_kind is 'As which kind of unit of the criteria set the members of this block are scored.';

create table assessment (
  id bigint generated always as identity primary key,
  assessment_year_id bigint not null references assessment_year,
  unit_id bigint not null references unit,
  block_id bigint not null references block,
  unit_kind text not null,
  state text not null default 'not-started'
    check (state in ('not-started', 'self-assessing', 'submitted', 'verified', 'decided')),
  self_total numeric,
  verified_total numeric,
  not_ranked_reason text,
  submitted_on date,
  submitted_by_account_id bigint references account,
  verified_on date,
  verified_by_account_id bigint references account,
  illustration text,
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (assessment_year_id, unit_id),
  check (state in ('not-started', 'self-assessing', 'decided') or (submitted_on is not null and self_total is not null)),
  check (state <> 'verified' or (verified_on is not null and verified_total is not null))
);
create index assessment_by_unit on assessment (unit_id);
create index assessment_by_state on assessment (assessment_year_id, state);

-- The figures that a unit is scored with, each once however many criteria use it.
create table assessment_figure (
  assessment_id bigint not null references assessment,
  code text not null,
  value jsonb not null check (jsonb_typeof(value) in ('number', 'boolean', 'string')),
  source text not null check (source in ('counted', 'unit', 'verifier')),
  record_count int check (record_count >= 0),
  given_by_account_id bigint references account,
  given_at timestamptz not null default now(),
  primary key (assessment_id, code),
  check ((source = 'counted') = (record_count is not null))
);
comment on column assessment_figure.source is 'counted: by the system from records (record_count of them), as of the last save of the self-assessment; unit, verifier: typed by them.';

-- Three columns of points, each with its reason, kept beside each other for good: self, verified, after appeal.
create table assessment_score (
  id bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  criterion_code text not null,
  not_applicable boolean not null default false,
  self_points numeric,
  self_explanation text,
  self_state text,
  self_note text not null default '',
  verified_points numeric,
  verified_explanation text,
  verified_changed boolean not null default false,
  verified_reason text not null default '',
  verified_by_account_id bigint references account,
  verified_on date,
  appeal_points numeric,
  appeal_reason text,
  version int not null default 0,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (assessment_id, criterion_code),
  constraint assessment_score_change_needs_reason check (not verified_changed or verified_reason <> ''),
  check (appeal_points is null or appeal_reason is not null)
);
comment on column assessment_score.self_points is 'Null where the set gives the criterion to somebody else than the unit to score.';
comment on column assessment_score.version is 'Counts what people said of this criterion; points that follow from other figures do not count.';
comment on column assessment_score.verified_changed is 'True when the verifier gave other points than the unit; both stand, and the reason.';

create table assessment_evidence (
  id bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  criterion_code text not null,
  subject_kind text not null,
  subject_id text not null,
  title text not null,
  happened_on date not null,
  linked_by_account_id bigint references account,
  linked_at timestamptz not null default now(),
  unique (assessment_id, criterion_code, subject_kind, subject_id)
);
create index assessment_evidence_by_subject on assessment_evidence (subject_kind, subject_id);

create table ranking_result (
  assessment_id bigint primary key references assessment,
  assessment_year_id bigint not null references assessment_year,
  unit_id bigint not null references unit,
  year int not null,
  block_id bigint not null references block,
  self_total numeric,
  verified_total numeric,
  rank_title text,
  rank_level int check (rank_level > 0),
  rank_code text check (rank_code in ('excellent', 'good', 'completed', 'not-completed', 'other')),
  rank_by_points text,
  position int check (position > 0),
  not_ranked_reason text,
  set_digest text not null,
  inputs jsonb not null,
  changed_points jsonb not null,
  effects jsonb not null,
  frozen_at timestamptz not null default now(),
  unique (unit_id, year),
  constraint ranking_result_rank_or_reason check ((rank_title is null) = (not_ranked_reason is not null)),
  check ((rank_title is null) = (rank_level is null) and (rank_title is null) = (rank_code is null)),
  check ((rank_title is null) = (position is null)),
  check (rank_title is null or verified_total is not null)
);
create index ranking_result_by_year on ranking_result (assessment_year_id, block_id, position);
comment on column ranking_result.rank_level is '1 is the best rank of the set.';
comment on column ranking_result.inputs is 'All that was put in, and changed_points what the verifier gave instead: with the set of this digest it computes again.';

create function refuse_change_of_what_is_frozen() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed once written', tg_table_name;
end $$;
create trigger criteria_set_is_kept before update or delete on criteria_set
  for each row execute function refuse_change_of_what_is_frozen();
create trigger criteria_set_is_not_emptied before truncate on criteria_set
  for each statement execute function refuse_change_of_what_is_frozen();
create trigger ranking_result_is_frozen before update or delete on ranking_result
  for each row execute function refuse_change_of_what_is_frozen();
create trigger ranking_result_is_not_emptied before truncate on ranking_result
  for each statement execute function refuse_change_of_what_is_frozen();

-- Self-assessing and submitting reach only the unit of one's own post. Verifying is also the leader's, because Sở Nội vụ is scored
-- too and nobody verifies their own unit.
insert into role_permission (role_code, permission)
select role, permission
from (values
  ('criteria.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('criteria.self-assess', array['clerk', 'head', 'collector']),
  ('criteria.submit', array['head']),
  ('criteria.verify', array['collector', 'leader']),
  ('criteria.decide', array['leader']),
  ('criteria.manage', array['collector'])
) as granted (permission, roles), unnest(roles) as role;
