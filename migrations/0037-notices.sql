-- Why: what waits for a person should reach them: in the app, by mail at once where a limit is concerned, otherwise gathered in one mail.
-- A notice keeps no words of the record that it is about: whether these may still be read is asked anew each time it is shown.

alter table account
  add column email text,
  add column email_confirmed_at timestamptz,
  add constraint account_address_is_confirmed check ((email is null) = (email_confirmed_at is null));
comment on column account.email is 'Entered by the person and confirmed by a link sent there. Two people may share one.';

-- An address is used only after whoever reads its mail has opened the link.
create table email_confirmation (
  account_id bigint primary key references account,
  email text not null,
  token_digest text not null unique,
  asked_at timestamptz not null,
  expires_at timestamptz not null
);

create table notice_reader (
  account_id bigint primary key references account,
  last_looked_at timestamptz,
  digest text not null default 'daily' check (digest in ('daily', 'weekly', 'none')),
  digest_hour int not null default 7 check (digest_hour in (7, 11, 16)),
  last_digest_on date
);
comment on table notice_reader is 'What is known of a person for whom duties are looked at: when last, and how their digest is to come.';

create table notice_choice (
  account_id bigint not null references account,
  kind text not null check (kind in ('late', 'due', 'urged', 'new')),
  channel text not null check (channel in ('mail', 'digest', 'app', 'none')),
  primary key (account_id, kind)
);

create table duty_seen (
  account_id bigint not null references account,
  duty_key text not null,
  state text not null check (state in ('late', 'due', 'waiting')),
  is_urged boolean not null,
  primary key (account_id, duty_key)
);
comment on table duty_seen is 'The duties of a person at the last look: what differs from them is new.';

create table notice (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  kind text not null check (kind in ('late', 'due', 'urged', 'new')),
  module text not null,
  duty_key text not null,
  href text not null,
  due_on date,
  made_at timestamptz not null,
  read_at timestamptz,
  is_shown boolean not null,
  awaits_digest boolean not null,
  unique (account_id, duty_key, kind)
);
comment on table notice is 'That a duty became late, due, urged or was given; once for each duty. Its words stay with the record.';
comment on column notice.is_shown is 'False when the person wants to hear nothing of this kind: it is kept so that it is not made again.';
create index notice_unread on notice (account_id) where read_at is null and is_shown;
create index notice_by_account on notice (account_id, id desc) where is_shown;

update processing_purpose set kept_data = replace(kept_data, 'Tên đăng nhập,', 'Tên đăng nhập, địa chỉ thư điện tử nếu người dùng tự khai và xác nhận,')
  where code = 'account';
insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('notice', 33, 'Người nhận thông báo',
   'Việc nào đến hạn, quá hạn, khi nào, đã đọc chưa; cách nhận thông báo; thư đã gửi và địa chỉ nhận (xóa sau 30 ngày). Thư không ghi tên việc, tên người dân.',
   'Thông báo, thư gửi đi', 'Nhắc thời hạn và việc mới.',
   'Thực hiện nhiệm vụ của cơ quan nhà nước theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'staff-record');
