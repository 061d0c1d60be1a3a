-- Why: who may sign in, and what each role may do. Roles are data over named permissions; a post carries one role.

create table role (
  code text primary key,
  title text not null,
  position int not null
);
create table role_permission (
  role_code text not null references role,
  permission text not null,
  primary key (role_code, permission)
);
alter table post add constraint post_role foreign key (role_code) references role (code);

insert into role (code, title, position) values
  ('clerk', 'Chuyên viên, công chức', 1),
  ('head', 'Lãnh đạo đơn vị', 2),
  ('collector', 'Tổng hợp, thẩm định (Sở Nội vụ)', 3),
  ('leader', 'Lãnh đạo tỉnh', 4),
  ('front', 'Mặt trận Tổ quốc, tổ chức chính trị - xã hội', 5),
  ('inspector', 'Thanh tra, kiểm tra', 6),
  ('administrator', 'Quản trị hệ thống', 7);

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('organisation.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector', 'administrator']),
  ('organisation.manage', array['administrator']),
  ('account.manage', array['administrator'])
) as granted (permission, roles), unnest(roles) as role;

create table account (
  id bigint generated always as identity primary key,
  user_name text not null unique check (user_name = lower(user_name)),
  password_digest text,
  person_id bigint not null references person,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);

create table session (
  id_digest text primary key,
  account_id bigint not null references account,
  started_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ends_at timestamptz not null
);
create index session_by_account on session (account_id);

create table api_token (
  id bigint generated always as identity primary key,
  token_digest text not null unique,
  account_id bigint not null references account,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);

-- One-time links: the first administrator of an empty system, and a password forgotten.
create table invitation (
  token_digest text primary key,
  purpose text not null check (purpose in ('first-administrator', 'set-password')),
  account_id bigint references account,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Failed sign-ins, for slowing down guessing without letting anybody lock others out.
create table sign_in_failure (
  id bigint generated always as identity primary key,
  user_name text not null,
  address text not null,
  failed_at timestamptz not null default now()
);
create index sign_in_failure_recent on sign_in_failure (user_name, failed_at);
