-- Why: a document is looked for by what stands in its files, registered once, numbered as the head has decided, and some documents
-- are for named people alone (Decree 30/2020/NĐ-CP, Articles 15, 18, 21, Appendix VI: rights of access for each document, a log of
-- access, an alarm when the same document is registered again).

-- What was read of each file attached to a document. It goes with the file; nothing here is moved in a reorganisation, because the
-- document and its file keep the unit of their day and scope finds them along the lineage.
create table attachment_text (
  attachment_id bigint primary key references attachment on delete cascade,
  document_id bigint not null references document on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'read', 'unreadable')),
  reason text check (reason in ('password', 'no-text', 'broken', 'too-large', 'picture')),
  page_count int,
  is_cut boolean not null default false,
  read_at timestamptz,
  check ((state = 'unreadable') = (reason is not null)),
  check ((state = 'waiting') = (read_at is null))
);
create index attachment_text_by_document on attachment_text (document_id);
create index attachment_text_waiting on attachment_text (attachment_id) where state = 'waiting';
comment on column attachment_text.is_cut is 'True when the file says more than is kept for the search.';

-- In parts, because a tsvector holds at most a megabyte.
create table attachment_text_part (
  attachment_id bigint not null references attachment_text on delete cascade,
  part int not null,
  content text not null,
  words tsvector not null,
  primary key (attachment_id, part)
);
create index attachment_text_part_words on attachment_text_part using gin (words);

alter table document
  add column limits text not null default 'none' check (limits in ('none', 'files', 'document')),
  add column secrecy text check (secrecy in ('confidential', 'secret', 'top-secret')),
  add column identifier text not null default '',
  add constraint document_secret_is_limited check (secrecy is null or limits = 'document') not valid;
alter table document validate constraint document_secret_is_limited;
comment on column document.limits is 'none: whoever reaches the register reads it. document: only those in document_reader, whoever registered it and who keeps the register of that unit. files: the same, but only of the files marked as limited.';
comment on column document.secrecy is 'The mark of secrecy: confidential Mật, secret Tối mật, top-secret Tuyệt mật.';
comment on column document.identifier is 'The identifier under which an electronic document came in, as its sender gave it; empty when it has none.';
create index document_by_identifier on document (identifier) where identifier <> '';
create index document_limited on document (id) where limits = 'document';

alter table attachment add column is_limited boolean not null default false;
comment on column attachment.is_limited is 'Of a document whose limits are “files”: only its readers may read this file.';

-- Who may read a document that is limited: a person, everybody in a unit, or those who hold a role in a unit.
create table document_reader (
  id bigint generated always as identity primary key,
  document_id bigint not null references document on delete cascade,
  person_id bigint references person,
  unit_id bigint references unit,
  role_code text references role on delete cascade,
  added_by_account_id bigint references account,
  added_at timestamptz not null default now(),
  check ((person_id is null) <> (unit_id is null)),
  check (role_code is null or unit_id is not null),
  unique nulls not distinct (document_id, person_id, unit_id, role_code)
);
create index document_reader_by_person on document_reader (person_id, document_id);
create index document_reader_by_unit on document_reader (unit_id, document_id);

-- Each time somebody opened a limited document or a limited file of one.
create table document_reading (
  id bigint generated always as identity primary key,
  document_id bigint not null references document,
  attachment_id bigint,
  account_id bigint not null references account,
  read_at timestamptz not null default clock_timestamp()
);
create index document_reading_by_document on document_reading (document_id, id desc);
create function refuse_change_of_readings() returns trigger language plpgsql as $$
begin
  raise exception 'the log of readings is append-only';
end $$;
create trigger document_reading_is_append_only before update or delete on document_reading
  for each row execute function refuse_change_of_readings();
create trigger document_reading_is_not_emptied before truncate on document_reading
  for each statement execute function refuse_change_of_readings();

-- The given units and those that they have taken over, without what lies below them: who is named as a unit is named with its heirs.
create function units_taken_over(given bigint[], on_date date) returns table (unit_id bigint)
  language sql stable parallel safe rows 5 as $$
  with recursive taken (unit_id) as (
    select distinct each from unnest(given) as each
    union
    select succession.from_unit_id from taken
    join unit_succession succession on succession.to_unit_id = taken.unit_id
    where succession.kind <> 'part-transferred' and succession.happened_on <= on_date
  )
  select taken.unit_id from taken
$$;

-- One series for everything, or one for each type: the head decides for a year before its first number is taken. Without a row, one
-- for each type.
create table document_numbering (
  unit_id bigint not null references unit,
  year int not null check (year between 1976 and 2200),
  scheme text not null check (scheme in ('by-type', 'one-series')),
  decided_by_account_id bigint references account,
  decided_at timestamptz not null default now(),
  primary key (unit_id, year)
);

-- What stood in the registers before is read too.
insert into attachment_text (attachment_id, document_id)
select attachment.id, attachment.subject_id::bigint from attachment
where attachment.subject_kind = 'document' and attachment.removed_at is null;

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('document-text', 60, 'Người được nhắc đến trong tệp văn bản',
   'Chữ lấy ra từ tệp .docx, .xlsx, .pdf đính kèm văn bản trong sổ, không gồm tệp của đơn thư; xóa cùng tệp.', 'Văn bản',
   'Tìm văn bản theo nội dung.',
   'Thực hiện nhiệm vụ của cơ quan nhà nước; Nghị định 30/2020/NĐ-CP, Phụ lục VI. Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'work-file'),
  ('document-reading', 61, 'Người được xem, đã xem văn bản hạn chế',
   'Ai được xem, ai đã mở văn bản hoặc tệp nào, lúc nào; không ghi với văn bản không hạn chế.', 'Văn bản',
   'Theo dõi việc truy cập văn bản có giới hạn người đọc.',
   'Nghị định 30/2020/NĐ-CP, Phụ lục VI. Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'trail');

insert into role_permission (role_code, permission) values
  ('head', 'document.manage'), ('leader', 'document.manage'), ('front', 'document.manage');
