-- Why: receiving citizens (tiếp công dân) is a duty with days that the law counts, a register that the decree prescribes, conclusions
-- that others must carry out, and people who come: sessions, visits, persons, cases and letters are counted apart. A held session is
-- one activity (docs/decisions/0012-reception-and-activities.md), so that no figure counts it twice.

alter table activity add column register_path text;
comment on column activity.register_path is 'The page of the record from which this activity and its figures come; such an activity is changed there alone.';

-- The published schedule: one row a day and leader. A published day is only ever put off to a later one; its history stays below.
create table reception_day (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  post_id bigint not null references post,
  leader_name text not null,
  leader_title text not null,
  planned_on date not null,
  starts_at text not null check (starts_at ~ '^[0-2]\d:[0-5]\d$'),
  ends_at text not null check (ends_at ~ '^[0-2]\d:[0-5]\d$' and ends_at > starts_at),
  place text not null,
  mode text not null check (mode in ('direct', 'online')),
  seats int not null check (seats between 0 and 500),
  attendants text not null default '',
  topic text not null default '',
  published_on date,
  substitute_post_id bigint references post,
  substitute_name text,
  substitute_title text,
  substitute_reason text not null default '',
  substitute_paper text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (post_id, planned_on),
  constraint reception_day_substitute_with_reason check (
    (substitute_name is null) = (substitute_title is null) and (substitute_name is null or substitute_reason <> ''))
);
create index reception_day_by_unit on reception_day (unit_id, planned_on);
create index reception_day_by_day on reception_day (planned_on) where published_on is not null;
comment on table reception_day is 'A day on which a leader receives citizens. Proposed until published_on is set.';
comment on column reception_day.leader_name is 'As announced: whoever holds the post later does not change what was published.';
comment on column reception_day.seats is 'How many people may register for a turn beforehand; 0 when nobody can. People may come without having registered.';

create table reception_day_change (
  id bigint generated always as identity primary key,
  day_id bigint not null references reception_day,
  from_on date not null,
  to_on date not null check (to_on > from_on),
  reason text not null check (reason <> ''),
  announced_on date not null,
  recorded_by_account_id bigint references account,
  recorded_at timestamptz not null default now()
);
create index reception_day_change_by_day on reception_day_change (day_id);
create function refuse_change_of_reception_history() returns trigger language plpgsql as $$
begin
  raise exception 'How a published reception day was put off is never changed.';
end $$;
create trigger reception_day_change_is_final before update or delete or truncate on reception_day_change
  for each statement execute function refuse_change_of_reception_history();
comment on table reception_day_change is 'How a published day was put off: Law on Citizen Reception 42/2013/QH13, Article 24(4).';

create table reception_session (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  day_id bigint unique references reception_day,
  activity_id bigint not null unique references activity,
  kind text not null check (kind in ('regular', 'periodic', 'unscheduled')),
  receiver text not null check (receiver in ('head', 'delegate', 'officer')),
  received_by text not null,
  held_on date not null,
  place text not null,
  mode text not null check (mode in ('direct', 'online')),
  note text not null default '',
  withdrawn_on date,
  withdrawn_reason text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check ((withdrawn_on is null) = (withdrawn_reason = '')),
  check (withdrawn_on is null or day_id is null)
);
create index reception_session_by_unit on reception_session (unit_id, held_on, id) where withdrawn_on is null;
create index reception_session_by_day on reception_session (held_on, id) where withdrawn_on is null;
comment on column reception_session.receiver is 'The head in person, somebody in the head''s place, or an official whose daily work it is.';

-- One row of the register: one time that somebody is received (lượt), alone or with others.
create table reception_visit (
  id bigint generated always as identity primary key,
  session_id bigint not null references reception_session,
  position int not null check (position > 0),
  kind text not null check (kind in ('complaint', 'denunciation', 'proposal', 'feedback')),
  content text not null,
  person_count int not null check (person_count between 1 and 100000),
  first_visit_id bigint references reception_visit,
  resolved_by text not null default '',
  within_competence boolean,
  outcome text check (outcome in ('accepted', 'explained', 'guided', 'transferred', 'refused')),
  other_body text not null default '',
  document_number text not null default '',
  refusal_ground text,
  refused_on date,
  refusal_due_on date,
  papers text not null default '',
  answer_due_on date,
  result text not null default '',
  result_on date,
  note text not null default '',
  petition_id bigint unique references petition,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (session_id, position),
  unique (id, kind),
  check (first_visit_id <> id),
  constraint reception_visit_refused_on_a_ground check (
    (outcome is not distinct from 'refused') = (refusal_ground is not null) and (refusal_ground is null) = (refused_on is null)),
  constraint reception_visit_elsewhere_names_it check (outcome is null or outcome not in ('guided', 'transferred') or other_body <> ''),
  check ((result = '') = (result_on is null))
);
create index reception_visit_again on reception_visit (first_visit_id) where first_visit_id is not null;
create index reception_visit_unanswered on reception_visit (answer_due_on) where result_on is null and answer_due_on is not null;
comment on column reception_visit.person_count is 'People with the same content, those who came and those for whom they speak: column 7 of the register.';
comment on column reception_visit.first_visit_id is 'The first visit about the same case (vụ việc); null for that first visit itself.';

-- Who came. Never for a denunciation: its visit has no such row, which the key over the kind makes sure of.
create table reception_visitor (
  id bigint generated always as identity primary key,
  visit_id bigint not null,
  visit_kind text not null check (visit_kind <> 'denunciation'),
  position int not null,
  full_name text not null,
  address text not null default '',
  id_number text not null default '',
  unique (visit_id, position),
  foreign key (visit_id, visit_kind) references reception_visit (id, kind) on update cascade
);
comment on table reception_visitor is 'The person received, or the representatives of a group: Law on Citizen Reception 42/2013/QH13, Article 29.';

-- A letter that turns out to be a denunciation must not be betrayed by the visit at which it was handed over.
create function forget_visitors_of_denunciation() returns trigger language plpgsql as $$
begin
  delete from reception_visitor visitor using reception_visit visit
    where visit.id = visitor.visit_id and visit.petition_id = new.id;
  update reception_registration registration set kind = 'denunciation', full_name = '', contact = '', subject = ''
    from reception_visit visit where visit.id = registration.visit_id and visit.petition_id = new.id;
  update reception_visit set kind = 'denunciation', content = 'Nội dung ghi ở đơn.', papers = '', note = '', version = version + 1
    where petition_id = new.id and kind <> 'denunciation';
  return null;
end $$;
create trigger petition_forgets_visitors after update of kind_code on petition
  for each row when (new.kind_code = 'denunciation' and old.kind_code <> 'denunciation')
  execute function forget_visitors_of_denunciation();

create table reception_registration (
  id bigint generated always as identity primary key,
  day_id bigint not null references reception_day,
  code text not null unique,
  secret_digest text not null,
  kind text check (kind in ('complaint', 'denunciation', 'proposal', 'feedback')),
  full_name text not null,
  contact text not null,
  subject text not null,
  visit_id bigint unique references reception_visit,
  cancelled_at timestamptz,
  illustration text,
  registered_at timestamptz not null default now(),
  check (visit_id is null or cancelled_at is null),
  constraint reception_registration_names_no_denouncer check (
    kind is distinct from 'denunciation' or (full_name = '' and contact = '' and subject = ''))
);
create index reception_registration_by_day on reception_registration (day_id, registered_at);
comment on table reception_registration is 'A citizen''s turn on a reception day. Whoever comes to denounce is not named, not even here.';

-- What the head decided on the day (Thông báo kết luận), and what others must do because of it.
create table reception_conclusion (
  session_id bigint primary key references reception_session,
  document_number text not null default '',
  issued_on date not null,
  summary text not null default '',
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now()
);
create table reception_conclusion_item (
  id bigint generated always as identity primary key,
  session_id bigint not null references reception_conclusion,
  position int not null,
  content text not null check (content <> ''),
  responsible_unit_id bigint not null references unit,
  due_on date not null,
  done_on date,
  result text not null default '',
  done_by_account_id bigint references account,
  version int not null default 1,
  unique (session_id, position),
  check ((done_on is null) = (result = ''))
);
create index reception_conclusion_item_open on reception_conclusion_item (responsible_unit_id, due_on) where done_on is null;
comment on table reception_conclusion_item is 'Decree 154/2026/NĐ-CP, Article 25(2): bodies that must act, by when; followed up until done.';

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, time, explanation, source) values
  (262, 'reception.persons', 'Đối thoại, tiếp công dân', 'Số người được tiếp', 'người',
    'reception-visit', 'sum', 'persons', '{}', 'flow',
    'Cộng số người có cùng nội dung của từng lượt tiếp trong Sổ tiếp công dân; lượt bị từ chối tiếp không tính. Chỉ đếm buổi tiếp ghi vào sổ.',
    'Luật Tiếp công dân năm 2013; biểu 01/TCD của Thanh tra Chính phủ (cột cần đối chiếu).'),
  (264, 'reception.cases', 'Đối thoại, tiếp công dân', 'Vụ việc tiếp lần đầu', 'vụ việc',
    'reception-visit', 'count', null, '{"occasion": ["first"]}', 'flow',
    'Số vụ việc được tiếp lần đầu trong kỳ theo Sổ tiếp công dân; người đến lại về cùng vụ việc không tính thêm.',
    'Luật Tiếp công dân năm 2013; biểu 01/TCD của Thanh tra Chính phủ (cột cần đối chiếu).'),
  (266, 'reception.large-groups', 'Đối thoại, tiếp công dân', 'Đoàn đông người được tiếp', 'đoàn',
    'reception-visit', 'count', null, '{"group": ["large"]}', 'flow',
    'Số lượt tiếp từ 5 người trở lên về cùng một nội dung, theo Sổ tiếp công dân.',
    'Luật Tiếp công dân năm 2013, Điều 29; biểu 01/TCD của Thanh tra Chính phủ (cột cần đối chiếu).'),
  (268, 'reception.days-missed', 'Đối thoại, tiếp công dân', 'Ngày tiếp công dân theo lịch không thực hiện', 'ngày',
    'reception-day', 'count', null, '{"standing": ["missed"]}', 'flow',
    'Số ngày tiếp công dân của lãnh đạo đã công bố, đã qua mà không có buổi tiếp và không báo lùi lịch.',
    'Luật Tiếp công dân năm 2013, Điều 18 và khoản 4 Điều 24.');

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('visitor', 12, 'Người được tiếp', 'Họ tên, địa chỉ, số giấy tờ tùy thân nếu cần, nội dung trình bày. Người đến tố cáo không được ghi.',
   'Tiếp công dân', 'Ghi Sổ tiếp công dân, trả lời người được tiếp.',
   'Luật Tiếp công dân 42/2013/QH13, Điều 25; Nghị định 154/2026/NĐ-CP, Điều 12 (bản chưa chính thức).', 'proposal-file'),
  ('reception-registrant', 13, 'Người đăng ký tiếp công dân', 'Họ tên, cách liên hệ, việc muốn trình bày. Người đến tố cáo không được ghi.',
   'Tiếp công dân', 'Sắp xếp lượt tiếp, báo khi lùi lịch.', 'Luật Tiếp công dân 42/2013/QH13.', 'proposal-file');

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('reception.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('reception.record', array['clerk', 'head', 'collector', 'front']),
  ('reception.schedule', array['clerk', 'head'])
) as granted (permission, roles), unnest(roles) as role;
