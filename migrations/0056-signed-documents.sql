-- Why: a report that was sent must be shown unchanged years later, and goes out as a numbered document signed by a person and then by
-- the body. What was sent is kept as a list of digests; each signed file is kept whole, the one before it included.

-- What was sent, as digests (SHA-256): the words of each section, each figure and the records behind it.
create table report_manifest (
  submission_id bigint primary key references report_submission,
  content text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table report_manifest is 'One for each sending; its digest is taken over the bytes of content. Sendings before this table have none.';
create function refuse_change_of_manifest() returns trigger language plpgsql as $$
begin
  raise exception 'the manifest of a sent report is frozen';
end $$;
create trigger report_manifest_is_frozen before update or delete or truncate on report_manifest
  for each statement execute function refuse_change_of_manifest();

-- A document of the register that goes out with digital signatures.
create table document_issue (
  document_id bigint primary key references document,
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  signer_name text not null,
  signer_title text not null,
  file_id uuid not null references stored_file,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  signature_place jsonb not null,
  recipient_unit_ids bigint[] not null default '{}',
  prepared_by_account_id bigint references account,
  prepared_at timestamptz not null default now(),
  sent_on date,
  sent_by_account_id bigint references account,
  sent_at timestamptz,
  check ((sent_on is null) = (sent_at is null))
);
comment on table document_issue is 'Prepared; then signed by the person, then by the body (document_signature); then sent.';
comment on column document_issue.code is 'Printed on the document; whoever has it may ask whether the document is genuine.';
comment on column document_issue.file_id is 'The PDF as it was written, before any signature.';
comment on column document_issue.signature_place is 'Where the person signs: page, middle of the column and top of the room in points from the upper left corner, its height.';
comment on column document_issue.recipient_unit_ids is 'The units of this system that are given it to read once it is sent.';

create table document_signature (
  document_id bigint not null references document_issue,
  role text not null check (role in ('person', 'body')),
  way text not null check (way in ('outside', 'certificate-file', 'service')),
  signer text not null,
  organisation text not null,
  certificate_issuer text not null,
  signed_at timestamptz,
  file_id uuid not null references stored_file,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by_account_id bigint references account,
  added_at timestamptz not null default now(),
  primary key (document_id, role)
);
comment on column document_signature.signed_at is 'As the signer''s machine said; null where it says none.';
comment on column document_signature.file_id is 'The PDF with this signature and the one before it.';
create function refuse_change_of_signature() returns trigger language plpgsql as $$
begin
  raise exception 'a signature that was given stays';
end $$;
create trigger document_signature_stays before update or delete or truncate on document_signature
  for each statement execute function refuse_change_of_signature();
-- The body signs what the person has signed: Decree 30/2020/NĐ-CP, Articles 5 and 18.
create function require_person_first() returns trigger language plpgsql as $$
begin
  if new.role = 'body' and not exists (
    select from document_signature where document_id = new.document_id and role = 'person') then
    raise exception 'the body signs after the person';
  end if;
  return new;
end $$;
create trigger document_signature_in_order before insert on document_signature
  for each row execute function require_person_first();

-- As which document a report that was sent went out.
create table report_document (
  document_id bigint primary key references document,
  submission_id bigint not null references report_submission
);
create index report_document_by_submission on report_document (submission_id);

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('document-signer', 41, 'Người ký số văn bản',
   'Họ tên, chức vụ người ký; tên, cơ quan ghi trên chứng thư chữ ký số; thời điểm ký. Khóa bí mật và mật khẩu của chứng thư không được lưu.',
   'Văn bản', 'Ký, phát hành và kiểm tra tính xác thực của văn bản điện tử.',
   'Nghị định 30/2020/NĐ-CP; Luật Giao dịch điện tử 20/2023/QH15 (điều, khoản cần đối chiếu).', 'work-file');

insert into role_permission (role_code, permission)
select role, 'document.sign' from unnest(array['head', 'collector', 'leader', 'front']) as role;
