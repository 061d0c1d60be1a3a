-- Why: on an electronic document the signature of the person is their own signature in blue, that of the body its seal in red
-- (Decree 30/2020/NĐ-CP, Appendix I, Part I, II.7 and II.8). The pictures are drawn into documents and shown nowhere else.
create table signature_picture (
  id bigint generated always as identity primary key,
  person_id bigint unique references person,
  unit_id bigint unique references unit,
  width_in_millimetres numeric(4, 1) not null check (width_in_millimetres between 10 and 80),
  height_in_millimetres numeric(4, 1) not null check (height_in_millimetres between 3 and 80),
  sealed text not null,
  kept_by_account_id bigint references account,
  kept_at timestamptz not null default now(),
  check (num_nonnulls(person_id, unit_id) = 1)
);
comment on table signature_picture is 'Of a person or of a body, one each; gone when the person signs no more or the body has ended.';
comment on column signature_picture.width_in_millimetres is 'As it stands on the page: the real size of a seal.';
comment on column signature_picture.sealed is 'The PNG in base64, encrypted with the key of the installation.';

update processing_purpose
  set kept_data = kept_data || ' Hình chữ ký do người ký gửi lên: mã hóa, chỉ vẽ vào văn bản người đó ký, tự xóa khi thôi quyền ký.'
  where code = 'document-signer';
