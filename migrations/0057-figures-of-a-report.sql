-- Why: a unit may know better than its records what a figure is; then both numbers must be seen, with the reason, as long as the report
-- is read. What does not add up is found before a report is sent, what is odd is explained there, and both stay with the sending.

-- Another value beside the counted one, while the report is being written.
create table report_override (
  report_id bigint not null references report,
  indicator_code text not null references indicator (code),
  value numeric not null check (value >= 0 and value = trunc(value)),
  counted_value numeric,
  reason text not null check (reason <> ''),
  basis text not null check (basis <> ''),
  version int not null default 1,
  set_by_account_id bigint references account,
  set_at timestamptz not null default now(),
  primary key (report_id, indicator_code)
);
comment on column report_override.counted_value is 'What the records gave when the value was put; null when they could not be counted.';
comment on column report_override.basis is 'The paper or register that the value rests on.';

alter table report_figure
  add column override_value numeric,
  add column override_reason text,
  add column override_basis text,
  add column counted_unit_id bigint references unit,
  add column record_ids text[],
  add constraint report_figure_override_is_whole
    check ((override_value is null) = (override_reason is null) and (override_value is null) = (override_basis is null));
comment on column report_figure.value is
  'As counted, also where another value was reported (override_value). Null when nobody offered such records on that day: no figure, which is not nought.';
comment on column report_figure.counted_unit_id is 'The body that the figure is counted for when that is not the unit of the report: an office reports on the body it serves.';
comment on column report_figure.record_ids is 'The records counted then; null when there were too many to keep them one by one, and in sendings before this was kept.';

-- What is checked before a report of the type is sent: data, so that a province may have its own.
create table report_check (
  type_code text not null references report_type,
  code text not null check (code ~ '^[a-z-]{1,60}$'),
  position int not null,
  strength text not null check (strength in ('hard', 'explain', 'hint')),
  rule text not null check (rule in ('whole-number', 'at-most', 'sum-of', 'differs-from-last-year', 'nought-after-some', 'override-over-share',
    'short-of', 'above-nought', 'not-counted', 'words-missing', 'dated-after-cut-off')),
  indicator_code text references indicator (code),
  other_codes text[] not null default '{}',
  amount numeric not null default 0,
  least numeric not null default 0,
  sentence text not null check (sentence <> ''),
  primary key (type_code, code),
  unique (type_code, position),
  check ((rule in ('at-most', 'sum-of', 'short-of')) = (other_codes <> '{}')),
  check (other_codes = '{}' or indicator_code is not null)
);
comment on column report_check.strength is 'hard: blocks sending. explain: needs a written explanation. hint: told, no more.';
comment on column report_check.indicator_code is 'The figure that is checked; null: each figure of the report.';
comment on column report_check.amount is 'The factor, the share (0.2 is 20 %) or the days of the rule.';
comment on column report_check.least is 'Nothing is said of a difference (or a number of last year) below this one.';
comment on column report_check.sentence is 'What to do about it, in the words of the offices.';

-- Explanations as they are written; what was explained at a sending stays with it.
create table report_explanation (
  report_id bigint not null references report,
  check_code text not null,
  indicator_code text not null default '',
  content text not null check (content <> ''),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  primary key (report_id, check_code, indicator_code)
);
create table report_finding (
  submission_id bigint not null references report_submission,
  position int not null,
  strength text not null check (strength in ('explain', 'hint')),
  check_code text not null,
  indicator_code text,
  finding text not null check (finding <> ''),
  explanation text,
  primary key (submission_id, position),
  check ((strength = 'explain') = (explanation is not null)),
  check (explanation <> '')
);
comment on table report_finding is 'What the checks found when the report was sent, frozen with it; what blocks sending is never among it.';
create function refuse_change_of_frozen_finding() returns trigger language plpgsql as $$
begin
  raise exception 'findings of a sent report are frozen';
end $$;
create trigger report_finding_is_frozen before update or delete or truncate on report_finding
  for each statement execute function refuse_change_of_frozen_finding();

insert into report_check (type_code, position, code, strength, rule, indicator_code, other_codes, amount, least, sentence) values
  ('mobilisation', 10, 'whole-number', 'hard', 'whole-number', null, '{}', 0, 0,
    'Số liệu phải là số nguyên, không âm. Hãy sửa hồ sơ hoặc số điều chỉnh.'),
  ('mobilisation', 20, 'on-time-within-completed', 'hard', 'at-most', 'task.completed-on-time', array['task.completed'], 0, 0,
    'Nhiệm vụ hoàn thành đúng hạn không thể nhiều hơn nhiệm vụ đã hoàn thành.'),
  ('mobilisation', 110, 'differs-from-last-year', 'explain', 'differs-from-last-year', null, '{}', 2, 10,
    'Hãy nêu vì sao số kỳ này chênh lệch lớn so với cùng kỳ năm trước.'),
  ('mobilisation', 120, 'nought-after-some', 'explain', 'nought-after-some', null, '{}', 0, 3,
    'Cùng kỳ năm trước có mà kỳ này bằng 0: hãy nêu lý do (không phát sinh, chưa ghi hồ sơ, hay nguyên nhân khác).'),
  ('mobilisation', 130, 'override-over-share', 'explain', 'override-over-share', null, '{}', 0.2, 1,
    'Số điều chỉnh lệch nhiều so với số đếm được: hãy nêu vì sao hồ sơ trên hệ thống chưa đủ và khi nào bổ sung.'),
  ('mobilisation', 210, 'tasks-not-completed', 'hint', 'short-of', 'task.completed', array['task.assigned'], 0, 1,
    'Nhiệm vụ đến hạn trong kỳ mà chưa ghi hoàn thành. Việc nào đã xong, hãy ghi trước khi gửi để số liệu được tính đủ.'),
  ('mobilisation', 220, 'opinions-not-answered', 'hint', 'short-of', 'opinion.answered', array['opinion.recorded'], 0, 1,
    'Ý kiến nêu trong kỳ chưa ghi trả lời. Ý kiến nào đã trả lời, hãy ghi trước khi gửi.'),
  ('mobilisation', 230, 'petitions-open', 'hint', 'above-nought', 'petition.open', '{}', 0, 1,
    'Đơn đang xử lý. Đơn nào đã có kết quả mà chưa ghi, hãy ghi trước khi gửi.'),
  ('mobilisation', 240, 'dated-after-cut-off', 'hint', 'dated-after-cut-off', null, '{}', 31, 1,
    'Hồ sơ ghi ngày sau ngày chốt không tính vào kỳ này. Hãy xem có hồ sơ nào ghi nhầm ngày không.'),
  ('mobilisation', 250, 'not-counted', 'hint', 'not-counted', null, '{}', 0, 0,
    'Chỉ tiêu chưa có dữ liệu để đếm được gửi là “chưa có”, không phải số 0.'),
  ('mobilisation', 260, 'words-missing', 'hint', 'words-missing', null, '{}', 0, 0,
    'Mục chưa có lời văn; vẫn gửi được.');

-- The office of a council reports on the council that it serves: the standing body and the committees stand beside it, not below it.
alter table report_section add column about_kinds text[];
comment on column report_section.about_kinds is 'Its figures are counted for the nearest body of these kinds that the unit stands under or beside; null: for the unit itself.';
update report_section set indicator_codes = array['staff.count'] where type_code = 'mobilisation' and code = 'organisation';
update report_section set position = position + 100 where type_code = 'mobilisation' and position >= 30;
insert into report_section (type_code, position, code, level, title, hint, indicator_codes, unit_kinds, about_kinds) values
  ('mobilisation', 30, 'council-organisation', 2, 'Thường trực, các Ban của Hội đồng nhân dân',
    'Thay đổi nhân sự của Thường trực, các Ban trong kỳ (nếu có).',
    array['standing-body.members', 'council-committee.count'], array['council', 'council-office'], array['council']);
