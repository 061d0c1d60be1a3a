-- Why: reports are written over figures that are counted, not typed. Who owes which report by when is set once for a period; a
-- unit's report freezes its figures when it is sent, so that a later change of the records shows and changes nothing silently.

create table report_type (
  code text primary key,
  title text not null,
  summary text not null,
  cut_off text not null check (cut_off in ('calendar', 'mid-month')),
  period_kinds text[] not null check (period_kinds <@ array['month', 'quarter', 'half-year', 'five-months', 'nine-months', 'year', 'free']),
  sender_kinds text[] not null,
  receiver_kinds text[] not null,
  source text not null,
  position int not null unique
);
comment on column report_type.summary is 'Summary (trích yếu) on paper, before the period: “Kết quả công tác dân vận chính quyền”.';
comment on column report_type.cut_off is 'Where its periods are cut off: by calendar months, or from the 15th to the 14th. The rule belongs to the report, not to the system.';
comment on column report_type.receiver_kinds is 'The report is addressed to the nearest unit of these kinds above the sender.';

create table report_section (
  type_code text not null references report_type,
  code text not null,
  position int not null,
  level int not null check (level in (1, 2)),
  title text not null,
  hint text not null default '',
  indicator_codes text[] not null default '{}',
  unit_kinds text[],
  primary key (type_code, code),
  unique (type_code, position)
);
comment on column report_section.unit_kinds is 'Only in the reports of units of these kinds; null: in every report.';

-- What the collector asks for: one report of one type for one period, from many units, by one day.
create table report_request (
  id bigint generated always as identity primary key,
  type_code text not null references report_type,
  root_unit_id bigint not null references unit,
  collecting_unit_id bigint not null references unit,
  period_code text not null,
  period_title text not null,
  period_from date not null,
  period_to date not null,
  due_on date not null,
  due_on_excluded boolean not null default false,
  last_good_day date generated always as (due_on - due_on_excluded::int) stored,
  basis text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (type_code, root_unit_id, period_code),
  check (period_to >= period_from),
  check (due_on > period_from)
);
comment on column report_request.root_unit_id is 'The province (or other unit) over which the reports are gathered.';
comment on column report_request.collecting_unit_id is 'The body that gathers them, such as Sở Nội vụ.';
comment on column report_request.due_on_excluded is '“Trước ngày 05/12” read literally: the last good day is the 4th. False when the day itself is still good.';

create table report_duty (
  id bigint generated always as identity primary key,
  request_id bigint not null references report_request,
  unit_id bigint not null references unit,
  created_at timestamptz not null default now(),
  unique (request_id, unit_id)
);
create index report_duty_by_unit on report_duty (unit_id);

create table report (
  id bigint generated always as identity primary key,
  type_code text not null references report_type,
  unit_id bigint not null references unit,
  request_id bigint references report_request,
  period_code text not null,
  period_title text not null,
  period_from date not null,
  period_to date not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'accepted', 'consolidated')),
  first_submitted_on date,
  submitted_on date,
  returned_reason text,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (type_code, unit_id, period_code),
  check (period_to >= period_from),
  check ((state = 'draft') = (first_submitted_on is null)),
  check ((first_submitted_on is null) = (submitted_on is null)),
  check (submitted_on >= first_submitted_on),
  check (first_submitted_on >= period_from),
  check (state <> 'returned' or returned_reason <> '')
);
comment on column report.request_id is 'Filled when this is the consolidated report over the units of a request; then unit_id is the root of that request.';
create index report_by_unit on report (unit_id, period_from desc);
create index report_in_order on report (period_from desc, id desc);

-- Commentary by section, so that several people may write at once; each section has its own version.
create table report_text (
  report_id bigint not null references report,
  section_code text not null,
  content text not null,
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  primary key (report_id, section_code)
);

-- Each sending freezes the figures as they stood; a report that was returned and sent again has two.
create table report_submission (
  id bigint generated always as identity primary key,
  report_id bigint not null references report,
  number int not null check (number > 0),
  submitted_on date not null,
  as_of date not null,
  signer_name text not null,
  signer_title text not null,
  missing_units text[] not null default '{}',
  submitted_by_account_id bigint references account,
  submitted_at timestamptz not null default now(),
  unique (report_id, number)
);
comment on column report_submission.missing_units is 'Consolidated report: names of the units that had not sent theirs by then.';
create table report_figure (
  submission_id bigint not null references report_submission,
  indicator_code text not null references indicator (code),
  value numeric,
  record_count int,
  last_year_value numeric,
  on_behalf_of jsonb not null default '[]',
  primary key (submission_id, indicator_code),
  check ((value is null) = (record_count is null))
);
comment on column report_figure.value is 'Null when nobody offered such records on that day: no figure, which is not nought.';

-- A frozen figure stays as it was sent.
create function refuse_change_of_frozen_figure() returns trigger language plpgsql as $$
begin
  raise exception 'figures of a sent report are frozen';
end $$;
create trigger report_figure_is_frozen before update or delete or truncate on report_figure
  for each statement execute function refuse_change_of_frozen_figure();

insert into report_type (code, title, summary, cut_off, period_kinds, sender_kinds, receiver_kinds, source, position) values
  ('mobilisation', 'Báo cáo kết quả công tác dân vận', 'Kết quả công tác dân vận chính quyền', 'calendar',
    array['quarter', 'half-year', 'five-months', 'nine-months', 'year', 'free'],
    array['department', 'public-service-unit', 'central-agency', 'armed-forces', 'judicial-body', 'council-office', 'district', 'commune'],
    array['peoples-committee'],
    'Kế hoạch công tác dân vận chính quyền hằng năm của UBND tỉnh (ví dụ Kế hoạch 32/KH-UBND ngày 28/02/2022 của UBND tỉnh Hậu Giang: báo cáo năm gửi UBND tỉnh qua Sở Nội vụ). Kỳ tính theo tháng dương lịch.', 1);

insert into report_section (type_code, position, code, level, title, hint, indicator_codes, unit_kinds) values
  ('mobilisation', 10, 'leadership', 1, 'Công tác lãnh đạo, chỉ đạo',
    'Văn bản đã ban hành, quán triệt; phân công thực hiện; kiện toàn Ban Chỉ đạo; chế độ họp, báo cáo.',
    array['plan.issued', 'plan.contents', 'task.assigned', 'task.completed', 'task.completed-on-time', 'report.due', 'report.submitted-on-time'], null),
  ('mobilisation', 20, 'results', 1, 'Kết quả thực hiện', 'Nhận định chung trước khi đi vào từng nội dung (nếu cần).', '{}', null),
  ('mobilisation', 21, 'state-management', 2, 'Quản lý nhà nước, cải cách hành chính, kỷ luật, kỷ cương hành chính, phòng, chống tham nhũng',
    'Kết quả nổi bật về cải cách hành chính, văn hóa công sở, kỷ luật, kỷ cương; việc tham mưu ban hành văn bản.',
    array['resolution.advised'], null),
  ('mobilisation', 22, 'policy-and-democracy', 2, 'Thực hiện chính sách và quy chế dân chủ ở cơ sở',
    'Việc tuyên truyền, công khai, lấy ý kiến Nhân dân; an sinh xã hội; quy chế dân chủ ở xã, cơ quan, doanh nghiệp.',
    array['dissemination.count', 'training.count', 'training.trainees'], null),
  ('mobilisation', 23, 'reception-and-dialogue', 2, 'Tiếp công dân, đối thoại trực tiếp, giải quyết vấn đề của Nhân dân',
    'Tiếp công dân của người đứng đầu, đối thoại, kết quả trả lời ý kiến, giải quyết đơn thư; vụ việc kéo dài.',
    array['dialogue.count', 'dialogue.participants', 'dialogue.opinions', 'opinion.recorded', 'opinion.answered', 'reception.count', 'reception.visits',
      'petition.received', 'petition.answered', 'petition.answered-on-time', 'petition.open'], null),
  ('mobilisation', 24, 'coordination', 2, 'Phối hợp với Mặt trận Tổ quốc và các tổ chức chính trị - xã hội; phong trào “Dân vận khéo”',
    'Chương trình, quy chế phối hợp; các mô hình “Dân vận khéo” mới và được nhân rộng.',
    array['model.registered', 'contest.authors-awarded'], null),
  ('mobilisation', 25, 'judicial-and-armed-forces', 2, 'Phối hợp của cơ quan tư pháp, lực lượng vũ trang với Mặt trận Tổ quốc và các đoàn thể',
    'Hoạt động vì dân của quân đội, công an; hòa giải, trợ giúp pháp lý, xét xử lưu động.', '{}', null),
  ('mobilisation', 26, 'inspection-and-supervision', 2, 'Kiểm tra, giám sát',
    'Số cuộc, nội dung, hạn chế phát hiện và việc khắc phục; các cuộc giám sát, phản biện của Mặt trận và đoàn thể.',
    array['inspection.count', 'supervision.count'], null),
  ('mobilisation', 27, 'commendation', 2, 'Thi đua, khen thưởng', 'Tập thể, cá nhân được biểu dương, khen thưởng về công tác dân vận.',
    array['award.collectives', 'award.individuals'], null),
  ('mobilisation', 28, 'ranking', 2, 'Xếp loại công tác dân vận', 'Kết quả xếp loại các đơn vị của năm.',
    array['rank.excellent', 'rank.not-completed'], array['province', 'peoples-committee']),
  ('mobilisation', 29, 'organisation', 2, 'Tổ chức, bộ máy', 'Tình hình tổ chức, nhân sự phục vụ công tác dân vận.',
    array['staff.count', 'standing-body.members', 'council-committee.count'], array['council', 'council-office']),
  ('mobilisation', 30, 'assessment', 1, 'Đánh giá chung', '', '{}', null),
  ('mobilisation', 31, 'strengths', 2, 'Ưu điểm', 'Những việc làm tốt, có số liệu hoặc ví dụ.', '{}', null),
  ('mobilisation', 32, 'shortcomings', 2, 'Hạn chế', 'Những việc chưa làm được, chậm, còn vướng.', '{}', null),
  ('mobilisation', 33, 'causes', 2, 'Nguyên nhân', 'Nguyên nhân khách quan, chủ quan của hạn chế.', '{}', null),
  ('mobilisation', 40, 'next-period', 1, 'Phương hướng, nhiệm vụ kỳ tới', 'Nhiệm vụ trọng tâm, thời gian hoàn thành.', '{}', null),
  ('mobilisation', 50, 'proposals', 1, 'Kiến nghị, đề xuất', 'Kiến nghị với cấp nào, nội dung gì. Không có thì ghi “Không có”.', '{}', null);

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('report.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('report.write', array['clerk', 'head', 'front']),
  ('report.submit', array['head', 'front']),
  -- Asks units for reports, returns or accepts them, writes and sends the consolidated one.
  ('report.collect', array['collector'])
) as granted (permission, roles), unnest(roles) as role;
