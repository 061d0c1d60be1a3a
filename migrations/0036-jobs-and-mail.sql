-- Why: what is done without a person waiting for it (mail, looking for what has become late) needs a queue, and mail needs an outbox:
-- a process that is killed must neither lose a message nor send it twice. The queue has its own schema, which its library keeps; here
-- stands what outlives a job.

create table running_process (
  id int generated always as identity primary key,
  started_at timestamptz not null default now(),
  worker_ids text[] not null default '{}'
);
comment on table running_process is 'Processes that work on the queue. Each holds an advisory lock of its number on a connection of its own: where that lock is free, the process is dead.';

create table job_run (
  job_name text primary key,
  started_at timestamptz not null,
  ended_at timestamptz,
  ended_well boolean,
  problem text not null default ''
);
comment on table job_run is 'The last run of each job that has a schedule.';

create table mail_message (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  purpose text not null check (purpose in ('confirm-address', 'notices', 'digest')),
  message_id text not null unique,
  recipient text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'doubtful', 'failed', 'given-up')),
  attempts int not null default 0,
  process_id int,
  created_at timestamptz not null default now(),
  next_try_at timestamptz not null default now(),
  sending_at timestamptz,
  ended_at timestamptz,
  server_answer text not null default '',
  constraint mail_message_is_sent_by_a_process check (state <> 'sending' or (process_id is not null and sending_at is not null)),
  constraint mail_message_has_ended check ((state in ('sent', 'doubtful', 'failed', 'given-up')) = (ended_at is not null))
);
comment on table mail_message is 'The outbox. `sending` is committed before the server is given the message; whoever finds it in a dead process makes it `doubtful`: the server may have taken it, so nobody sends it again but a person who decides so.';
comment on column mail_message.message_id is 'Fixed when the message is written, so that the same message is known again at every try.';
create index mail_message_waiting on mail_message (next_try_at) where state = 'waiting';
create index mail_message_sending on mail_message (process_id) where state = 'sending';
create index mail_message_by_state on mail_message (state, id desc);
create index mail_message_by_account on mail_message (account_id);

insert into role_permission (role_code, permission) values ('administrator', 'job.manage');
