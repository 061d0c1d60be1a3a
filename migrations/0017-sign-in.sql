-- Why: a password that became known must not open the accounts that verify, lead or administer; people may sign in through the
-- identity provider of their province; programs get tokens that may do less than their owner and end by themselves; and whoever
-- guesses passwords must not be able to keep the owner out.

alter table role add column needs_second_factor boolean not null default false;
comment on column role.needs_second_factor is 'Who holds a post of this role signs in with a second factor (not asked for where the demonstration is shown).';
update role set needs_second_factor = true where code in ('collector', 'leader', 'administrator');

-- The time-based codes of RFC 6238. The secret is encrypted with a key that is not in the database.
create table second_factor (
  account_id bigint primary key references account,
  encrypted_secret text not null,
  last_step bigint not null,
  set_up_at timestamptz not null default now()
);
comment on column second_factor.last_step is 'The time step of the code last accepted: no code of this or an earlier step is accepted again.';

create table recovery_code (
  account_id bigint not null references second_factor on delete cascade,
  code_digest text not null,
  used_at timestamptz,
  primary key (account_id, code_digest)
);

alter table session add column awaits text check (awaits in ('code', 'set-up'));
comment on column session.awaits is 'What is missing before this session opens anything: the code of the second factor, or setting one up. Null: nothing.';

-- A browser that has signed in before: it is not slowed down by what strangers try.
create table known_device (
  device_digest text not null,
  account_id bigint not null references account,
  last_used_at timestamptz not null,
  primary key (device_digest, account_id)
);

alter table sign_in_failure
  add column kind text not null default 'password' check (kind in ('password', 'code')),
  add column device_digest text not null default '';
comment on column sign_in_failure.device_digest is 'The known device that tried; empty for a stranger''s.';
create index sign_in_failure_by_address on sign_in_failure (address, failed_at);

-- Who an account is at the identity provider: agreed by the administrator, never made by signing in.
create table external_identity (
  issuer text not null,
  subject text not null,
  account_id bigint not null references account,
  linked_at timestamptz not null default now(),
  primary key (issuer, subject),
  unique (issuer, account_id)
);

alter table api_token
  add column name text not null default '',
  add column permissions text[],
  add column expires_at timestamptz not null default now() + interval '365 days';
comment on column api_token.permissions is 'What the token may do, of what its account may; null: all of it.';
update api_token set expires_at = created_at + interval '365 days';
alter table api_token add constraint api_token_ends_within_a_year check (expires_at <= created_at + interval '366 days');
create index api_token_by_account on api_token (account_id);
