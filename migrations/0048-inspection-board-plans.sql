-- Why: the people of a commune inspect through their People's Inspection Board, which works by a plan for a quarter, six months or a year
-- (Law 10/2022/QH15, Articles 30 to 35). What was planned, done and recommended, and what nobody has answered, must not be lost in minutes.

-- The unit is the board itself, a unit of kind peoples-inspection-board below its commune.
create table inspection_board_plan (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  period_code text not null,
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  reference text not null default '',
  aim text not null default '',
  sent_on date,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (unit_id, period_code)
);
create index inspection_board_plan_by_day on inspection_board_plan (period_from desc, id desc) include (unit_id);
comment on column inspection_board_plan.reference is 'Number and symbol on the paper, as printed.';
comment on column inspection_board_plan.sent_on is
  'The day on which it was sent to the Front and the People''s Committee of the commune; a draft before.';

-- No names: who of the board by the post, whom by the body or the work.
create table inspection_board_item (
  id bigint generated always as identity primary key,
  plan_id bigint not null references inspection_board_plan,
  form text not null check (form in ('supervision', 'verification')),
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  requested_by text not null default '',
  responsible text not null check (responsible <> ''),
  planned_on date not null,
  held_on date,
  findings text not null default '',
  dropped_on date,
  dropped_reason text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check ((form = 'verification') = (requested_by <> '')),
  check ((held_on is null) = (findings = '')),
  check ((dropped_on is null) = (dropped_reason = '')),
  check (held_on is null or dropped_on is null)
);
create index inspection_board_item_by_plan on inspection_board_item (plan_id, planned_on, id);
create index inspection_board_item_by_day on inspection_board_item (planned_on) include (plan_id, held_on, dropped_on);
comment on column inspection_board_item.planned_on is 'Done by this day; where only a month is planned, its last day.';
comment on column inspection_board_item.responsible is 'Posts on the board, never names.';

create table inspection_board_recommendation (
  id bigint generated always as identity primary key,
  item_id bigint not null references inspection_board_item,
  content text not null check (content <> ''),
  addressee text not null check (addressee <> ''),
  made_on date not null,
  due_on date check (due_on >= made_on),
  answered_on date check (answered_on >= made_on),
  answer text not null default '',
  settled boolean not null default false,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check ((answered_on is null) = (answer = '')),
  check (answered_on is not null or not settled)
);
create index inspection_board_recommendation_by_item on inspection_board_recommendation (item_id, made_on, id);
create index inspection_board_recommendation_open on inspection_board_recommendation (due_on) where answered_on is null;
comment on column inspection_board_recommendation.due_on is 'As the recommendation itself asks; the system knows no day from the law.';
comment on column inspection_board_recommendation.settled is 'False while an answer came but the matter is still open for the board.';

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, time, explanation, source) values
  (295, 'inspection-board.planned', 'Dân chủ ở cơ sở', 'Cuộc giám sát, xác minh trong kế hoạch của Ban Thanh tra nhân dân', 'cuộc',
    'inspection-board-item', 'count', null, '{}', 'flow',
    'Số nội dung giám sát, xác minh trong các kế hoạch đã gửi Mặt trận và Ủy ban nhân dân cấp xã, theo ngày dự kiến.',
    'Điều 30 đến Điều 35 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.'),
  (296, 'inspection-board.done', 'Dân chủ ở cơ sở', 'Cuộc giám sát, xác minh Ban Thanh tra nhân dân đã thực hiện', 'cuộc',
    'inspection-board-item', 'count', null, '{"standing": ["done"]}', 'flow',
    'Số nội dung dự kiến trong kỳ đã có kết quả, theo ngày dự kiến.',
    'Điều 30 đến Điều 35 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.'),
  (297, 'inspection-board.recommendations', 'Dân chủ ở cơ sở', 'Kiến nghị của Ban Thanh tra nhân dân', 'kiến nghị',
    'inspection-board-item', 'sum', 'recommendations', '{}', 'flow',
    'Cộng số kiến nghị sau các cuộc giám sát, xác minh dự kiến trong kỳ.',
    'Điều 30 đến Điều 35 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.'),
  (298, 'inspection-board.answered', 'Dân chủ ở cơ sở', 'Kiến nghị của Ban Thanh tra nhân dân đã được trả lời', 'kiến nghị',
    'inspection-board-item', 'sum', 'answered', '{}', 'flow',
    'Trong số kiến nghị ấy, số đã có trả lời, kể cả khi việc chưa giải quyết xong.',
    'Điều 30 đến Điều 35 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.');
