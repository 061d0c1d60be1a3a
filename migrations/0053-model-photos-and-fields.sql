-- Why: who follows a model of “Dân vận khéo” up brings photos; the public sees those alone that were marked for it, with who agreed.

create table model_photo (
  id bigint generated always as identity primary key,
  visit_id bigint not null references model_visit,
  alternative_text text not null check (alternative_text <> ''),
  is_public boolean not null default false,
  agreed_by text not null default '',
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  constraint model_photo_public_with_agreement check (is_public = (agreed_by <> ''))
);
create index model_photo_by_visit on model_photo (visit_id, id);
comment on table model_photo is 'Its file is the attachment of the kind model-photo with this id.';
comment on column model_photo.agreed_by is 'Who agreed that the public sees the photo; not itself public.';

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('photographed-model', 35, 'Người có trong ảnh kiểm tra mô hình',
   'Ảnh chụp khi kiểm tra, không kèm vị trí, thời gian chụp; lời tả ảnh; ai đồng ý cho công khai.', 'Dân vận khéo',
   'Bằng chứng mô hình còn hoạt động; giới thiệu mô hình trên cổng khi được đồng ý.',
   'Sự đồng ý của người trong ảnh khi công khai. Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'work-file');

-- The fields of models are a list of each province, which its administrator keeps: one that is no longer used ends and is never deleted.
alter table movement_field
  add column ended_on date,
  add column version int not null default 1,
  add column changed_by_account_id bigint references account,
  add column changed_at timestamptz not null default now(),
  add constraint movement_field_title_stands_once unique (title);
comment on column movement_field.ended_on is 'The last day on which a model is registered in this field; null while it is in use.';

insert into role_permission (role_code, permission) values ('administrator', 'movement-field.manage');
