-- Why: what a supervision or an inspection recommends, and what a dialogue or a conference concludes, is followed until it is closed with
-- evidence: the unit answers, who recommended closes it or sends it back.

create table recommendation (
  id bigint generated always as identity primary key,
  activity_id bigint not null references activity,
  position int not null,
  kind text not null check (kind in ('recommendation', 'conclusion')),
  content text not null check (content <> ''),
  responsible_unit_id bigint not null references unit,
  due_on date,
  state text not null default 'open' check (state in ('open', 'answered', 'sent-back', 'closed')),
  answer_kind text check (answer_kind in ('accepted', 'explained', 'carried-out')),
  closed_on date,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (activity_id, position),
  check ((state = 'closed') = (closed_on is not null)),
  check (state not in ('answered', 'closed') or answer_kind is not null)
);
create index recommendation_by_responsible_unit on recommendation (responsible_unit_id, state, due_on);
comment on table recommendation is 'Who recommended is the unit of the activity.';

-- Each answer, sending back and closing, in order; the state above follows from the last.
create table recommendation_step (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendation,
  kind text not null check (kind in ('answered', 'sent-back', 'closed')),
  answer_kind text check (answer_kind in ('accepted', 'explained', 'carried-out')),
  words text not null check (words <> ''),
  happened_on date not null,
  document_id bigint references document,
  activity_id bigint references activity,
  account_id bigint references account,
  created_at timestamptz not null default now(),
  check ((kind = 'answered') = (answer_kind is not null)),
  check (kind = 'answered' or (document_id is null and activity_id is null))
);
create index recommendation_step_by_recommendation on recommendation_step (recommendation_id, id);

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, time, explanation, source) values
  (430, 'recommendation.count', 'Kiểm tra, giám sát', 'Kiến nghị sau giám sát, kiểm tra, phản biện, góp ý', 'kiến nghị',
    'recommendation', 'count', null, '{"kind": ["recommendation"]}', 'flow',
    'Số kiến nghị của đơn vị đã nêu, tính theo ngày tổ chức hoạt động mà từ đó kiến nghị được nêu.',
    'Quy chế giám sát và phản biện xã hội, góp ý xây dựng chính quyền (Quyết định 217-QĐ/TW, 218-QĐ/TW năm 2013; cần đối chiếu văn bản thay thế, nếu có).'),
  (431, 'recommendation.closed', 'Kiểm tra, giám sát', 'Kiến nghị đã kết thúc theo dõi', 'kiến nghị',
    'recommendation', 'count', null, '{"kind": ["recommendation"], "state": ["closed"]}', 'flow',
    'Trong số kiến nghị nêu trong kỳ, số kiến nghị đến nay đã được bên kiến nghị kết thúc theo dõi.',
    'Quy chế giám sát và phản biện xã hội, góp ý xây dựng chính quyền (Quyết định 217-QĐ/TW, 218-QĐ/TW năm 2013; cần đối chiếu văn bản thay thế, nếu có).'),
  (432, 'recommendation.overdue', 'Kiểm tra, giám sát', 'Kiến nghị quá hạn chưa kết thúc', 'kiến nghị',
    'recommendation', 'count', null, '{"kind": ["recommendation"], "timeliness": ["overdue"]}', 'flow',
    'Trong số kiến nghị nêu trong kỳ, số kiến nghị đến nay đã quá hạn mà chưa kết thúc theo dõi.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, nội dung kiểm tra, giám sát.');
