-- Why: whoever leads looks at a few figures every week; each asked for them anew, and nobody could keep a table or hand it on.

-- What each role sees first. A definition: it holds no figure.
create table dashboard (
  id bigint generated always as identity primary key,
  role_code text unique references role on delete cascade,
  title text not null check (title <> ''),
  charts jsonb not null check (jsonb_typeof(charts) = 'array'),
  version int not null default 1,
  changed_at timestamptz not null default now(),
  changed_by_account_id bigint references account
);
comment on table dashboard is 'The charts that each role sees, in their order; which indicators, drawn how.';
comment on column dashboard.role_code is 'Null for all roles that have no dashboard of their own.';

-- A question that somebody put to the figures and kept. No figure stands here: each reader gets those of their own reach on the day.
create table dashboard_view (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  title text not null check (title <> ''),
  question jsonb not null,
  shared_with text not null default 'nobody' check (shared_with in ('nobody', 'unit', 'below')),
  shared_unit_id bigint references unit,
  link_token text unique check (length(link_token) >= 20),
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  illustration text,
  check ((shared_with = 'nobody') = (shared_unit_id is null))
);
create index dashboard_view_by_account on dashboard_view (account_id, id);
create index dashboard_view_shared on dashboard_view (shared_unit_id) where shared_unit_id is not null;
comment on column dashboard_view.link_token is 'Whoever has signed in and knows it may open the view; null when there is no such link.';

create table dashboard_subscription (
  id bigint generated always as identity primary key,
  view_id bigint not null references dashboard_view on delete cascade,
  account_id bigint not null references account,
  rhythm text not null check (rhythm in ('weekly', 'monthly')),
  token text not null unique check (length(token) >= 20),
  subscribed_on date not null,
  last_sent_on date,
  ended_on date,
  ended_because text check (ended_because in ('unsubscribed', 'no-post', 'not-shared')),
  check ((ended_on is null) = (ended_because is null)),
  unique (view_id, account_id)
);
create index dashboard_subscription_by_account on dashboard_subscription (account_id);
create index dashboard_subscription_open on dashboard_subscription (id) where ended_on is null;
comment on column dashboard_subscription.token is 'Stands in the mail: whoever opens it can end this subscription and nothing else.';

alter table mail_message drop constraint mail_message_purpose_check;
alter table mail_message add constraint mail_message_purpose_check
  check (purpose in ('confirm-address', 'notices', 'digest', 'figures'));

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('dashboard-view', 64, 'Người lưu, người nhận bảng số liệu',
   'Ai lưu bảng nào, chia sẻ với đơn vị nào, nhận thư theo tuần hay theo tháng, lần gửi gần nhất. Bảng lưu câu hỏi, không lưu số liệu; thư chỉ có số đếm, không có tên người dân.',
   'Bảng theo dõi', 'Theo dõi số liệu thường kỳ trong phạm vi được giao.',
   'Thực hiện nhiệm vụ của cơ quan nhà nước theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'staff-record');

insert into dashboard (role_code, title, charts) values
  (null, 'Bảng theo dõi', '[
    {"kind": "figures", "title": "Số liệu chính", "indicators": ["dialogue.count", "opinion.answered", "reception.visits", "petition.received", "petition.open"]},
    {"kind": "trend", "title": "Đơn thư đã nhận theo tháng", "indicators": ["petition.received"]},
    {"kind": "share", "title": "Đúng hạn", "indicators": ["petition.on-time-share", "task.on-time-share", "report.on-time-share"]}]'),
  ('clerk', 'Bảng theo dõi của chuyên viên, công chức', '[
    {"kind": "figures", "title": "Việc của đơn vị", "indicators": ["dialogue.count", "dialogue.opinions", "opinion.answered", "reception.visits", "petition.received", "petition.open"]},
    {"kind": "share", "title": "Đúng hạn", "indicators": ["petition.on-time-share", "task.on-time-share", "report.on-time-share"]},
    {"kind": "trend", "title": "Đơn thư đã nhận theo tháng", "indicators": ["petition.received"]}]'),
  ('head', 'Bảng theo dõi của lãnh đạo đơn vị', '[
    {"kind": "figures", "title": "Việc của đơn vị", "indicators": ["dialogue.count", "opinion.answered", "reception.visits", "petition.received", "petition.open", "model.registered"]},
    {"kind": "share", "title": "Đúng hạn", "indicators": ["petition.on-time-share", "task.on-time-share", "report.on-time-share"]},
    {"kind": "trend", "title": "Cuộc đối thoại theo tháng", "indicators": ["dialogue.count"]},
    {"kind": "trend", "title": "Đơn thư đã nhận theo tháng", "indicators": ["petition.received"]},
    {"kind": "ranking", "title": "Cuộc đối thoại theo đơn vị", "indicators": ["dialogue.count"], "level": "commune"}]'),
  ('collector', 'Bảng theo dõi tổng hợp, thẩm định', '[
    {"kind": "figures", "title": "Toàn phạm vi tổng hợp", "indicators": ["dialogue.count", "dialogue.participants", "opinion.answered", "reception.visits", "petition.received", "petition.open"]},
    {"kind": "reporting", "title": "Ai đã gửi báo cáo", "indicators": []},
    {"kind": "share", "title": "Đúng hạn", "indicators": ["report.on-time-share", "task.on-time-share", "petition.on-time-share"]},
    {"kind": "map", "title": "Cuộc đối thoại của các xã", "indicators": ["dialogue.count"]},
    {"kind": "ranking", "title": "Cuộc đối thoại theo xã", "indicators": ["dialogue.count"], "level": "commune"},
    {"kind": "trend", "title": "Cuộc đối thoại theo tháng", "indicators": ["dialogue.count"]},
    {"kind": "ranks", "title": "Kết quả xếp loại", "indicators": []}]'),
  ('leader', 'Bảng theo dõi của lãnh đạo tỉnh', '[
    {"kind": "figures", "title": "Toàn tỉnh", "indicators": ["dialogue.count", "dialogue.participants", "opinion.answered", "reception.visits", "petition.received", "petition.open"]},
    {"kind": "map", "title": "Cuộc đối thoại của các xã", "indicators": ["dialogue.count"]},
    {"kind": "trend", "title": "Đơn thư đã nhận theo tháng", "indicators": ["petition.received"]},
    {"kind": "share", "title": "Đúng hạn", "indicators": ["petition.on-time-share", "task.on-time-share", "report.on-time-share"]},
    {"kind": "ranking", "title": "Cuộc đối thoại theo xã", "indicators": ["dialogue.count"], "level": "commune"},
    {"kind": "ranks", "title": "Kết quả xếp loại", "indicators": []}]'),
  ('front', 'Bảng theo dõi của Mặt trận Tổ quốc, tổ chức chính trị - xã hội', '[
    {"kind": "figures", "title": "Việc của tổ chức", "indicators": ["supervision.count", "recommendation.count", "recommendation.closed", "recommendation.overdue", "coordination.signed", "petition.received"]},
    {"kind": "trend", "title": "Kiến nghị sau giám sát theo tháng", "indicators": ["recommendation.count"]},
    {"kind": "share", "title": "Đúng hạn", "indicators": ["petition.on-time-share", "task.on-time-share"]}]');

insert into role_permission (role_code, permission) values ('administrator', 'dashboard.manage');
