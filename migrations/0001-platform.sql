-- Why: what every module stands on. Text search without accents, the trail of changes, forms sent once, secrets of this installation.

create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Immutable so that it can be indexed; the dictionary is named, so the answer cannot depend on search_path.
create function searchable(words text) returns text
  language sql immutable parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize(coalesce(words, ''), nfc)));

create table installation_setting (
  name text primary key,
  value text not null
);
comment on table installation_setting is 'What this installation knows of itself: whether it shows demonstration data, its form signing key.';

-- Every change, written in the transaction that makes it. Entries are never changed or removed.
create table audit_entry (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null default clock_timestamp(),
  account_id bigint,
  actor_name text not null,
  actor_post text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  unit_id bigint,
  summary text not null,
  before jsonb,
  after jsonb
);
create index audit_entry_by_subject on audit_entry (subject_kind, subject_id, id);

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are append-only';
end $$;
create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change_of_audit();

-- A form that is sent twice makes one record: the second sending finds the first one's key.
create table form_submission (
  key text primary key,
  account_id bigint,
  location text,
  submitted_at timestamptz not null default now()
);

-- What a person had typed when their session ended, kept until they have signed in again.
create table interrupted_form (
  id text primary key,
  account_id bigint not null,
  path text not null,
  form_values jsonb not null,
  saved_at timestamptz not null default now()
);

-- Files people attach, kept on disk under their SHA-256; which record a file belongs to is the documents module's knowledge.
create table stored_file (
  id uuid primary key,
  name text not null,
  media_type text not null,
  size_in_bytes bigint not null check (size_in_bytes > 0),
  sha256 text not null,
  uploaded_by_account_id bigint,
  uploaded_at timestamptz not null default now()
);
