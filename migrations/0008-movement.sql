-- Why: the movement “Dân vận khéo”: models that units register each year, new or continued, and that are reviewed and recognised
-- (glossary: Models, movement); contests in stages, whose awarded authors are counted.

create table movement_field (
  code text primary key,
  title text not null,
  position int not null
);
insert into movement_field (code, title, position) values
  ('economy', 'Kinh tế', 1),
  ('culture-society', 'Văn hóa - xã hội', 2),
  ('defence-security', 'Quốc phòng - an ninh', 3),
  ('political-system', 'Xây dựng hệ thống chính trị', 4),
  ('new-rural', 'Nông thôn mới, đô thị văn minh', 5),
  ('administrative-reform', 'Cải cách hành chính', 6);

create table movement_model (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  name text not null,
  registration text not null check (registration in ('new', 'continued')),
  field_code text not null references movement_field,
  owner_kind text not null check (owner_kind in ('collective', 'individual')),
  owner_name text not null,
  content text not null default '',
  year int not null check (year between 1990 and 2200),
  registered_on date not null,
  replicates_model_id bigint references movement_model,
  state text not null default 'registered' check (state in ('registered', 'recognised', 'not-recognised')),
  reviewed_on date,
  review_note text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check ((state = 'registered') = (reviewed_on is null)),
  check (reviewed_on >= registered_on),
  check (replicates_model_id is distinct from id)
);
create index movement_model_by_unit on movement_model (unit_id, registered_on desc, id desc);
create index movement_model_by_day on movement_model (registered_on) include (unit_id, registration, field_code, state);
create index movement_model_recognised on movement_model (reviewed_on desc) where state = 'recognised';
create index movement_model_replicated on movement_model (replicates_model_id) where replicates_model_id is not null;
comment on column movement_model.review_note is 'The decision that recognised it, or why it was not recognised.';

create table movement_model_search (
  model_id bigint primary key references movement_model on delete cascade,
  words tsvector not null
);
create index movement_model_search_words on movement_model_search using gin (words);

create table contest (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  title text not null,
  content text not null default '',
  opened_on date not null,
  illustration text,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
create index contest_by_unit on contest (unit_id, opened_on desc, id desc);
comment on column contest.unit_id is 'The unit that holds it.';

create table contest_stage (
  id bigint generated always as identity primary key,
  contest_id bigint not null references contest,
  position int not null check (position > 0),
  title text not null,
  unique (contest_id, position),
  unique (contest_id, id)
);

create table contest_entry (
  id bigint generated always as identity primary key,
  contest_id bigint not null references contest,
  stage_id bigint not null,
  author_name text not null,
  author_place text not null default '',
  work_title text not null,
  illustration text,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  foreign key (contest_id, stage_id) references contest_stage (contest_id, id)
);
create index contest_entry_by_stage on contest_entry (stage_id);

create table contest_award (
  id bigint generated always as identity primary key,
  entry_id bigint not null unique references contest_entry,
  prize text not null,
  awarded_on date not null,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now()
);
create index contest_award_by_day on contest_award (awarded_on);

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('movement.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('movement.write', array['clerk', 'head', 'collector', 'front'])
) as granted (permission, roles), unnest(roles) as role;
