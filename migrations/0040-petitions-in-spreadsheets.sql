-- Why: petitions and people come in from spreadsheets, so the rows that wait in a batch, and are kept for its undoing, name who sent them. They go
-- after 30 days with the batch; earlier when the sender must not be found any more: when a petition turns out to be a denunciation, and
-- when the data of its sender are erased.
create function forget_imported_record(of_kind text, of_record text) returns void language sql as $$
  delete from import_fault using import_row, import_batch
  where import_batch.kind = of_kind and import_row.batch_id = import_batch.id and import_row.record_id = of_record
    and import_fault.batch_id = import_row.batch_id and import_fault.position = import_row.position;
  update import_row set cells = '[]', entered = null, before = null, after = null
  from import_batch
  where import_batch.kind = of_kind and import_row.batch_id = import_batch.id and import_row.record_id = of_record;
$$;
comment on function forget_imported_record is 'Forgets what rows of spreadsheets said of a record; that there was such a row stays.';

-- Lists of people and their posts come in by those who keep them.
insert into role_permission (role_code, permission) values ('administrator', 'spreadsheet.use');
