-- Why: units change by law (2025: districts ended, communes merged) while records keep the unit of their day.
-- So a unit is an identity with dated versions, joined by dated, typed succession; nothing is overwritten.

create table unit_kind (
  code text primary key,
  title text not null,
  level text not null check (level in ('province', 'district', 'commune', 'other')),
  position int not null
);
insert into unit_kind (code, title, level, position) values
  ('province', 'Tỉnh, thành phố', 'province', 1),
  ('party-committee', 'Tỉnh ủy, Thành ủy', 'province', 2),
  ('mobilisation-board', 'Ban Dân vận', 'province', 3),
  ('district-mobilisation-board', 'Ban Dân vận cấp huyện', 'district', 4),
  ('council', 'Hội đồng nhân dân', 'province', 5),
  ('council-standing-body', 'Thường trực Hội đồng nhân dân', 'province', 6),
  ('council-committee', 'Ban của Hội đồng nhân dân', 'province', 7),
  ('national-assembly-delegation', 'Đoàn đại biểu Quốc hội', 'province', 8),
  ('council-office', 'Văn phòng Hội đồng nhân dân, Đoàn đại biểu Quốc hội', 'province', 9),
  ('division', 'Phòng', 'other', 10),
  ('peoples-committee', 'Ủy ban nhân dân tỉnh', 'province', 11),
  ('department', 'Sở, ban, ngành', 'province', 12),
  ('public-service-unit', 'Đơn vị sự nghiệp công lập', 'province', 13),
  ('central-agency', 'Cơ quan Trung ương đóng trên địa bàn', 'province', 14),
  ('armed-forces', 'Lực lượng vũ trang', 'province', 15),
  ('judicial-body', 'Cơ quan tư pháp', 'province', 16),
  ('fatherland-front', 'Ủy ban Mặt trận Tổ quốc', 'province', 17),
  ('mass-organisation', 'Tổ chức chính trị - xã hội', 'province', 18),
  ('district', 'Ủy ban nhân dân cấp huyện', 'district', 19),
  ('commune', 'Ủy ban nhân dân cấp xã', 'commune', 20);

create table unit (
  id bigint generated always as identity primary key,
  code text not null unique,
  illustration text
);
comment on column unit.illustration is 'Filled when the unit was made for the demonstration: what is real about it and what is not.';

create table unit_version (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  name text not null,
  short_name text not null,
  kind_code text not null references unit_kind,
  parent_unit_id bigint references unit,
  place_name text,
  issuer_code text,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to >= valid_from),
  check (parent_unit_id is distinct from unit_id)
);
create index unit_version_by_parent on unit_version (parent_unit_id);
create extension if not exists btree_gist;
alter table unit_version add constraint unit_version_one_at_a_time
  exclude using gist (unit_id with =, daterange(valid_from, valid_to, '[]') with &&);
comment on column unit_version.place_name is 'Place written before the date of its documents, such as Vị Thanh.';
comment on column unit_version.issuer_code is 'Issuer part of its document numbers, such as UBND or SNV.';

create table unit_succession (
  id bigint generated always as identity primary key,
  from_unit_id bigint not null references unit,
  to_unit_id bigint references unit,
  kind text not null check (kind in ('merged-into', 'split', 'part-transferred', 'renamed', 'dissolved')),
  happened_on date not null,
  legal_act text not null,
  note text
);

-- All units below the given ones on a day, the given ones included. A unit counts with the parent it had on that day.
create function units_under(roots bigint[], on_date date) returns table (unit_id bigint)
  language sql stable parallel safe rows 200 as $$
  with recursive below (unit_id) as (
    select distinct root from unnest(roots) as root
    union
    select version.unit_id
    from unit_version version
    join below on version.parent_unit_id = below.unit_id
    where version.valid_from <= on_date and (version.valid_to is null or version.valid_to >= on_date)
  )
  select below.unit_id from below
$$;

-- Every (ancestor, unit) pair on a day, each unit with itself included: for rolling figures up over many units at once.
create function unit_closure(on_date date) returns table (ancestor_id bigint, unit_id bigint)
  language sql stable parallel safe rows 2000 as $$
  with recursive living as (
    select version.unit_id, version.parent_unit_id from unit_version version
    where version.valid_from <= on_date and (version.valid_to is null or version.valid_to >= on_date)
  ),
  closure (ancestor_id, unit_id) as (
    select living.unit_id, living.unit_id from living
    union
    select living.parent_unit_id, closure.unit_id
    from closure join living on living.unit_id = closure.ancestor_id
    where living.parent_unit_id is not null
  )
  select closure.ancestor_id, closure.unit_id from closure
$$;

create table person (
  id bigint generated always as identity primary key,
  full_name text not null,
  illustration text
);

-- The post a person holds in a unit, dated; a person may hold several. Rights follow the post (role_code).
create table post (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  unit_id bigint not null references unit,
  title text not null,
  position int not null default 100,
  role_code text,
  reach_unit_id bigint references unit,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to >= valid_from)
);
comment on column post.reach_unit_id is 'Where the rights of the post reach when wider than its own unit: Sở Nội vụ gathers reports of the whole province. Null: its own unit and those below.';
create index post_by_person on post (person_id);
create index post_by_unit on post (unit_id);

-- Blocks (khối, cụm) in which units are compared and ranked; membership is dated.
create table block (
  id bigint generated always as identity primary key,
  code text not null unique,
  title text not null,
  root_unit_id bigint not null references unit
);
create table block_membership (
  block_id bigint not null references block,
  unit_id bigint not null references unit,
  valid_from date not null,
  valid_to date,
  primary key (block_id, unit_id, valid_from)
);
