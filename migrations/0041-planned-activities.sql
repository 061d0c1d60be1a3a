-- Why: an activity begins before the day on which it is held: an agenda, who is asked to come, the notice that the people must have in
-- time. What is only planned stands in a table of its own, so that no figure can count it; what was held is an activity as before.

insert into activity_kind (code, title, position) values
  ('self-inspection', 'Tự kiểm tra', 11),
  ('contribution', 'Góp ý xây dựng chính quyền', 12);
update activity_kind set title = 'Kiểm tra' where code = 'inspection';
-- One kind until now; those that say by their title that the unit looked at itself are told apart, and the figure counts both as before.
update activity set kind_code = 'self-inspection' where kind_code = 'inspection' and title ilike 'tự kiểm tra%';
update indicator set filters = '{"kind": ["inspection", "self-inspection"]}' where code = 'inspection.count';

alter table activity
  add column participant_method text not null default 'counted'
    check (participant_method in ('counted', 'list', 'check-in', 'estimate')),
  add column details jsonb not null default '{}',
  add column public_result text not null default '',
  add column result_published_on date,
  add constraint activity_result_is_published_with_words check ((result_published_on is null) = (public_result = ''));
update activity set participant_method = 'list' where register_path is not null;
comment on column activity.participant_method is 'How the participants were counted. What was entered before the question was asked was counted on the spot.';
comment on column activity.details is 'What only this kind of activity has; rules/activity-details.ts names it.';
comment on column activity.public_result is 'What everybody may read of the result: general words, nobody named.';

create table planned_activity (
  id bigint generated always as identity primary key,
  kind_code text not null references activity_kind,
  title text not null check (title <> ''),
  planned_on date not null,
  starts_at text not null default '' check (starts_at = '' or starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  place text not null,
  unit_id bigint not null references unit,
  chaired_by text not null,
  content text not null default '',
  details jsonb not null default '{}',
  announced_on date,
  notice text not null default '',
  cancelled_on date,
  cancelled_reason text not null default '',
  activity_id bigint unique references activity,
  check_in_code text not null unique check (check_in_code <> ''),
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check ((announced_on is null) = (notice = '')),
  check ((cancelled_on is null) = (cancelled_reason = '')),
  check (activity_id is null or cancelled_on is null)
);
create index planned_activity_by_unit on planned_activity (unit_id, planned_on, id);
create index planned_activity_open on planned_activity (planned_on, id) where activity_id is null and cancelled_on is null;
comment on column planned_activity.activity_id is 'What it became when it was held; null until then.';
comment on column planned_activity.notice is 'What everybody may read beforehand on the public pages.';
comment on column planned_activity.check_in_code is 'Part of the address at which participants say that they are there.';

create table planned_activity_agenda (
  planned_activity_id bigint not null references planned_activity,
  position int not null,
  starts_at text not null default '',
  content text not null check (content <> ''),
  speaker text not null default '',
  primary key (planned_activity_id, position)
);

create table planned_activity_invitation (
  id bigint generated always as identity primary key,
  planned_activity_id bigint not null references planned_activity,
  unit_id bigint references unit,
  guest text not null default '',
  answer text check (answer in ('coming', 'substitute', 'unable')),
  answer_words text not null default '',
  answered_on date,
  came boolean not null default false,
  unique (planned_activity_id, unit_id),
  check ((unit_id is null) = (guest <> '')),
  check ((answer is null) = (answered_on is null))
);
create index planned_activity_invitation_by_unit on planned_activity_invitation (unit_id, planned_activity_id) where unit_id is not null;
comment on column planned_activity_invitation.guest is 'Who is invited but has no unit here, in words.';
comment on column planned_activity_invitation.came is 'Ticked off at the door.';

-- Who said on his own phone that he is there: an official by the account; anybody else is only counted, one for each device. What tells
-- devices apart is a digest of a random number, and it is taken away when the activity has been recorded.
create table planned_activity_check_in (
  id bigint generated always as identity primary key,
  planned_activity_id bigint not null references planned_activity,
  account_id bigint references account,
  device_digest text,
  checked_in_at timestamptz not null default now(),
  unique (planned_activity_id, account_id),
  unique (planned_activity_id, device_digest),
  check (account_id is null or device_digest is null)
);

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, time, explanation, source) values
  (115, 'dissemination.letter-only', 'Tuyên truyền, tập huấn', 'Cuộc phổ biến, quán triệt chỉ gửi văn bản', 'cuộc',
    'dissemination', 'count', null, '{"form": ["letter"]}', 'flow',
    'Trong số cuộc phổ biến, quán triệt, tuyên truyền đã tổ chức, số cuộc ghi hình thức chỉ gửi văn bản; cuộc chưa ghi hình thức không tính.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, nội dung chính sách và quy chế dân chủ ở cơ sở.');

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('invited-guest', 32, 'Khách mời, người trình bày ở hoạt động',
   'Họ tên, chức vụ của khách mời và người trình bày như đơn vị tổ chức ghi; đã trả lời sẽ đến hay không, có mặt hay không.',
   'Hoạt động đang chuẩn bị', 'Mời dự, sắp xếp chương trình, điểm danh.', 'Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.', 'work-file'),
  ('checked-in', 33, 'Người tự điểm danh bằng mã QR',
   'Cán bộ đã đăng nhập: tài khoản, giờ có mặt. Người dân: chỉ số đếm; mã ngẫu nhiên của thiết bị ở dạng băm, xóa khi ghi kết quả.',
   'Hoạt động đang chuẩn bị', 'Đếm số người dự.', 'Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.', 'work-file');
