-- Why: the year's work begins with a plan; its contents become tasks, tasks are given to units, and a unit's progress
-- is the records and documents linked to its assignment, not a typed percentage.

create table plan (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  document_id bigint,
  title text not null,
  year int not null check (year between 1990 and 2200),
  issued_on date,
  based_on_plan_id bigint references plan,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
create index plan_by_unit on plan (unit_id, year);

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
  illustration text,
  created_at timestamptz not null default now()
);
create index task_by_content on task (plan_content_id);
comment on column task.due_on_excluded is '“Trước ngày 05/12” read literally: the last good day is the 4th. False when the day itself is still good.';

create table task_assignment (
  id bigint generated always as identity primary key,
  task_id bigint not null references task,
  unit_id bigint not null references unit,
  part text not null default 'lead' check (part in ('lead', 'coordinate')),
  state text not null default 'assigned' check (state in ('assigned', 'in-progress', 'completed', 'refused')),
  comment text not null default '',
  completed_on date,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  unique (task_id, unit_id),
  check ((state = 'completed') = (completed_on is not null))
);
create index task_assignment_by_unit on task_assignment (unit_id, state);

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
