-- Why: a committee of the people works with the Front, the organisations, the armed forces and the courts by what both sides have signed:
-- a regulation or a programme for several years, a plan for one. Each side has duties, reports each year, and both look back together
-- (glossary: Kế hoạch phối hợp, Chương trình phối hợp, Quy chế phối hợp).

create table coordination (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('regulation', 'programme', 'plan')),
  title text not null,
  reference text not null default '',
  starts_on date not null,
  ends_on date,
  report_month int check (report_month between 1 and 12),
  report_day int check (report_day between 1 and 31),
  based_on_coordination_id bigint references coordination,
  lead_unit_id bigint not null references unit,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  withdrawn_on date,
  withdrawn_reason text,
  check (starts_on <= ends_on),
  check (kind = 'regulation' or ends_on is not null),
  check ((report_month is null) = (report_day is null)),
  check ((withdrawn_on is null) = (withdrawn_reason is null)),
  check (based_on_coordination_id is distinct from id)
);
create index coordination_by_lead on coordination (lead_unit_id, starts_on desc, id desc);
create index coordination_by_base on coordination (based_on_coordination_id) where based_on_coordination_id is not null;
comment on column coordination.lead_unit_id is 'The unit that drafts it and keeps it here; one of the parties.';
comment on column coordination.reference is 'Number and symbol on the paper, as printed.';
comment on column coordination.ends_on is 'The last day; null for a regulation without a term.';
comment on column coordination.report_month is 'Each party reports once a year, by this day and month; null when the paper asks for no report.';

create table coordination_party (
  id bigint generated always as identity primary key,
  coordination_id bigint not null references coordination,
  position int not null,
  unit_id bigint references unit,
  outside_name text,
  signed_on date,
  signed_by text,
  unique (coordination_id, position),
  check ((unit_id is null) <> (outside_name is null)),
  check ((signed_on is null) = (signed_by is null))
);
create unique index coordination_party_once on coordination_party (coordination_id, unit_id) where unit_id is not null;
create index coordination_party_by_unit on coordination_party (unit_id) where unit_id is not null;
comment on column coordination_party.outside_name is 'A body that does not work in this system (armed forces, court): the lead unit records for it.';
comment on column coordination_party.signed_by is 'Name and office of who signed, as printed under the signature.';

create table coordination_duty (
  id bigint generated always as identity primary key,
  coordination_id bigint not null references coordination,
  position int not null,
  party_position int,
  content text not null,
  unique (coordination_id, position)
);
comment on column coordination_duty.party_position is 'Whose duty it is; null for a duty of all parties.';

create table coordination_report (
  id bigint generated always as identity primary key,
  coordination_id bigint not null references coordination,
  party_id bigint not null references coordination_party,
  year int not null check (year between 1990 and 2200),
  reported_on date not null,
  content text not null,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
create index coordination_report_by_coordination on coordination_report (coordination_id, year, party_id);
comment on table coordination_report is 'A second report of a party for a year adds to the first; nothing is overwritten.';

create table coordination_review (
  id bigint generated always as identity primary key,
  coordination_id bigint not null references coordination,
  kind text not null check (kind in ('interim', 'final')),
  held_on date not null,
  results text not null default '',
  shortcomings text not null default '',
  conclusions text not null default '',
  created_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
create index coordination_review_by_coordination on coordination_review (coordination_id, held_on);

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, time, explanation, source) values
  (300, 'coordination.signed', 'Phối hợp với Mặt trận, đoàn thể, lực lượng vũ trang', 'Quy chế, chương trình, kế hoạch phối hợp đã ký', 'văn bản',
    'coordination', 'count', null, '{}', 'flow',
    'Số quy chế, chương trình, kế hoạch phối hợp mà mọi bên đã ký, tính theo ngày bên cuối cùng ký, cho đơn vị chủ trì soạn thảo.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, nội dung phối hợp với Mặt trận Tổ quốc và các tổ chức chính trị - xã hội.'),
  (301, 'coordination.plans-signed', 'Phối hợp với Mặt trận, đoàn thể, lực lượng vũ trang', 'Kế hoạch phối hợp năm đã ký', 'văn bản',
    'coordination', 'count', null, '{"kind": ["plan"]}', 'flow',
    'Số kế hoạch phối hợp trong năm mà mọi bên đã ký, tính theo ngày bên cuối cùng ký.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, nội dung phối hợp với Mặt trận Tổ quốc và các tổ chức chính trị - xã hội.');

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('coordination.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('coordination.write', array['clerk', 'head', 'collector', 'front']),
  ('coordination.sign', array['head', 'collector', 'leader', 'front'])
) as granted (permission, roles), unnest(roles) as role;
