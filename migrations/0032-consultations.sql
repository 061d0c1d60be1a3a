-- Why: on some matters the people give opinions before the authority decides (Law 10/2022/QH15, Article 25). What they said is grouped,
-- each group is answered, and everybody may read the answers. Who said it is not asked.

create table consultation (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  matter text not null check (matter in
    ('plan', 'land-use', 'compensation', 'boundary', 'community-interest', 'planning', 'duty')),
  title text not null,
  content text not null,
  document_number text not null default '',
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  published_on date,
  conclusion text not null default '',
  concluded_on date,
  withdrawn_on date,
  withdrawn_reason text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check ((concluded_on is null) = (conclusion = '')),
  check (concluded_on is null or published_on is not null),
  check ((withdrawn_on is null) = (withdrawn_reason = ''))
);
create index consultation_by_unit on consultation (unit_id, opens_on desc, id desc);
create index consultation_public on consultation (closes_on desc, id desc) where published_on is not null and withdrawn_on is null;
comment on column consultation.published_on is 'Nobody outside sees it before.';

-- Opinions of one kind, answered together.
create table consultation_theme (
  id bigint generated always as identity primary key,
  consultation_id bigint not null references consultation,
  title text not null check (title <> ''),
  answer text not null default '',
  answered_on date,
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (consultation_id, title),
  unique (consultation_id, id),
  check ((answered_on is null) = (answer = ''))
);

create table consultation_opinion (
  id bigint generated always as identity primary key,
  consultation_id bigint not null references consultation,
  channel text not null check (channel in ('online', 'meeting', 'paper', 'reception')),
  content text not null check (content <> ''),
  received_on date not null,
  theme_id bigint,
  illustration text,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  foreign key (consultation_id, theme_id) references consultation_theme (consultation_id, id)
);
create index consultation_opinion_by_consultation on consultation_opinion (consultation_id, id);
comment on table consultation_opinion is 'Said without a name; read by officials alone. The public reads the themes.';

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, time, explanation, source) values
  (290, 'consultation.count', 'Dân chủ ở cơ sở', 'Cuộc lấy ý kiến Nhân dân', 'cuộc',
    'consultation', 'count', null, '{}', 'flow',
    'Số cuộc lấy ý kiến đã công bố, theo ngày bắt đầu; không tính cuộc đã thu hồi.',
    'Điều 25 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.'),
  (291, 'consultation.opinions', 'Dân chủ ở cơ sở', 'Ý kiến Nhân dân tham gia trong các cuộc lấy ý kiến', 'ý kiến',
    'consultation', 'sum', 'opinions', '{}', 'flow',
    'Cộng số ý kiến đã nhận của các cuộc lấy ý kiến bắt đầu trong kỳ.',
    'Điều 25 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.');

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('consulted-citizen', 31, 'Người tham gia ý kiến',
   'Nội dung ý kiến; không hỏi họ tên, cách liên hệ. Người gửi có thể tự ghi thông tin cá nhân trong nội dung.',
   'Dân chủ ở cơ sở', 'Tổng hợp, tiếp thu, giải trình ý kiến Nhân dân.',
   'Điều 25 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.', 'proposal-file');
