-- Why: records of many kinds come in from spreadsheets as one batch that is tried first, applied whole and can be undone. The rows wait
-- here, so that memory does not grow with the file and the work goes on where it stood when the process was ended.
create table import_batch (
  id bigint generated always as identity primary key,
  kind text not null,
  account_id bigint not null references account,
  unit_id bigint references unit,
  source_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  stored_file_id uuid references stored_file on delete set null,
  state text not null default 'reading'
    check (state in ('reading', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'refused', 'set-aside')),
  all_or_nothing boolean not null default true,
  sheets jsonb not null default '[]',
  row_count integer not null default 0,
  done_count integer not null default 0,
  new_count integer not null default 0,
  changed_count integer not null default 0,
  same_count integer not null default 0,
  faulty_count integer not null default 0,
  message text,
  created_at timestamptz not null default now(),
  applied_at timestamptz,
  undone_at timestamptz
);
comment on table import_batch is 'A file of records, from its reading to its undoing. What it says of people goes with its rows after 30 days.';
comment on column import_batch.sheets is 'Per sheet its name, the row and the words of its headings, and the column key that each stands for.';
comment on column import_batch.done_count is 'Rows that the present step has dealt with: what the progress bar shows.';
-- The same file sent twice by the same person is one batch, until it is undone or set aside.
create unique index import_batch_once on import_batch (account_id, kind, sha256)
  where state not in ('undone', 'refused', 'set-aside');
create index import_batch_unfinished on import_batch (id) where state in ('reading', 'checking', 'applying', 'undoing');

create table import_row (
  batch_id bigint not null references import_batch on delete cascade,
  position integer not null,
  sheet integer not null,
  row_number integer not null,
  cells jsonb not null,
  outcome text check (outcome in ('new', 'changed', 'same', 'faulty')),
  entered jsonb,
  record_id text,
  before jsonb,
  after jsonb,
  done text check (done in ('applied', 'undone', 'left')),
  primary key (batch_id, position)
);
comment on column import_row.cells is 'As they stood in the file, from column A on.';
comment on column import_row.before is 'The record as it was when the row was tried; null for a new one.';
comment on column import_row.after is 'The record as the batch left it: it is undone only while it is still so.';
create index import_row_record on import_row (batch_id, record_id) where record_id is not null;

create table import_fault (
  batch_id bigint not null,
  position integer not null,
  sequence smallint not null,
  cell text not null,
  code text not null,
  message text not null,
  remedy text not null,
  primary key (batch_id, position, sequence),
  foreign key (batch_id, position) references import_row on delete cascade
);

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('spreadsheet-row', 40, 'Người có tên trong tệp Excel gửi lên',
   'Các dòng của tệp, như khi ghi tay loại bản ghi ấy; xóa cùng lần nhập sau 30 ngày. Tệp không giữ lại sau khi đọc. Không có người tố cáo.',
   'Nhập từ Excel', 'Kiểm tra thử, ghi vào hệ thống, hoàn tác.',
   'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: chỉ giữ trong thời gian cần thiết cho mục đích (điều, khoản cần đối chiếu).', null);

insert into role_permission (role_code, permission)
select role, 'spreadsheet.use'
from unnest(array['clerk', 'head', 'collector', 'front']) as role;
