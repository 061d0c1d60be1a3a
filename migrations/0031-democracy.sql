-- Why: democracy at the grassroots (dân chủ ở cơ sở): what a commune must make public and can prove that it did, what the people of a
-- residential area decide with the votes that the law asks for, and disputes that are settled in the community, counted without names.

-- What must be made public, as the law lists it; a later law adds versions and never changes these.
create table disclosure_content (code text primary key);
create table disclosure_content_version (
  code text not null references disclosure_content,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  position int not null,
  title text not null,
  short_title text not null,
  occurs text not null check (occurs in ('yearly', 'quarterly', 'as-issued')),
  source text not null,
  primary key (code, valid_from)
);
comment on column disclosure_content_version.occurs is
  'How often the system expects it: yearly and quarterly only where the law itself names the year or the quarter.';

with content (position, code, occurs, short_title, title) as (values
  (1, 'plan', 'yearly', 'Kế hoạch năm', 'Kế hoạch hằng năm của cấp xã'),
  (2, 'plan-results', 'yearly', 'Kết quả kế hoạch', 'Kết quả thực hiện kế hoạch hằng năm'),
  (3, 'budget-estimate', 'yearly', 'Dự toán', 'Dự toán ngân sách'),
  (4, 'budget-execution', 'quarterly', 'Thực hiện ngân sách', 'Tình hình thực hiện ngân sách quý, 6 tháng, năm'),
  (5, 'budget-settlement', 'yearly', 'Quyết toán', 'Quyết toán ngân sách'),
  (6, 'projects', 'as-issued', 'Dự án, công trình', 'Dự án, công trình đầu tư trên địa bàn'),
  (7, 'land-recovery', 'as-issued', 'Thu hồi đất', 'Thu hồi đất, bồi thường'),
  (8, 'land-fund', 'as-issued', 'Quỹ đất', 'Quản lý, sử dụng quỹ đất'),
  (9, 'planning', 'as-issued', 'Quy hoạch', 'Quy hoạch'),
  (10, 'conduct', 'as-issued', 'Quy chế, ứng xử', 'Quy chế thực hiện dân chủ; nhiệm vụ của cán bộ, công chức; quy tắc ứng xử'),
  (11, 'contributions', 'as-issued', 'Quỹ, đóng góp', 'Các quỹ, khoản huy động đóng góp của Nhân dân'),
  (12, 'public-assets', 'as-issued', 'Tài sản công', 'Quản lý, sử dụng tài sản công'),
  (13, 'social-policy', 'as-issued', 'Chính sách xã hội', 'Tiêu chí, danh sách, kết quả thực hiện chính sách xã hội'),
  (14, 'other', 'as-issued', 'Nội dung khác', 'Nội dung khác phải công khai theo luật')
), codes as (insert into disclosure_content (code) select code from content returning code)
insert into disclosure_content_version (code, valid_from, position, title, short_title, occurs, source)
select code, '2023-07-01', position, title, short_title, occurs, 'Điều 11 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15'
from content where code in (select code from codes);

-- One document whose content is to be made public. Nobody outside sees it before disclosed_on is set.
create table disclosure (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  content_code text not null references disclosure_content,
  year int not null check (year between 2023 and 2200),
  quarter int check (quarter between 1 and 4),
  title text not null,
  document_number text not null default '',
  document_issued_on date not null,
  summary text not null default '',
  due_on date,
  disclosed_on date,
  withdrawn_on date,
  withdrawn_reason text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check (disclosed_on >= document_issued_on),
  check ((withdrawn_on is null) = (withdrawn_reason = ''))
);
create index disclosure_by_unit on disclosure (unit_id, year, content_code);
create index disclosure_by_day on disclosure (document_issued_on) include (unit_id, content_code, due_on, disclosed_on);
create index disclosure_open on disclosure (unit_id, due_on) where disclosed_on is null and withdrawn_on is null;
comment on column disclosure.year is 'The yearly table of duties in which it stands.';
comment on column disclosure.due_on is 'The last day by the limit dc-publish; null where the days off of that year are not known.';
comment on column disclosure.disclosed_on is 'The first day of the first posting.';

-- Each way in which it was made public, with its proof: files of the kind disclosure-posting, or minutes.
create table disclosure_posting (
  id bigint generated always as identity primary key,
  disclosure_id bigint not null references disclosure,
  form text not null check (form in
    ('notice', 'portal', 'loudspeaker', 'area-head', 'letter', 'dialogue', 'meeting', 'organisations', 'networks')),
  place text not null check (place <> ''),
  posted_on date not null,
  posted_until date check (posted_until >= posted_on),
  minutes text not null default '',
  illustration text,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
create index disclosure_posting_by_disclosure on disclosure_posting (disclosure_id);

create table residential_area (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  name text not null,
  household_count int not null check (household_count between 1 and 100000),
  counted_on date not null,
  ended_on date,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (unit_id, name)
);
comment on table residential_area is 'Thôn, ấp, tổ dân phố, khu dân cư of a commune, with the households that its decisions are counted by.';

create table community_decision (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  scope text not null check (scope in ('residential-area', 'commune')),
  residential_area_id bigint references residential_area,
  matter text not null check (matter in
    ('contributions', 'common-funds', 'village-convention', 'area-head', 'boards', 'self-governed')),
  form text not null check (form in ('meeting', 'ballot', 'online')),
  title text not null,
  content text not null default '',
  decided_on date not null check (decided_on >= '2023-07-01'),
  total_count int not null check (total_count > 0),
  taking_part_count int not null check (taking_part_count between 0 and total_count),
  in_favour_count int not null check (in_favour_count >= 0),
  against_count int not null check (against_count >= 0),
  outcome text not null check (outcome in ('passed', 'not-passed', 'too-few')),
  send_due_on date,
  sent_on date check (sent_on >= decided_on),
  received_on date check (received_on >= sent_on),
  needs_recognition boolean not null default false,
  recognise_due_on date,
  recognition text check (recognition in ('recognised', 'refused')),
  recognised_on date check (recognised_on >= received_on),
  recognition_number text not null default '',
  recognition_reason text not null default '',
  withdrawn_on date,
  withdrawn_reason text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check ((scope = 'residential-area') = (residential_area_id is not null)),
  check (in_favour_count + against_count <= taking_part_count),
  check (form <> 'online' or matter = 'self-governed'),
  check ((sent_on is null) = (received_on is null)),
  check ((recognition is null) = (recognised_on is null)),
  check (recognition is null or needs_recognition),
  check (recognition is distinct from 'refused' or recognition_reason <> ''),
  check ((withdrawn_on is null) = (withdrawn_reason = ''))
);
create index community_decision_by_unit on community_decision (unit_id, decided_on desc, id desc);
create index community_decision_by_day on community_decision (decided_on) include (unit_id, matter, outcome);
comment on column community_decision.total_count is 'All households of the area; of a decision of the whole commune, all its residential areas.';
comment on column community_decision.outcome is 'As the rule of the day of the decision gives it; never typed.';

-- No names and no words: what the parties quarrelled about stays with the mediators.
create table mediation_case (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  residential_area_id bigint not null references residential_area,
  kind text not null check (kind in ('land', 'family', 'civil', 'neighbours', 'other')),
  begun_on date not null,
  ended_on date check (ended_on >= begun_on),
  outcome text check (outcome in ('settled', 'not-settled')),
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check ((ended_on is null) = (outcome is null))
);
create index mediation_case_by_unit on mediation_case (unit_id, begun_on desc, id desc);
create index mediation_case_by_day on mediation_case (begun_on) include (unit_id, kind, outcome);

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, time, explanation, source) values
  (280, 'disclosure.count', 'Dân chủ ở cơ sở', 'Văn bản phải công khai', 'văn bản',
    'disclosure', 'count', null, '{}', 'flow',
    'Số văn bản cấp xã phải công khai đã ghi vào bảng công khai, tính theo ngày văn bản; không tính văn bản đã thu hồi.',
    'Điều 11 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.'),
  (281, 'disclosure.on-time', 'Dân chủ ở cơ sở', 'Văn bản công khai đúng hạn', 'văn bản',
    'disclosure', 'count', null, '{"standing": ["on-time"]}', 'flow',
    'Số văn bản được công khai lần đầu trong 5 ngày làm việc kể từ ngày văn bản.',
    'Khoản 3 Điều 12 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.'),
  (282, 'disclosure.late', 'Dân chủ ở cơ sở', 'Văn bản công khai trễ hạn hoặc quá hạn chưa công khai', 'văn bản',
    'disclosure', 'count', null, '{"standing": ["late", "overdue"]}', 'flow',
    'Số văn bản công khai sau hạn 5 ngày làm việc, hoặc đã quá hạn mà chưa công khai.',
    'Khoản 3 Điều 12 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.'),
  (284, 'community-decision.count', 'Dân chủ ở cơ sở', 'Cuộc bàn, quyết định của cộng đồng dân cư', 'cuộc',
    'community-decision', 'count', null, '{}', 'flow',
    'Số nội dung đã được cộng đồng dân cư biểu quyết, theo ngày biểu quyết.',
    'Điều 15 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.'),
  (285, 'community-decision.passed', 'Dân chủ ở cơ sở', 'Quyết định của cộng đồng dân cư được thông qua', 'quyết định',
    'community-decision', 'count', null, '{"outcome": ["passed"]}', 'flow',
    'Số nội dung đạt tỷ lệ tán thành theo luật, tính trên tổng số hộ (hoặc tổng số thôn, tổ dân phố).',
    'Điều 21 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.'),
  (287, 'mediation.count', 'Dân chủ ở cơ sở', 'Vụ, việc hòa giải ở cơ sở', 'vụ',
    'mediation', 'count', null, '{}', 'flow',
    'Số vụ, việc tổ hòa giải đã nhận, theo ngày nhận; hệ thống không lưu tên các bên.', 'Sổ theo dõi của đơn vị.'),
  (288, 'mediation.settled', 'Dân chủ ở cơ sở', 'Vụ, việc hòa giải thành', 'vụ',
    'mediation', 'count', null, '{"outcome": ["settled"]}', 'flow',
    'Số vụ, việc nhận trong kỳ đã hòa giải thành.', 'Sổ theo dõi của đơn vị.');

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('disclosed-person', 30, 'Người có tên trong văn bản công khai',
   'Tên trong danh sách, văn bản mà luật buộc công khai (ví dụ danh sách hưởng chính sách) và trong biên bản họp đính kèm; không có ô nhập riêng.',
   'Dân chủ ở cơ sở', 'Công khai để Nhân dân biết; chứng minh quyết định của cộng đồng dân cư.',
   'Điều 11 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15 (mức chi tiết được nêu tên cần đối chiếu).', 'work-file');

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('democracy.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('democracy.write', array['clerk', 'head'])
) as granted (permission, roles), unnest(roles) as role;
