-- Why: the year's work begins with a plan; its contents become tasks, tasks are given to units, and a unit's progress
-- is the records and documents linked to its assignment, not a typed percentage.

create table plan (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  document_id bigint references document,
  title text not null,
  year int not null check (year between 1990 and 2200),
  issued_on date,
  based_on_plan_id bigint references plan,
  following_unit_id bigint references unit,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  withdrawn_on date,
  withdrawn_reason text,
  check (based_on_plan_id is distinct from id),
  check ((withdrawn_on is null) = (withdrawn_reason is null))
);
create index plan_by_unit on plan (unit_id, year);
create index plan_by_upper_plan on plan (based_on_plan_id);
create unique index plan_document_once on plan (document_id) where withdrawn_on is null;
comment on column plan.issued_on is 'Only for a plan without a document in the register; else the document says the day.';
comment on column plan.following_unit_id is 'The unit charged with following it and urging others (đơn vị theo dõi, đôn đốc), when not the plan''s own.';

create table plan_content (
  id bigint generated always as identity primary key,
  plan_id bigint not null references plan,
  position int not null,
  title text not null,
  unique (plan_id, position)
);

create table task (
  id bigint generated always as identity primary key,
  plan_content_id bigint not null references plan_content,
  title text not null,
  product text not null default '',
  due_on date not null,
  due_on_excluded boolean not null default false,
  last_good_day date generated always as (due_on - due_on_excluded::int) stored,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  withdrawn_on date,
  withdrawn_reason text,
  check ((withdrawn_on is null) = (withdrawn_reason is null))
);
create index task_by_content on task (plan_content_id);
comment on column task.due_on_excluded is '“Trước ngày 05/12” read literally: the last good day is the 4th. False when the day itself is still good.';

create table task_assignment (
  id bigint generated always as identity primary key,
  task_id bigint not null references task,
  unit_id bigint not null references unit,
  part text not null default 'lead' check (part in ('lead', 'coordinate')),
  state text not null default 'assigned' check (state in ('assigned', 'in-progress', 'completed', 'refused', 'withdrawn')),
  assigned_on date not null default (now() at time zone 'Asia/Ho_Chi_Minh')::date,
  comment text not null default '',
  completed_on date,
  explanation text not null default '',
  refused_on date,
  refusal_reason text not null default '',
  refusal_answer text not null default '',
  withdrawn_on date,
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (task_id, unit_id),
  check ((state = 'completed') = (completed_on is not null)),
  check ((state = 'refused') = (refused_on is not null)),
  check ((state = 'withdrawn') = (withdrawn_on is not null))
);
create index task_assignment_by_unit on task_assignment (unit_id, state);
comment on column task_assignment.refused_on is 'The unit asked for the task to be taken back and waits for an answer; until then it is not late.';
comment on column task_assignment.explanation is 'Why it is completed though nothing is linked as evidence.';

-- Urging (đôn đốc): who was reminded, when and in which words; the reminded unit sees it as a duty until it has reported.
create table task_reminder (
  id bigint generated always as identity primary key,
  assignment_id bigint not null references task_assignment,
  message text not null,
  reminded_on date not null,
  reminded_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
create index task_reminder_by_assignment on task_reminder (assignment_id, id);

-- What shows that a task was done: a record of this system or a document, each linked once.
create table task_evidence (
  id bigint generated always as identity primary key,
  assignment_id bigint not null references task_assignment,
  subject_kind text not null,
  subject_id text not null,
  title text not null,
  linked_by_account_id bigint references account,
  linked_at timestamptz not null default now(),
  unique (assignment_id, subject_kind, subject_id)
);
create index task_evidence_by_subject on task_evidence (subject_kind, subject_id);

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('plan.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('plan.write', array['clerk', 'head', 'collector']),
  ('task.assign', array['head', 'collector', 'leader']),
  ('task.progress', array['clerk', 'head', 'collector', 'front'])
) as granted (permission, roles), unnest(roles) as role;
