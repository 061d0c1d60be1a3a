-- Why: two rows of a file that would take one number or one day clash only when both are written. Rows are tried a hundred at a time and
-- given up, so what each would take is kept here, and the later row is told at its cell.
create table import_row_key (
  batch_id bigint not null,
  key text not null,
  position integer not null,
  primary key (batch_id, key, position),
  foreign key (batch_id, position) references import_row on delete cascade
);
create index import_row_key_by_row on import_row_key (batch_id, position);
comment on table import_row_key is 'What only one row of a batch can take; gone with the rows.';
