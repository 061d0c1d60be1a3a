-- Why: a plan is carried out by the plans below it, content by content; a task has a target, a period and steps on the way; the unit
-- receives it and may ask back; last year's plan is the start of the next one; and a review ends a period with tasks for the next.

alter table plan add column copied_from_plan_id bigint references plan;
create index plan_by_copied_plan on plan (copied_from_plan_id);

alter table plan_content
  add column carries_out_content_id bigint references plan_content,
  add column copied_from_content_id bigint references plan_content,
  add constraint plan_content_is_not_its_own_upper check (carries_out_content_id is distinct from id);
create index plan_content_by_upper on plan_content (carries_out_content_id);
comment on column plan_content.carries_out_content_id is 'The content of the plan of the level above that this one carries out.';

-- Sơ kết, tổng kết. What had been reached on its day is counted from the tasks as they stood then, and is not kept here.
create table review_meeting (
  id bigint generated always as identity primary key,
  plan_id bigint not null references plan,
  kind text not null check (kind in ('interim', 'final')),
  held_on date not null,
  period_from date not null,
  period_to date not null,
  results text not null default '',
  shortcomings text not null default '',
  conclusions text not null default '',
  illustration text,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  check (period_from <= period_to)
);
create index review_meeting_by_plan on review_meeting (plan_id, held_on);

alter table task
  add column due_wording text not null default 'by' check (due_wording in ('by', 'before')),
  add column due_reading_reason text not null default '',
  add column due_time text check (due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  add column target_amount int check (target_amount > 0),
  add column target_measure text not null default '',
  add column target_counts text,
  add column period_from date,
  add column period_to date,
  add column carries_out_content_id bigint references plan_content,
  add column copied_from_task_id bigint references task,
  add column review_meeting_id bigint references review_meeting,
  add constraint task_period_is_whole check ((period_from is null) = (period_to is null) and period_from <= period_to),
  add constraint task_target_is_whole check ((target_amount is null) = (target_measure = '')),
  add constraint task_target_counts_needs_target check (target_counts is null or target_amount is not null);
update task set due_wording = 'before' where due_on_excluded;
alter table task
  add constraint task_only_before_leaves_the_day_out check (not due_on_excluded or due_wording = 'before'),
  add constraint task_hour_is_of_the_day_itself check (due_time is null or due_wording = 'by');
create index task_by_upper_content on task (carries_out_content_id);
create index task_by_review on task (review_meeting_id);
comment on column task.due_wording is '“Trước ngày” or a plain day, as the source writes it; due_on_excluded says how “trước ngày” is read here.';
comment on column task.due_reading_reason is 'Why “trước ngày” is read so: no text settles it.';
comment on column task.due_time is 'The hour on the last day, as written. Being on time is judged by the day: completion has a date and no hour.';
comment on column task.target_counts is 'The kind of linked record of which each one counts towards the target; null when no record counts it.';

-- Steps on the way (mốc). Reached when something linked as evidence shows it.
create table task_milestone (
  id bigint generated always as identity primary key,
  task_id bigint not null references task,
  position int not null,
  title text not null,
  due_on date not null,
  unique (task_id, position)
);
alter table task_evidence add column milestone_id bigint references task_milestone;

alter table task_assignment
  add column received_on date,
  add column stated_percent int check (stated_percent between 0 and 100),
  add constraint task_assignment_received_after_given check (received_on >= assigned_on);
comment on column task_assignment.stated_percent is 'The unit''s own estimate: a remark beside what the linked records show, counted nowhere.';

-- A unit that does not understand its task asks back; one question waits for an answer at a time.
create table task_question (
  id bigint generated always as identity primary key,
  assignment_id bigint not null references task_assignment,
  question text not null,
  asked_on date not null,
  asked_by_account_id bigint references account,
  answer text,
  answered_on date,
  answered_by_account_id bigint references account,
  check ((answer is null) = (answered_on is null))
);
create unique index task_question_open on task_question (assignment_id) where answered_on is null;
create index task_question_by_assignment on task_question (assignment_id, id);
