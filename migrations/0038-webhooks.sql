-- Why: other systems of the province want to know that a record was written or changed without asking again and again. They are told
-- that it happened and where it stands, never its content: who wants that asks the API with rights of its own.

create table webhook (
  id bigint generated always as identity primary key,
  name text not null,
  address text not null,
  encrypted_secret text not null,
  record_kinds text[] not null check (cardinality(record_kinds) > 0),
  last_seal int not null,
  created_at timestamptz not null,
  created_by_account_id bigint not null references account,
  ended_at timestamptz
);
comment on column webhook.last_seal is 'What the trail had sealed up to here has been told. Seals, not ids: an entry with a lower id may become visible later.';

create table webhook_delivery (
  id bigint generated always as identity primary key,
  webhook_id bigint not null references webhook,
  audit_entry_id bigint not null,
  event_id uuid not null unique default gen_random_uuid(),
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts int not null default 0,
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  ended_at timestamptz,
  answer_code int,
  answer text not null default '',
  unique (webhook_id, audit_entry_id),
  constraint webhook_delivery_has_ended check ((state = 'waiting') = (ended_at is null))
);
comment on column webhook_delivery.event_id is 'The same at every try: by it the receiver knows what it has already.';
create index webhook_delivery_waiting on webhook_delivery (next_try_at) where state = 'waiting';
create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, id desc);
