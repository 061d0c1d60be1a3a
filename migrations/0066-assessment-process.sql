-- Why: between the opening and the decision of a year of scoring lie steps that nothing kept: the last day of each step as the act
-- states it, what the verifier asks the unit to explain, the unit's proposal against the verified points and its answer by somebody
-- else than the verifier, and the words under which the head signs off. Points are kept in three columns side by side for good.

create table assessment_year_step (
  assessment_year_id bigint not null references assessment_year,
  step text not null check (step in ('self-assessment', 'verification', 'appeal', 'appeal-answer', 'council', 'decision')),
  stated_on date not null,
  is_before boolean not null default false,
  last_day date not null,
  primary key (assessment_year_id, step)
);
comment on column assessment_year_step.is_before is 'The act says “trước ngày”: the day itself is no longer in time.';
comment on column assessment_year_step.last_day is 'The last day in time, counted from the stated day by the calendar of working days when it was set.';

alter table assessment
  add column signed_title text,
  add column signed_statement text,
  add column appeal_total numeric;
comment on column assessment.appeal_total is 'Total after explanation and appeal; null where no appeal changed a point.';
comment on column assessment.signed_statement is 'The words under which the head signed off the self-assessment, and in which office (signed_title).';

alter table assessment_score add column evidence_reason text not null default '';
comment on column assessment_score.evidence_reason is 'Why evidence that the set requires is not there.';

create table assessment_explanation (
  id bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  criterion_code text not null,
  question text not null,
  asked_on date not null,
  asked_by_account_id bigint references account,
  answer text,
  answered_on date,
  answered_by_account_id bigint references account,
  check ((answer is null) = (answered_on is null))
);
create index assessment_explanation_by_assessment on assessment_explanation (assessment_id, criterion_code);

create table assessment_appeal (
  id bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  criterion_code text not null,
  asked_points numeric not null,
  reason text not null check (reason <> ''),
  filed_on date not null,
  filed_by_account_id bigint references account,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'partly', 'refused')),
  given_points numeric,
  answer text,
  answered_on date,
  answered_by_account_id bigint references account,
  constraint assessment_appeal_answered_with_reason check (
    (state = 'waiting') = (answered_on is null) and (state = 'waiting') = (answer is null) and (state = 'waiting') = (given_points is null))
);
create unique index assessment_appeal_once_at_a_time on assessment_appeal (assessment_id, criterion_code) where state = 'waiting';
create index assessment_appeal_by_assessment on assessment_appeal (assessment_id);

alter table ranking_result add column appeal_total numeric;
comment on column ranking_result.appeal_total is 'The total that was ranked where an appeal changed it; otherwise verified_total was.';
