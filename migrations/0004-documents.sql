-- Why: work is asked for, reported and proved by numbered documents. Each unit keeps a register of those that go out and those
-- that come in (Decree 30/2020/NĐ-CP, Articles 15, 18, 21), and files are attached to records of all kinds.

-- The name that a unit had on a day; for a day before or after its life, the nearest one: a register may hold papers older than its unit.
create function unit_name_on(named_unit_id bigint, on_date date) returns text
  language sql stable parallel safe as $$
  select version.name from unit_version version where version.unit_id = named_unit_id
  order by (on_date between version.valid_from and coalesce(version.valid_to, 'infinity')) desc,
    least(abs(version.valid_from - on_date), abs(coalesce(version.valid_to, on_date) - on_date)), version.valid_from desc
  limit 1
$$;

create table document (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  direction text not null check (direction in ('outgoing', 'incoming')),
  type text not null,
  reference text not null,
  issued_on date not null,
  issuing_unit_id bigint references unit,
  issuing_body text,
  drafting_unit_id bigint references unit,
  summary text not null,
  number int check (number > 0),
  symbol text,
  series text,
  number_year int generated always as (extract(year from issued_on)::int) stored,
  arrived_on date,
  arrival_number int check (arrival_number > 0),
  arrival_year int generated always as (extract(year from arrived_on)::int) stored,
  registered_on date generated always as (coalesce(arrived_on, issued_on)) stored,
  due_on date,
  handled_on date,
  handling_note text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  withdrawn_on date,
  withdrawn_reason text,
  constraint document_outgoing_has_its_number check (direction <> 'outgoing' or (issuing_unit_id is not null
    and drafting_unit_id is not null and number is not null and symbol is not null and series is not null
    and arrived_on is null and arrival_number is null)),
  constraint document_incoming_has_its_arrival check (direction <> 'incoming' or (issuing_body is not null
    and arrived_on is not null and arrival_number is not null and number is null and series is null)),
  check (arrived_on >= issued_on),
  check ((withdrawn_on is null) = (withdrawn_reason is null))
);
comment on column document.unit_id is 'The unit in whose register it stands.';
comment on column document.type is 'Code of Decree 30/2020 Annex III (QĐ, KH …); letter: công văn, which has none; other: kinds outside the decree.';
comment on column document.reference is 'Number and symbol as on the paper: 32/KH-UBND, 141-KH/BDVTU, 07/2023/NQ-HĐND.';
comment on column document.issuing_unit_id is 'Outgoing: whose number it bears. When another unit drafted it, it was drafted on behalf of this one. Incoming: the issuing body, when it is a unit of this system.';
comment on column document.series is 'Numbers run from 1 each year in each series of the issuing unit.';

-- A number is given once, whoever asks for it at the same moment; a withdrawn document keeps its number.
create unique index document_number_once on document (issuing_unit_id, number_year, series, number) where direction = 'outgoing';
create unique index document_arrival_once on document (unit_id, arrival_year, arrival_number) where direction = 'incoming';
create index document_by_register on document (unit_id, registered_on desc, id desc);
create index document_by_day on document (registered_on desc, id desc);
create index document_by_drafting_unit on document (drafting_unit_id);
create index document_due on document (unit_id, due_on) where due_on is not null and handled_on is null;

-- How a number is looked up: 5/bc-ubnd and 05/BC-UBND are the same to who types it.
create function document_reference_key(reference text) returns text
  language sql immutable parallel safe return ltrim(public.searchable(reference), '0 ');
create index document_by_reference on document (document_reference_key(reference));

create table document_search (
  document_id bigint primary key references document on delete cascade,
  words tsvector not null
);
create index document_search_words on document_search using gin (words);

-- What a document rests on, carries out or replaces; a document that is not registered here is kept as it was written.
create table document_link (
  document_id bigint not null references document,
  kind text not null check (kind in ('based-on', 'carries-out', 'replaces')),
  position int not null,
  target_document_id bigint references document,
  target_text text not null,
  primary key (document_id, kind, position),
  check (target_document_id is distinct from document_id)
);
create index document_link_by_target on document_link (target_document_id);

-- Units it was sent to inside the system: they may read it though it stands in another unit's register.
create table document_recipient (
  document_id bigint not null references document,
  unit_id bigint not null references unit,
  sent_on date not null,
  primary key (document_id, unit_id)
);
create index document_recipient_by_unit on document_recipient (unit_id, document_id);

-- Files that belong to a record of any kind. A file taken away stays in the table: what it once proved can be asked.
create table attachment (
  id bigint generated always as identity primary key,
  subject_kind text not null,
  subject_id text not null,
  unit_id bigint not null references unit,
  stored_file_id uuid not null references stored_file,
  read_permission text not null default 'document.read',
  attached_by_account_id bigint references account,
  attached_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by_account_id bigint references account,
  unique (subject_kind, subject_id, stored_file_id)
);
comment on column attachment.read_permission is 'The permission for the record it belongs to, held for unit_id: a file is never easier to read than its record.';

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('document.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('document.write', array['clerk', 'head', 'collector', 'front'])
) as granted (permission, roles), unnest(roles) as role;
