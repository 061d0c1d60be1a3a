-- Why: data about a person are erased when the law asks for it (Law on Personal Data Protection 91/2025/QH15), also from the words of
-- the trail, while the trail must go on proving who did what and when. Its seals cover the words only through a salted digest, so
-- the words and the salt can go when the digest stays and another entry says that, when and why they went.

create table audit_erasure (
  entry_id bigint primary key,
  content_digest bytea not null check (length(content_digest) = 32),
  recorded_by_entry_id bigint not null,
  check (recorded_by_entry_id > entry_id)
);
comment on table audit_erasure is 'Entries of the trail whose words were erased: the digest that stands for the words, and the entry that tells of it.';
create trigger audit_erasure_is_append_only before update or delete or truncate on audit_erasure
  for each statement execute function refuse_change_of_audit();

-- The one change of an entry that there is: all its words at once, after their digest was kept.
create function refuse_change_of_audit_entry() returns trigger language plpgsql as $$
begin
  if new.summary = '' and new.before is null and new.after is null and new.salt is null
    and (to_jsonb(new) - array['summary', 'before', 'after', 'salt']) = (to_jsonb(old) - array['summary', 'before', 'after', 'salt'])
    and exists (select from audit_erasure where entry_id = old.id) then
    return new;
  end if;
  raise exception 'audit entries are append-only';
end $$;
drop trigger audit_entry_is_append_only on audit_entry;
create trigger audit_entry_is_append_only before delete or truncate on audit_entry
  for each statement execute function refuse_change_of_audit();
create trigger audit_entry_keeps_its_words before update on audit_entry
  for each row execute function refuse_change_of_audit_entry();
