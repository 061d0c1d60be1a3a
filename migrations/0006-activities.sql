-- Why: everything a unit does with and for the people is entered once and counted from here:
-- dialogues, receptions, classes, supervisions … one core with typed kinds (glossary: Reception, dialogue; Training, supervision).

create table activity_kind (
  code text primary key,
  title text not null,
  position int not null
);
insert into activity_kind (code, title, position) values
  ('dialogue', 'Đối thoại', 1),
  ('voter-contact', 'Tiếp xúc cử tri', 2),
  ('reception', 'Tiếp công dân', 3),
  ('training', 'Tập huấn, bồi dưỡng', 4),
  ('dissemination', 'Phổ biến, quán triệt, tuyên truyền', 5),
  ('supervision', 'Giám sát', 6),
  ('inspection', 'Kiểm tra, tự kiểm tra', 7),
  ('social-criticism', 'Phản biện xã hội', 8),
  ('conference', 'Hội nghị, sơ kết, tổng kết', 9),
  ('agency-meeting', 'Họp cơ quan', 10);

create table activity (
  id bigint generated always as identity primary key,
  kind_code text not null references activity_kind,
  title text not null,
  held_on date not null,
  place text not null,
  unit_id bigint not null references unit,
  behalf_unit_id bigint references unit,
  chaired_by text not null,
  participant_count int not null check (participant_count >= 0),
  opinion_count int not null default 0 check (opinion_count >= 0),
  content text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  withdrawn_on date,
  withdrawn_reason text
);
create index activity_by_unit on activity (unit_id, held_on);
create index activity_by_day on activity (held_on) include (unit_id, kind_code, participant_count, opinion_count);
comment on column activity.unit_id is 'The unit that did it, as of its day. behalf_unit_id: the body on whose behalf, when another.';

-- Text search in a table of its own: an index on the record itself would slow every change of the record.
create table activity_search (
  activity_id bigint primary key references activity on delete cascade,
  words tsvector not null
);
create index activity_search_words on activity_search using gin (words);

-- What people said there: each opinion lives on until it is answered.
create table opinion (
  id bigint generated always as identity primary key,
  activity_id bigint not null references activity,
  position int not null,
  content text not null,
  raised_by text not null default '',
  responsible_unit_id bigint references unit,
  due_on date,
  answer text,
  answered_on date,
  answered_by_account_id bigint references account,
  unique (activity_id, position)
);
create index opinion_by_responsible_unit on opinion (responsible_unit_id, due_on) where answered_on is null;

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('activity.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('activity.record', array['clerk', 'head', 'collector', 'front']),
  ('opinion.answer', array['clerk', 'head', 'collector'])
) as granted (permission, roles), unnest(roles) as role;
