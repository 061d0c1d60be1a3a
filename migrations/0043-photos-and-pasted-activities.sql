-- Why: a photo of an activity says something to those who do not see it only by its words, so it has them; and who has ten finished
-- dialogues in a sheet pastes them, looks at them, and records them at once.

create table activity_photo (
  id bigint generated always as identity primary key,
  activity_id bigint not null references activity,
  alternative_text text not null check (alternative_text <> ''),
  created_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
create index activity_photo_by_activity on activity_photo (activity_id, id);
comment on table activity_photo is 'Its file is the attachment of the kind activity-photo with this id.';

-- What somebody pasted and has not recorded yet; nobody else sees it, and it goes when it is recorded.
create table pasted_activities (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  unit_id bigint not null references unit,
  kind_code text not null references activity_kind,
  content text not null,
  created_at timestamptz not null default now()
);
create index pasted_activities_by_account on pasted_activities (account_id, id desc);

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('photographed', 34, 'Người có trong ảnh hoạt động',
   'Ảnh chụp tại hoạt động, không kèm vị trí, thời gian chụp; lời tả ảnh do đơn vị ghi.', 'Hoạt động',
   'Minh chứng hoạt động đã tổ chức.', 'Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.', 'work-file');
