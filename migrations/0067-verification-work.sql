-- Why: a verification is the work of a team. Who looks at which units or criteria is said beforehand, so that nobody verifies their
-- own and nothing is left out; and a sample is marked a second time by somebody who does not see the first points, so that the
-- province can say how far its verifiers agree.

create table assessment_assignment (
  id bigint generated always as identity primary key,
  assessment_year_id bigint not null references assessment_year,
  account_id bigint not null references account,
  unit_id bigint references unit,
  criterion_code text,
  assigned_on date not null,
  assigned_by_account_id bigint references account,
  check ((unit_id is null) <> (criterion_code is null))
);
create unique index assessment_assignment_of_unit on assessment_assignment (assessment_year_id, account_id, unit_id)
  where unit_id is not null;
create unique index assessment_assignment_of_criterion on assessment_assignment (assessment_year_id, account_id, criterion_code)
  where criterion_code is not null;
comment on column assessment_assignment.criterion_code is 'A criterion, or a group with all criteria below it, over all units.';

create table second_marking (
  assessment_year_id bigint primary key references assessment_year,
  seed text not null check (seed <> ''),
  percent int not null check (percent between 1 and 100),
  marker_account_id bigint not null references account,
  drawn_on date not null,
  drawn_by_account_id bigint references account
);
comment on column second_marking.seed is 'Said when the sample is drawn: from it and the same sheets anybody draws the same sample again.';

create table second_mark (
  id bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  criterion_code text not null,
  marker_account_id bigint not null references account,
  points numeric,
  reason text not null default '',
  marked_on date,
  first_points numeric,
  settled_points numeric,
  settled_reason text,
  settled_on date,
  settled_by_account_id bigint references account,
  unique (assessment_id, criterion_code),
  check ((points is null) = (marked_on is null)),
  check ((settled_on is null) = (settled_points is null) and (settled_on is null) = (settled_reason is null)
    and (settled_on is null) = (first_points is null))
);
comment on column second_mark.first_points is 'The first verifier''s points, kept when a third person settles the difference.';
create index second_mark_by_marker on second_mark (marker_account_id);
