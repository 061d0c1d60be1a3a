-- Why: letters of the people (đơn thư) are numbered when they come in and followed until they end. What happened to each stands
-- in a log that only grows; state, handler and the date of each state are derived from it and kept on the petition's row in the
-- same transaction, so that lists and the province's figures read dates and never replay logs.

create table petition_kind (
  code text primary key,
  title text not null,
  position int not null
);
insert into petition_kind (code, title, position) values
  ('complaint', 'Khiếu nại', 1),
  ('denunciation', 'Tố cáo', 2),
  ('proposal', 'Kiến nghị', 3),
  ('feedback', 'Phản ánh', 4);

create table petition_channel (
  code text primary key,
  title text not null,
  position int not null
);
insert into petition_channel (code, title, position) values
  ('counter', 'Nộp trực tiếp', 1),
  ('reception', 'Tại buổi tiếp công dân', 2),
  ('dialogue', 'Tại buổi đối thoại', 3),
  ('voter-contact', 'Tại buổi tiếp xúc cử tri', 4),
  ('post', 'Bưu chính', 5),
  ('phone', 'Điện thoại', 6),
  ('online', 'Trực tuyến', 7),
  ('forwarded', 'Cơ quan, đại biểu, báo chí chuyển đến', 8);

create table petition (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  behalf_unit_id bigint references unit,
  number int not null check (number > 0),
  year int not null,
  kind_code text not null references petition_kind,
  channel_code text not null references petition_channel,
  forwarded_by text not null default '',
  title text not null,
  content text not null default '',
  sender_name text not null default '',
  sender_address text not null default '',
  sender_phone text not null default '',
  signatory_count int not null default 1 check (signatory_count > 0),
  -- From here to due_on: derived from petition_event, written with it.
  state text not null check (state in ('classified', 'assigned', 'accepted', 'answered', 'refused', 'guided', 'transferred',
    'returned', 'filed', 'withdrawn', 'closed')),
  handling_unit_id bigint not null references unit,
  handler_person_id bigint references person,
  received_on date not null,
  registered_on date not null,
  accepted_on date,
  answered_on date,
  closed_on date,
  due_on date,
  ended_on date generated always as (least(answered_on, closed_on)) stored,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  unique (unit_id, year, number),
  unique (id, kind_code),
  constraint petition_keeps_no_denouncer check (
    kind_code <> 'denunciation' or (sender_name = '' and sender_address = '' and sender_phone = '')),
  check (year = extract(year from registered_on)),
  check (registered_on >= received_on),
  check (accepted_on >= received_on),
  check (answered_on >= received_on),
  check (closed_on >= received_on),
  check ((state in ('refused', 'guided', 'transferred', 'returned', 'filed', 'withdrawn', 'closed')) = (closed_on is not null)),
  check (state <> 'answered' or answered_on is not null),
  check (state <> 'accepted' or accepted_on is not null),
  check (state <> 'assigned' or handler_person_id is not null)
);
comment on column petition.unit_id is 'The unit that received and numbered it; figures count it here. handling_unit_id is where it is now. behalf_unit_id: the body on whose behalf it was received, when another.';
comment on column petition.due_on is 'The last day of the limit that runs: for acceptance, then for the answer. Null when the calendar of the year is not known.';
comment on column petition.ended_on is 'The first day on which nothing is owed any more: answered, or ended in another way.';
comment on constraint petition_keeps_no_denouncer on petition is 'Who denounces is not written into this system; the originals are kept as secret papers (Law on Denunciations 25/2018/QH14, Article 56).';

create index petition_by_handling_unit on petition (handling_unit_id, received_on desc, id desc);
create index petition_by_unit on petition (unit_id, received_on desc, id desc);
create index petition_due on petition (handling_unit_id, due_on) where ended_on is null;
create index petition_by_handler on petition (handler_person_id, due_on) where ended_on is null;
-- All that figures need, without touching the rows: what came in during a period, and what was open on a day.
create index petition_by_reception on petition (received_on)
  include (unit_id, behalf_unit_id, kind_code, channel_code, registered_on, accepted_on, answered_on, closed_on, due_on);
create index petition_by_end on petition ((coalesce(ended_on, 'infinity'::date)), received_on)
  include (unit_id, behalf_unit_id, kind_code, channel_code, registered_on, accepted_on, answered_on, closed_on, due_on);

-- The last number given in each unit and year. Its row is locked until the petition is written, so that a number is never given
-- twice, and goes back when the petition is not written after all.
create table petition_numbering (
  unit_id bigint not null references unit,
  year int not null,
  last_number int not null,
  primary key (unit_id, year)
);

create table petition_event (
  id bigint generated always as identity primary key,
  petition_id bigint not null references petition,
  position int not null,
  kind text not null check (kind in ('received', 'registered', 'classified', 'corrected', 'assigned', 'accepted', 'refused',
    'guided', 'transferred', 'returned', 'filed', 'answered', 'withdrawn', 'closed')),
  happened_on date not null,
  kind_code text references petition_kind,
  channel_code text references petition_channel,
  unit_id bigint references unit,
  person_id bigint references person,
  number int,
  body text not null default '',
  note text not null default '',
  document_number text not null default '',
  legal_basis text not null default '',
  recorded_by_account_id bigint references account,
  recorded_at timestamptz not null default clock_timestamp(),
  unique (petition_id, position)
);
comment on column petition_event.happened_on is 'The day it took effect. A correction carries here the day of receipt as corrected.';
comment on column petition_event.body is 'The body outside this system to which a petition was transferred or its sender was guided.';
comment on column petition_event.note is 'Reason, content of the answer. Blanked when the petition turns out to be a denunciation.';

-- The log only grows. One exception: words that may tell who a denouncer is are blanked, and everything else stays.
create function refuse_change_of_petition_log() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.note = '' and new.body = '' and new.document_number = ''
      and (to_jsonb(new) - array['note', 'body', 'document_number']) = (to_jsonb(old) - array['note', 'body', 'document_number']) then
      return new;
    end if;
  end if;
  raise exception 'the log of a petition is append-only';
end $$;
create trigger petition_event_is_append_only before update or delete on petition_event
  for each row execute function refuse_change_of_petition_log();
create trigger petition_event_is_not_emptied before truncate on petition_event
  for each statement execute function refuse_change_of_petition_log();

-- Text search in a table of its own: an index on the petition itself would slow every change of state.
-- The kind goes along so that the database itself refuses to index a denunciation, also one that was a complaint before.
create table petition_search (
  petition_id bigint primary key,
  kind_code text not null check (kind_code <> 'denunciation'),
  words tsvector not null,
  foreign key (petition_id, kind_code) references petition (id, kind_code) on update cascade on delete cascade
);
create index petition_search_words on petition_search using gin (words);

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('petition.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('petition.register', array['clerk', 'head', 'collector', 'front']),
  ('petition.assign', array['head', 'front']),
  ('petition.answer', array['clerk', 'head', 'collector', 'front']),
  -- Alone it opens what one handles oneself; with petition.assign, what the own unit handles.
  ('petition.read-denunciation', array['clerk', 'head', 'collector', 'front'])
) as granted (permission, roles), unnest(roles) as role;
