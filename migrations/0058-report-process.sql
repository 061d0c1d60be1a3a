-- Why: what becomes of a report after it is sent must stay readable. Late data come as a numbered supplement, a period that was gathered is
-- locked, a sent report is reopened only with a reason, and each sending keeps its words as it already keeps its figures. Who writes which
-- section, what is asked about it, and who was urged, are the work around the report and never part of it.

alter table report drop constraint report_state_check;
alter table report add constraint report_state_check
  check (state in ('draft', 'submitted', 'returned', 'reopened', 'accepted', 'consolidated'));
alter table report add constraint report_reopened_with_reason check (state <> 'reopened' or returned_reason <> '');
comment on column report.returned_reason is 'Why it went back to its unit the last time: returned by the collector, or reopened after it had been accepted.';

create function refuse_change_of_what_was_sent() returns trigger language plpgsql as $$
begin
  raise exception 'what was sent with a report is frozen';
end $$;

-- The words of a report as they were sent.
create table report_submission_text (
  submission_id bigint not null references report_submission,
  section_code text not null,
  content text not null,
  written_by text not null,
  primary key (submission_id, section_code)
);
insert into report_submission_text (submission_id, section_code, content, written_by)
select submission.id, text.section_code, text.content, coalesce(person.full_name, 'Hệ thống')
from report
join report_submission submission on submission.report_id = report.id
  and submission.number = (select max(latest.number) from report_submission latest where latest.report_id = report.id)
join report_text text on text.report_id = report.id
left join account on account.id = text.changed_by_account_id
left join person on person.id = account.person_id
where report.state in ('submitted', 'accepted', 'consolidated');
create trigger report_submission_text_is_frozen before update or delete or truncate on report_submission_text
  for each statement execute function refuse_change_of_what_was_sent();

-- What the collector decided about one sending.
create table report_decision (
  id bigint generated always as identity primary key,
  submission_id bigint not null references report_submission,
  decision text not null check (decision in ('accept', 'return', 'reopen')),
  reason text not null default '',
  decided_on date not null,
  decided_by_account_id bigint references account,
  decided_at timestamptz not null default now(),
  check (decision = 'accept' or reason <> '')
);
create index report_decision_by_submission on report_decision (submission_id);
insert into report_decision (submission_id, decision, reason, decided_on, decided_by_account_id, decided_at)
select submission.id, 'return', report.returned_reason, greatest(report.submitted_on, (report.changed_at at time zone 'Asia/Ho_Chi_Minh')::date),
  report.changed_by_account_id, report.changed_at
from report join report_submission submission on submission.report_id = report.id
  and submission.number = (select max(latest.number) from report_submission latest where latest.report_id = report.id)
where report.state = 'returned';

-- Late data: what has changed since the report was sent. It has a number from the moment it is sent.
create table report_supplement (
  id bigint generated always as identity primary key,
  report_id bigint not null references report,
  number int check (number > 0),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'accepted', 'refused')),
  reason text not null,
  content text not null default '',
  submission_id bigint references report_submission,
  sent_on date,
  sent_at timestamptz,
  as_of date,
  signer_name text,
  signer_title text,
  sent_by_account_id bigint references account,
  missing_units text[] not null default '{}',
  gathered text[] not null default '{}',
  decided_on date,
  decided_reason text not null default '',
  decided_by_account_id bigint references account,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (report_id, number),
  check ((state = 'draft') = (number is null)),
  check ((number is null) = (sent_on is null)),
  check ((number is null) = (submission_id is null)),
  check ((state in ('accepted', 'refused')) = (decided_on is not null)),
  check (state <> 'refused' or decided_reason <> '')
);
create unique index report_supplement_one_draft on report_supplement (report_id) where state = 'draft';
comment on column report_supplement.submission_id is 'The sending that it supplements: the latest one when it was sent.';
comment on column report_supplement.gathered is 'Supplement of a consolidated report: what came from the units since, in words.';
create table report_supplement_figure (
  supplement_id bigint not null references report_supplement,
  indicator_code text not null references indicator (code),
  old_value numeric,
  old_record_count int,
  value numeric,
  record_count int,
  primary key (supplement_id, indicator_code),
  check ((old_value is null) = (old_record_count is null)),
  check ((value is null) = (record_count is null))
);
create trigger report_supplement_figure_is_frozen before update or delete or truncate on report_supplement_figure
  for each statement execute function refuse_change_of_what_was_sent();
create function refuse_change_of_sent_supplement() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (tg_op = 'DELETE'
    or (old.report_id, old.number, old.reason, old.content, old.submission_id, old.sent_on, old.as_of, old.signer_name, old.missing_units, old.gathered)
      is distinct from (new.report_id, new.number, new.reason, new.content, new.submission_id, new.sent_on, new.as_of, new.signer_name, new.missing_units, new.gathered)) then
    raise exception 'a supplement that was sent is frozen';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger report_supplement_is_frozen before update or delete on report_supplement
  for each row execute function refuse_change_of_sent_supplement();

-- A period that has been gathered is closed for its units, until somebody opens it again and says why.
create table report_lock (
  id bigint generated always as identity primary key,
  request_id bigint not null references report_request,
  reason text not null check (reason <> ''),
  locked_on date not null,
  locked_by_account_id bigint references account,
  locked_at timestamptz not null default now(),
  lifted_on date,
  lifted_reason text,
  lifted_by_account_id bigint references account,
  check ((lifted_on is null) = (lifted_reason is null)),
  check (lifted_reason <> '')
);
create unique index report_lock_one_at_a_time on report_lock (request_id) where lifted_on is null;
create table report_lock_opening (
  id bigint generated always as identity primary key,
  lock_id bigint not null references report_lock,
  unit_id bigint not null references unit,
  reason text not null check (reason <> ''),
  opened_on date not null,
  opened_by_account_id bigint references account,
  opened_at timestamptz not null default now(),
  used_on date
);
create unique index report_lock_opening_once on report_lock_opening (lock_id, unit_id) where used_on is null;
comment on table report_lock_opening is 'One unit may send once more although the period is locked; used_on is when it did.';

-- Urging (đôn đốc) a unit to send.
create table report_reminder (
  id bigint generated always as identity primary key,
  duty_id bigint not null references report_duty,
  message text not null check (message <> ''),
  reminded_on date not null,
  reminded_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
create index report_reminder_by_duty on report_reminder (duty_id);

-- Who writes which section by when.
create table report_section_assignment (
  id bigint generated always as identity primary key,
  report_id bigint not null references report,
  section_code text not null,
  person_id bigint not null references person,
  due_on date not null,
  note text not null default '',
  assigned_by_account_id bigint references account,
  assigned_at timestamptz not null default now(),
  done_on date,
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (report_id, section_code)
);
create index report_section_assignment_by_person on report_section_assignment (person_id) where done_on is null;

-- What is said about a section, beside the report and never in it.
create table report_comment (
  id bigint generated always as identity primary key,
  report_id bigint not null references report,
  section_code text,
  audience text not null check (audience in ('unit', 'collector')),
  words text not null check (words <> ''),
  written_by_account_id bigint references account,
  written_at timestamptz not null default now(),
  side text not null check (side in ('unit', 'collector')),
  resolved_on date,
  resolved_by_account_id bigint references account,
  check (side = 'unit' or audience = 'collector')
);
create index report_comment_by_report on report_comment (report_id);
comment on column report_comment.audience is 'unit: read inside the unit that writes the report. collector: read by the unit and by who gathers.';
comment on column report_comment.side is 'Who wrote it: the unit, or who gathers.';
comment on column report_comment.section_code is 'Null: about the report as a whole.';

update processing_purpose set kept_where = 'Đơn vị, cán bộ; báo cáo (người gửi, người được giao soạn mục, người trao đổi về báo cáo)'
where code = 'official';
