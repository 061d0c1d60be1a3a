-- Why: a province names its own roles and says what each may do, so roles are kept on a page and every change of one is on the
-- trail. Who may do so stands apart from who keeps accounts: a role reaches everybody who holds it.

alter table role
  add column built_in boolean not null default false,
  add column version int not null default 1,
  add column changed_at timestamptz not null default now(),
  add column changed_by_account_id bigint references account;
update role set built_in = true;
comment on column role.built_in is 'Comes with the system: may be renamed and given other rights, not taken away.';

insert into role_permission (role_code, permission) values ('administrator', 'role.manage');
