-- Why: what a report asks for changes from year to year, and a report that was sent must stay what it was. So a type of report has
-- versions like a figure's definition has; a report keeps the version by which it was begun, and people who manage report types write the
-- next one as a draft that counts for nobody until it is put into force.

create table report_type_version (
  type_code text not null references report_type,
  number int not null check (number >= 2),
  title text not null check (title <> ''),
  summary text not null check (summary <> ''),
  cut_off text not null check (cut_off in ('calendar', 'mid-month')),
  period_kinds text[] not null check (period_kinds <> '{}'
    and period_kinds <@ array['month', 'quarter', 'half-year', 'five-months', 'nine-months', 'year', 'free']),
  sender_kinds text[] not null,
  receiver_kinds text[] not null,
  source text not null,
  valid_from date not null,
  reason text not null check (reason <> ''),
  issued_by_account_id bigint references account,
  issued_at timestamptz not null default now(),
  primary key (type_code, number),
  unique (type_code, valid_from)
);
comment on table report_type_version is
  'Later versions of a type of report; the first one stands in report_type. Never changed, never taken away: reports keep their version.';
comment on column report_type_version.valid_from is 'A period takes the last version that is in force on its last day.';
alter table report_type add column valid_from date, add column retired_on date;
comment on table report_type is 'A type of report and, with it, the first version of what it asks for. Later versions: report_type_version.';
comment on column report_type.valid_from is 'First day on which the first version is in force; null for always.';
comment on column report_type.retired_on is 'Last day on which a period of it may begin to be reported; null while it is in use.';

-- Every version of every type, the first included.
create view report_type_definition as
  select code, position, 1 as number, title, summary, cut_off, period_kinds, sender_kinds, receiver_kinds, source, valid_from, ''::text as reason, retired_on
  from report_type
  union all
  select version.type_code, type.position, version.number, version.title, version.summary, version.cut_off, version.period_kinds,
    version.sender_kinds, version.receiver_kinds, version.source, version.valid_from, version.reason, type.retired_on
  from report_type_version version join report_type type on type.code = version.type_code;

alter table report_section
  add column version int not null default 1,
  drop constraint report_section_pkey,
  drop constraint report_section_type_code_position_key,
  add primary key (type_code, version, code),
  add unique (type_code, version, position);
comment on column report_section.version is 'The version of the type whose outline it is in.';

alter table report add column type_version int not null default 1;
alter table report_request add column type_version int not null default 1;
comment on column report.type_version is 'By which version of its type it is written, for good. All reports of a type for one period have the same.';
comment on column report_request.type_version is 'By which version of the type the reports asked for are written, for good.';

-- What was reported by a version is read by that version for ever.
create function refuse_change_of_report_type() returns trigger language plpgsql as $$
begin
  raise exception 'Versions of report types are only added.';
end $$;
create trigger report_type_version_is_kept before update or delete or truncate on report_type_version
  for each statement execute function refuse_change_of_report_type();
create trigger report_type_is_kept before update of code, title, summary, cut_off, period_kinds, sender_kinds, receiver_kinds, source or delete
  on report_type for each statement execute function refuse_change_of_report_type();
create trigger report_section_is_kept before update or delete or truncate on report_section
  for each statement execute function refuse_change_of_report_type();
create function refuse_section_of_used_version() returns trigger language plpgsql as $$
begin
  if exists (select from report where type_code = new.type_code and type_version = new.version)
    or exists (select from report_request where type_code = new.type_code and type_version = new.version) then
    raise exception 'Version % of report type % is in use: its outline is fixed.', new.version, new.type_code;
  end if;
  return new;
end $$;
create trigger report_section_before_use before insert on report_section
  for each row execute function refuse_section_of_used_version();

create function keep_report_type_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new.type_code, new.type_version) is distinct from (old.type_code, old.type_version) then
    raise exception 'A report keeps the version of its type.';
  end if;
  if not exists (select from report_type_definition where code = new.type_code and number = new.type_version) then
    raise exception 'Report type % has no version %.', new.type_code, new.type_version;
  end if;
  return new;
end $$;
create trigger report_keeps_type_version before insert or update of type_code, type_version on report
  for each row execute function keep_report_type_version();
create trigger report_request_keeps_type_version before insert or update of type_code, type_version on report_request
  for each row execute function keep_report_type_version();

-- What somebody works on: tried with live figures, and asked of nobody until it is put into force.
create table report_type_draft (
  id bigint generated always as identity primary key,
  type_code text references report_type,
  definition jsonb not null check (jsonb_typeof(definition) = 'object'),
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now()
);
comment on column report_type_draft.type_code is 'The type of which it is to become a new version; null for a new type.';

insert into role_permission (role_code, permission) values ('collector', 'report.define');
