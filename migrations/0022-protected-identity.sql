-- Why: who denounces must be reachable for the few who need to ask them something, and be known to nobody else (Law on Denunciations
-- 25/2018/QH14, Articles 8, 9, 56). Until now the system kept nothing of it, so that the papers had to be looked up elsewhere and nobody
-- could say who had looked. From now on name, address, phone, the words as they came and the files stand here, encrypted with a key
-- that is not in the database, apart from the petition; who may look is named case by case, and every look is kept.

-- One data key for each petition, wrapped by a key of the key file. What it seals are the parts below.
create table protected_record (
  petition_id bigint primary key references petition,
  key_name text not null,
  wrapped_key bytea not null
);
comment on column protected_record.key_name is 'Tells by which key of the key file wrapped_key was wrapped; nothing of the key follows from it.';
create index protected_record_by_key on protected_record (key_name);

create table protected_part (
  id uuid primary key,
  petition_id bigint not null references protected_record,
  kind text not null check (kind in ('identity', 'words', 'file', 'redacted-text', 'redacted-image')),
  position int generated always as identity,
  sealed bytea not null,
  size_in_bytes int not null,
  added_by_account_id bigint references account,
  added_at timestamptz not null default now()
);
create index protected_part_by_petition on protected_part (petition_id, position);
comment on column protected_part.sealed is 'AES-256-GCM; its additional data name the petition, the part and its kind, so that no part passes for another.';

-- A file that comes with the form of a denunciation: sealed while it is received, before the form is accepted. Kept for a day.
create table protected_upload (
  id uuid primary key,
  account_id bigint not null references account,
  key_name text not null,
  wrapped_key bytea not null,
  sealed_description bytea not null,
  sealed_content bytea not null,
  size_in_bytes int not null,
  received_at timestamptz not null default now()
);
create index protected_upload_by_time on protected_upload (received_at);
create index protected_upload_by_key on protected_upload (key_name);

-- Files whose last row is gone: taken off the disk after the transaction that took the row, and again at the next start.
create table file_to_remove (
  sha256 text primary key,
  asked_at timestamptz not null default now()
);

-- Who may look at the identity in one case, named by the head of the unit that handles it.
create table identity_right (
  id bigint generated always as identity primary key,
  petition_id bigint not null references petition,
  unit_id bigint not null references unit,
  person_id bigint not null references person,
  reason text not null check (reason <> ''),
  granted_by_account_id bigint references account,
  granted_at timestamptz not null default now(),
  revoked_by_account_id bigint references account,
  revoked_at timestamptz,
  check (revoked_at >= granted_at)
);
comment on column identity_right.unit_id is 'The unit that handled the petition then. When it goes on elsewhere the right is worth nothing: the head there names people anew.';
create unique index identity_right_once on identity_right (petition_id, person_id) where revoked_at is null;
create index identity_right_by_person on identity_right (person_id) where revoked_at is null;

create table identity_look (
  id bigint generated always as identity primary key,
  petition_id bigint not null references petition,
  identity_right_id bigint not null references identity_right,
  unit_id bigint not null references unit,
  account_id bigint not null references account,
  reason text not null check (reason <> ''),
  looked_at timestamptz not null default clock_timestamp()
);
create index identity_look_by_petition on identity_look (petition_id, id desc);
create index identity_look_by_unit on identity_look (unit_id, id desc);

-- What was opened by a look: the identity itself and each file, each once.
create table identity_look_opening (
  look_id bigint not null references identity_look,
  opened text not null,
  opened_at timestamptz not null default clock_timestamp(),
  primary key (look_id, opened)
);
comment on column identity_look_opening.opened is '“identity”, or the id of the file.';

create function refuse_change_of_looks() returns trigger language plpgsql as $$
begin
  raise exception 'the log of looks at protected identities is append-only';
end $$;
create trigger identity_look_is_append_only before update or delete on identity_look
  for each row execute function refuse_change_of_looks();
create trigger identity_look_is_not_emptied before truncate on identity_look
  for each statement execute function refuse_change_of_looks();
create trigger identity_look_opening_is_append_only before update or delete on identity_look_opening
  for each row execute function refuse_change_of_looks();
create trigger identity_look_opening_is_not_emptied before truncate on identity_look_opening
  for each statement execute function refuse_change_of_looks();

-- Who is denounced. They and their unit don't get to see the case, not even that it is there.
create table denounced_party (
  id bigint generated always as identity primary key,
  petition_id bigint not null references petition,
  name text not null default '',
  person_id bigint references person,
  unit_id bigint references unit,
  recorded_by_account_id bigint references account,
  recorded_at timestamptz not null default now(),
  removed_by_account_id bigint references account,
  removed_at timestamptz,
  check (name <> '' or unit_id is not null)
);
create index denounced_party_by_petition on denounced_party (petition_id);
create index denounced_party_by_unit on denounced_party (unit_id) where removed_at is null;
create index denounced_party_by_person on denounced_party (person_id) where removed_at is null;
comment on column denounced_party.person_id is 'Set when the name is that of somebody with a post in the unit.';

-- The given units, all above them and what those have taken over: whoever works in the first belongs to each of them.
create function units_above(given bigint[], on_date date) returns table (unit_id bigint)
  language sql stable parallel safe rows 20 as $$
  with recursive above (unit_id) as (
    select distinct root from unnest(given) as root
    union
    select reached.unit_id
    from above cross join lateral (
      select version.parent_unit_id as unit_id
      from unit_version version
      where version.unit_id = above.unit_id and version.parent_unit_id is not null and version.valid_from <= on_date
        and (version.valid_to is null or version.valid_to >= on_date or version.is_last)
      union all
      select succession.from_unit_id
      from unit_succession succession
      where succession.to_unit_id = above.unit_id and succession.kind <> 'part-transferred' and succession.happened_on <= on_date
    ) reached
  )
  select above.unit_id from above
$$;

-- A text for handing the verification over, written by one person and checked by another.
create table redacted_copy (
  id bigint generated always as identity primary key,
  petition_id bigint not null references petition,
  text_part_id uuid not null references protected_part,
  written_by_person_id bigint not null references person,
  written_at timestamptz not null default now(),
  is_approved boolean,
  check_note text not null default '',
  checked_by_person_id bigint references person,
  checked_at timestamptz,
  check ((checked_at is null) = (is_approved is null) and (checked_at is null) = (checked_by_person_id is null)),
  constraint redacted_copy_is_checked_by_another check (checked_by_person_id is distinct from written_by_person_id),
  check (is_approved or is_approved is null or check_note <> '')
);
create index redacted_copy_by_petition on redacted_copy (petition_id, id desc);
create table redacted_copy_image (
  part_id uuid primary key references protected_part,
  redacted_copy_id bigint not null references redacted_copy
);
create index redacted_copy_image_by_copy on redacted_copy_image (redacted_copy_id);

-- Titles of petitions stand as evidence for tasks and points. When one turns out to be a denunciation they tell no more what it said.
create function hide_title_of_denunciation() returns trigger language plpgsql as $$
begin
  update assessment_evidence set title = 'Đơn tố cáo (nội dung được giữ bí mật)'
    where subject_kind in ('petition', 'petition-open') and subject_id = new.id::text;
  update task_evidence set title = 'Đơn tố cáo (nội dung được giữ bí mật)'
    where subject_kind in ('petition', 'petition-open') and subject_id = new.id::text;
  return null;
end $$;
create trigger petition_hides_its_title after update of kind_code on petition
  for each row when (new.kind_code = 'denunciation' and old.kind_code <> 'denunciation')
  execute function hide_title_of_denunciation();

comment on constraint petition_keeps_no_denouncer on petition is 'Who denounces stands in protected_part alone (Law on Denunciations 25/2018/QH14, Article 56).';

update processing_purpose set
  kept_data = 'Họ tên, địa chỉ, điện thoại, cách liên hệ, đơn và chứng cứ gốc; tất cả đã mã hóa, khóa không nằm trong cơ sở dữ liệu.',
  kept_where = 'Kho bảo vệ người tố cáo, tách khỏi đơn thư',
  purpose = 'Xác minh, liên hệ, thông báo cho người tố cáo; mỗi lần xem phải được cấp quyền, nêu lý do và ghi lại.',
  retention_class_code = 'denunciation-file'
where code = 'denouncer';
update retention_class set
  covers = 'Nội dung và nhật ký xử lý tố cáo; danh tính người tố cáo và bản gốc đã mã hóa trong kho bảo vệ, nhật ký các lượt xem.'
where code = 'denunciation-file';
