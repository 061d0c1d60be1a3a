-- Why: who denounces online can send photos as evidence. They are sealed while they are received, before the form is sent, and never lie
-- on the disk as they are (Law on Denunciations 25/2018/QH14, Article 56).

-- Until now a sealed upload belonged to the account whose form it came with. One that a citizen sends belongs to a draft, then to what
-- was sent, or to a message; to nothing yet for the moment in which the form is read.
alter table protected_upload
  alter column account_id drop not null,
  add column draft_id_digest text references submission_draft,
  add column submission_id bigint references submission,
  add column message_id bigint references citizen_message,
  add constraint protected_upload_has_one_holder check (
    num_nonnulls(account_id, draft_id_digest, submission_id, message_id) <= 1);
create index protected_upload_by_draft on protected_upload (draft_id_digest) where draft_id_digest is not null;
create index protected_upload_by_submission on protected_upload (submission_id) where submission_id is not null;
create index protected_upload_by_message on protected_upload (message_id) where message_id is not null;

-- What citizens sent of photos, however it is kept: how many and how large. The name of a sealed one is sealed with it.
create view citizen_photo as
  select stored.id, stored.name, stored.size_in_bytes::bigint as size_in_bytes, stored.uploaded_at as received_at, false as is_sealed,
    file.draft_id_digest, file.submission_id, file.message_id
  from submission_file file join stored_file stored on stored.id = file.stored_file_id
  union all
  select id, '', size_in_bytes, received_at, true, draft_id_digest, submission_id, message_id
  from protected_upload where account_id is null;
