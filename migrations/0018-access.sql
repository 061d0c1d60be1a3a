-- Why: a petition that was passed on is handled by another unit than the one that received it, and whoever handles it needs its files.
-- So a file knows the unit that handles its record as well as the unit that it belongs to; both may read it.

alter table attachment add column handling_unit_id bigint references unit;
comment on column attachment.handling_unit_id is 'The unit that handles the record now, when another than unit_id; read_permission held for it is enough too.';

update attachment set handling_unit_id = petition.handling_unit_id
from petition
where attachment.subject_kind = 'petition' and attachment.subject_id = petition.id::text
  and petition.handling_unit_id <> attachment.unit_id;
