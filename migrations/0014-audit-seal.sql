-- Why: whoever can write to the database could also change the trail afterwards, and nobody would see it. So committed entries are
-- sealed a few seconds later into a chain of hashes: each seal covers its entries and the seal before it. The seals stand in tables
-- of their own, because sealing must not touch an entry, and one process seals, because a chain's head in every writer's
-- transaction would make all writers wait for one another.

-- The seal covers what a change said only through a salted digest: when the law asks for it, the words and the salt can be taken
-- out one day, and the chain still proves who did what and when. Without the salt a short text could be guessed from its digest.
alter table audit_entry add column salt uuid default gen_random_uuid();
comment on column audit_entry.salt is 'Goes into the digest of summary, before and after.';

create table audit_seal (
  number int primary key check (number > 0),
  sealed_at timestamptz not null,
  entry_count int not null check (entry_count > 0),
  first_entry_id bigint not null,
  last_entry_id bigint not null check (last_entry_id >= first_entry_id),
  hash bytea not null check (length(hash) = 32)
);
comment on table audit_seal is 'One link of the chain: SHA-256 over the seal before it and the digests of its entries.';

-- No reference to audit_entry: it would lock each entry once more, and a missing entry must be found and told, not made impossible to tell.
create table audit_sealed_entry (
  entry_id bigint primary key,
  seal_number int not null references audit_seal,
  digest bytea not null check (length(digest) = 32)
);
comment on table audit_sealed_entry is 'The digest of each sealed entry, so that the check can say which one was changed.';
create index audit_sealed_entry_by_seal on audit_sealed_entry (seal_number, entry_id);

create trigger audit_seal_is_append_only before update or delete or truncate on audit_seal
  for each statement execute function refuse_change_of_audit();
create trigger audit_sealed_entry_is_append_only before update or delete or truncate on audit_sealed_entry
  for each statement execute function refuse_change_of_audit();

-- The trail as a list: newest first, of everything or of a unit.
create index audit_entry_by_time on audit_entry (happened_at, id);
create index audit_entry_by_unit on audit_entry (unit_id, happened_at, id);

insert into role_permission (role_code, permission) values
  ('inspector', 'audit.read'),
  ('administrator', 'audit.read');
